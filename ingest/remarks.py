"""What is to be known of a plan's table beside its counts and refusals, in zh and en, for the command and the page."""

from __future__ import annotations

from collections.abc import Iterator

from graph.schema import RECORDS
from graph.verdict import Text
from ingest.masking import mask_text
from ingest.planned import Overlap, PlannedTable
from ingest.recognition import DOUBTFUL

MOST_HEADERS = 60
"""Headers left out that are listed."""


def remarks(table: PlannedTable) -> Iterator[Text]:
    """The mapping that was used, a kind in doubt, rows that are facts already or differ from facts, columns read second."""
    recognition = table.recognition
    if recognition.mapping:
        yield Text(f"使用了导入规格 {recognition.mapping}", f"{recognition.mapping} was used")
    if table.hidden:
        yield Text(
            "这是隐藏的工作表，照样取用；如不应计入，请删去该表后重新导入",
            "a hidden sheet, which is taken like any other; if it should not count, delete it and import again",
        )
    if recognition.confidence < DOUBTFUL:
        yield Text(
            f"不能确定：按{RECORDS[table.kind].zh}读取（{recognition.reason.zh}）；如果不是，请用 --kind 或在导入页指定类型",
            f"in doubt: taken for {table.kind} ({recognition.reason.en}); name the kind, with --kind or on the page, if it is another",
        )
    for one in table.overlaps:
        yield Text(
            f"{one.rows} 行已在 {_file(one)} 中，不重复取", f"{one.rows} rows are facts already, from {_file(one)}"
        )
    for one in table.otherwise:
        yield Text(
            f"{one.rows} 行所说的订单或运单，{_file(one)} 中另有不同内容：两者都保留。如是更正后的文件，请撤回较早的导入",
            f"{one.rows} rows are about orders or parcels of which {_file(one)} says something else: both are kept. If this "
            "file corrects that one, withdraw the earlier import",
        )
    if table.same_orders:
        yield Text(
            f"{table.same_orders} 行的订单在同一工作簿的其他工作表中也有：订单号相同即同一订单，不算两个"
            "（已取消、已退款的也是订单：平台同样掌握）",
            f"{table.same_orders} rows are about orders that another sheet of the workbook has too: the same number is the "
            "same order, not two (cancelled and refunded orders are orders: the platform held them as well)",
        )
    yield from _left_out(table)
    for column in table.columns:
        if column.reason == "second" and column.column and not column.column.startswith("_"):
            yield Text(
                f"{column.header} 只在另一列 {column.column} 为空时读取",
                f"{column.header} is read only where another {column.column} is empty",
            )


def _left_out(table: PlannedTable) -> Iterator[Text]:
    """Rows and columns that are not taken."""
    if table.dropped:
        yield Text(
            f"{table.dropped} 行是空行、合计、小标题、签名或重复的表头，不算数据",
            f"{table.dropped} rows are blank, totals, section lines, signatures or the header once more: no data",
        )
    if table.nameless:
        places = [f"{_letters(place)} ({place})" for place in table.nameless[:MOST_HEADERS]]
        yield Text(
            f"这些列没有表头而有内容，未取；如需要，请加上表头：{'、'.join(places)}",
            f"columns with cells but no header, left out; give them a header if they matter: {', '.join(places)}",
        )
    if left_out := [column.header for column in table.columns if column.reason in {"unknown", "unit"}]:
        listed = "、".join(map(mask_text, left_out[:MOST_HEADERS])) + (" …" if len(left_out) > MOST_HEADERS else "")
        yield Text(
            f"未取的列（不认识的表头，或单位不同）：{listed}",
            f"columns left out (unknown headers, or another unit): {listed}",
        )


def _letters(place: int) -> str:
    """A column as Excel calls it; the first is A."""
    before, last = divmod(place - 1, 26)
    return (_letters(before) if before else "") + chr(ord("A") + last)


def _file(one: Overlap) -> str:
    """A file by its name; where that is not known, by the beginning of its SHA-256."""
    return one.file or f"{one.sha256[:12]}…"
