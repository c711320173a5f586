"""How surely a header means a column, by its words and by what its first cells read as."""

from __future__ import annotations

import polars as pl

from graph.declarations import Type
from graph.schema import RECORDS
from graph.verdict import Text
from ingest.clean.columns import read_column
from ingest.clean.id_numbers import read_id_number
from ingest.clean.phones import read_identity_phone
from ingest.layouts import Header
from ingest.text import clean_series

LOOKED_AT = 50
"""Cells read of a column."""
MOSTLY = 0.9
_UNREADABLE = "^(unreadable|bad|irregular|no_such|outside)_"
"""Codes of cells that are not what the column holds; one that is masked or lost digits is."""
_BY_WORDS = {
    "canonical": (1.0, Text("表头就是列名", "the header is the column's own name")),
    "mapping": (1.0, Text("按表头对应", "as mapped")),
    "synonym": (0.95, Text("表头是它的常用叫法", "the header is a known name of it")),
    "second": (
        0.9,
        Text("同义列中排在后面，前面的列为空时才取", "read only where another column of this meaning is empty"),
    ),
    "format": (0.0, Text("在这种导出里另有含义，不取", "it means something else in this export, and is left out")),
    "unit": (
        0.0,
        Text(
            "数字的单位不能按本列读取，不取；请换算成元或秒后重新导入",
            "its numbers are in a unit that is not read here, and left out; convert them to yuan or seconds",
        ),
    ),
    "unknown": (0.0, Text("不认识的表头，不取", "no known header; left out")),
}
_LOOKS_LIKE = {
    "phone": (read_identity_phone, Text("内容像电话号码，如属本人可对应到 phone", "its cells look like telephones; map it to phone if they are the person's")),
    "id_number": (read_id_number, Text("内容像身份证号，如属本人可对应到 id_number",
                                       "its cells look like id numbers; map it to id_number if they are the person's")),
}  # fmt: skip


def confidence(kind: str, header: Header, reason: str, cells: pl.Series) -> tuple[float, Text]:
    """Confidence of 0 to 1 in what a header is taken for, and why; `cells` as they stand below it."""
    base, said = _BY_WORDS[reason]
    seen = clean_series(cells.drop_nulls().head(LOOKED_AT)).drop_nulls()
    if header.column is None:
        return 0.0, _suggested(said, seen) if reason == "unknown" else said
    if header.column.startswith("_") or seen.is_empty():
        return base, said
    column = RECORDS[kind].column(header.column)
    if column.type is Type.TEXT and column.name not in _LOOKS_LIKE:
        return base, said
    odd = read_column(column, seen).codes.str.contains(_UNREADABLE).sum()
    read = seen.len() - int(odd)
    note = Text(f"；{seen.len()} 个单元格中 {read} 个读得出", f"; {read} of {seen.len()} cells could be read")
    return round(base * read / seen.len(), 2), Text(said.zh + note.zh, said.en + note.en)


def _suggested(said: Text, seen: pl.Series) -> Text:
    """What an unknown header's cells look like, where nearly all look alike; nothing is taken for it by that alone."""
    for reader, looks in _LOOKS_LIKE.values():
        if seen.len() and sum(reader(cell)[0] is not None for cell in seen) >= MOSTLY * seen.len():
            return Text(f"{said.zh}；{looks.zh}", f"{said.en}; {looks.en}")
    return said
