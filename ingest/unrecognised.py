"""Why no table was recognised, as far as can be told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from graph.errors import BadInput
from graph.schema import RECORDS
from graph.verdict import Text
from ingest.faults import fault
from ingest.headers import FEWEST, Layout
from ingest.kept_headers import fits, kept_headers
from ingest.masking import mask_text
from ingest.planned import Skipped
from ingest.readers import Source, TablePieces
from ingest.synonyms import headers
from ingest.text import header_text

MOST_HEADERS = 60
"""Headers that are listed."""
_PARTED_BY_BLANKS = re.compile(r"\S {2,}\S")
_DATA = re.compile(r"\d{7}|\d{4}[-/年]\d")
OTHER_MARKS = "|;；，、"
"""Marks that part cells in files made by hand, and that are not understood (a semicolon: where few lines have it)."""


def check_recognised(source: Source, layouts: Sequence[tuple[TablePieces, Layout | None]]) -> None:
    """BadInput for a file that was meant as data: named by itself, or with headers that nearly are, and none fits."""
    found = [layout for _, layout in layouts if layout is not None]
    if any(layout.fits for layout in found):
        return
    nearest = max(found, key=lambda one: (one.known, one.hinted), default=None)
    if nearest is None or (nearest.known < FEWEST and not source.named):
        return
    why = _why_not([pieces for pieces, _ in layouts], nearest)
    raise fault(source.file, "not_recognised", what_zh=why.zh, what=why.en)


def no_table(skipped: Sequence[Skipped]) -> BadInput:
    """That no file held a table, and why each did not."""
    return fault(
        "", "no_table",
        what_zh="；".join(f"{one.file}：{one.reason.zh}" for one in skipped),
        what="; ".join(f"{one.file}: {one.reason.en}" for one in skipped),
    )  # fmt: skip


def headers_in_vain(mapping: Iterable[str], layouts: Sequence[Layout]) -> list[BadInput]:
    """That a mapping names headers which none of the tables has, and which there are; nothing where it does not."""
    rows = [[header.text for header in layout.headers if header.text] for layout in layouts]
    there, known = [text for row in rows for text in row], {header_text(text) for row in rows for text in row}
    shown = list(dict.fromkeys(header for row in rows for header in kept_headers(row)))
    strange = [one for one in mapping if header_text(one) not in known and not any(fits(one, text) for text in there)]
    if not strange or not there:
        return []
    listed = "、".join(shown[:MOST_HEADERS]) + (" …" if len(shown) > MOST_HEADERS else "")
    return [fault("、".join(f"“{mask_text(header)}”" for header in strange), "strange_headers", what=listed)]


def _why_not(tables: Sequence[TablePieces], nearest: Layout) -> Text:
    """Why no table of a file was recognised."""
    heads = [table.head.cells.row(0)[0] or "" for table in tables if table.head.cells.width == 1]
    marks = [mark for mark in OTHER_MARKS if any(mark in head for head in heads)]
    if marks:
        return Text(
            f"单元格似乎以 {' 或 '.join(marks)} 分隔，能识别的是逗号、制表符和分号",
            f"Its cells seem to be parted by {' or '.join(marks)}; understood are comma, tab and semicolon",
        )
    firsts = [cell or "" for table in tables for row in table.head.cells.head(1).iter_rows() for cell in row]
    if any(_PARTED_BY_BLANKS.search(cell) for cell in heads):
        return Text(
            "单元格似乎以空格分隔，能识别的是逗号、制表符和分号",
            "Its cells seem to be parted by blanks; understood are comma, tab and semicolon",
        )
    if not nearest.known and any(_DATA.search(cell) for cell in firsts):
        return Text(
            "第一行像是数据，没有表头；请在上面加一行表头",
            "Its first row looks like data: put a row of headers above it",
        )
    if not nearest.known:
        return Text("表头一个也不认识", "None of its headers is known")
    return Text(
        f"最接近{RECORDS[nearest.kind].zh}，但还缺{'、'.join(_in_chinese(nearest)) or '更多认识的列'}",
        f"Nearest is {nearest.kind}, which also needs {', '.join(nearest.missing) or 'more known columns'}",
    )


def _in_chinese(layout: Layout) -> list[str]:
    """What a layout lacks, each with the header that such tables mostly have."""
    known = headers(layout.kind)
    listed = {
        one: [text for text, meaning in known.items() if meaning.column == one and not text.isascii()]
        for one in layout.missing
    }
    listed["person_id"] = ["手机号、证件号或人员编号"]
    return [f"{listed[one][0]}（{one}）" if listed[one] else one for one in layout.missing]
