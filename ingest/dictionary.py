"""The data dictionary of the documentation, made from the schema and the lists of headers.

`python -m ingest.dictionary > docs/data.md` writes it; a test says when that is due.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from graph.declarations import Column, HolderKind, Identity, Record
from graph.schema import FIELDS, HOLDER_KINDS, RECORDS
from ingest.formats import formats
from ingest.synonyms import Meaning, headers

INTRODUCTION = """# Data dictionary

Made from `graph/schema.py`, `ingest/synonyms.toml` and `ingest/formats.toml` by `python -m ingest.dictionary`. Do not edit.

A file is one table, a workbook of tables, or a zip of files. Which kind of record a table holds is told by its headers,
then by the file's name, then by `--kind`. English and Chinese headers are equal; blanks, full-width letters and a unit in
brackets make no difference. Title rows above the headers, totals, section lines and blank rows are not data.

Columns marked **who** name the person of the row: equal values are one person, and facts keep a keyed pseudonym (token)
in their place. Of `name` and `address` facts keep nothing: a match of those is only ever a hint, and stands apart as a token.
Columns marked *secret* name somebody else and are kept as tokens.
A mobile or identity card number within free text (script, goods, remarks) is kept masked (`138****8000`) and flagged.
A time may be a day without an hour; it then is the whole day. Times are local time of China, as written.
"""


def dictionary() -> str:
    """The page as Markdown."""
    parts = [
        INTRODUCTION,
        *(_record(record) for record in RECORDS.values()),
        _holders(HOLDER_KINDS.values()),
        _fields(),
        _exports(),
    ]
    return "\n".join(parts)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def _record(record: Record) -> str:
    accepted = headers(record.name)
    rows = [(f"`{c.name}`", _needed(record, c), c.type.value, c.doc, _also(accepted, c.name)) for c in record.columns]
    person = " Every row must name a person (**who**)." if record.needs_person else ""
    title = f"## {record.name} {record.zh}\n\nOne row is {record.doc}.{person}\n"
    return f"{title}\n{_table(('column', '', 'type', 'meaning', 'also accepted as header'), rows)}"


def _needed(record: Record, column: Column) -> str:
    if column.name in record.required:
        return "required"
    marks = {Identity.LINKS: "**who**", Identity.SECRET: "*secret*", Identity.HINTS: "hint"}
    return marks[column.identity] if column.identity else ""


def _also(accepted: dict[str, Meaning], column: str) -> str:
    others = [header for header, one in accepted.items() if one.column == column and header != column]
    return "、".join(others)


def _holders(kinds: Iterable[HolderKind]) -> str:
    rows = [(f"`{k.name}`", k.zh, k.en, k.parent or "", "、".join(f"`{time}`" for time in k.seen_from)) for k in kinds]
    note = (
        "Other kinds are welcome in `exposures`. From when a holder held a record is read from the first of its times that"
        " is known; a time from further down is marked assumed.\n"
    )
    return f"## Kinds of holder\n\n{note}\n{_table(('kind', '中文', 'English', 'belongs to', 'held from, best first'), rows)}"


def _fields() -> str:
    listed = ", ".join(f"`{field}`" for field in FIELDS)
    return f"## What a caller knew\n\n`fields_known` lists, separated by `;`, `、`, `,` or blanks: {listed}.\n"


def _exports() -> str:
    rows = [
        (f"{one.said.zh} {one.said.en}", one.kind, "、".join(" or ".join(sorted(group)) for group in one.headers),
         "、".join(f"`{column}` = {value}" for column, value in one.gives.items()))
        for one in formats()
    ]  # fmt: skip
    note = (
        "These are known by their headers. What such an export says of all its rows without a column for it is taken where"
        " no column says it, and each row is flagged.\n"
    )
    return f"## Known exports\n\n{note}\n{_table(('export', 'record kind', 'known by', 'gives'), rows)}"


if __name__ == "__main__":
    sys.stdout.write(dictionary())
