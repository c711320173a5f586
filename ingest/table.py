"""One raw table and its layout to a planned table."""

from __future__ import annotations

import polars as pl

from graph.declarations import Column, Record
from graph.facts import DTYPES, HINTS, fact_schema
from graph.schema import RECORDS
from ingest.clean.codes import LONGEST_EXACT
from ingest.clean.columns import read_column
from ingest.clean.readings import Readings
from ingest.headers import Layout
from ingest.judging import judge
from ingest.keys import Key
from ingest.planned import PROBLEMS, PlannedTable
from ingest.readers import RawTable
from ingest.rows.completing import completed
from ingest.rows.furniture import is_furniture
from ingest.rows.merged import from_merged
from ingest.rows.seconds import second_differs, seconds
from ingest.rows.telling import LONG, with_told
from ingest.samples import column_plans
from ingest.secrets import REFUSED, SECRETS, hint_values, hints_of, refused_rows, secrets_of
from ingest.text import clean_frame, clean_series
from ingest.tokens import tokens


def plan_table(raw: RawTable, layout: Layout, key: Key) -> PlannedTable:
    """Read a table: furniture off, cells cleaned, rows completed, identities to tokens, each row judged."""
    record = RECORDS[layout.kind]
    body = raw.part(layout.first)
    cells = clean_frame(body.cells)
    furniture = is_furniture(cells, _header_cells(layout))
    texts = completed(layout.kind, _texts(body, cells, layout).filter(~furniture), layout.format)
    readings = _readings(record, texts)
    fate = judge(record, readings, texts, _shifted(cells, layout, raw).filter(~furniture))
    plain = _plain(record, readings, texts)
    facts = _facts(record, _tokenised(key, record, readings, plain), texts["row"], fate.flags, raw).filter(
        ~fate.refused
    )
    taken = {name: series.filter(~fate.refused) for name, series in plain.items()}
    hints = {name: series.filter(~fate.refused) for name, series in hint_values(record, readings, texts).items()}
    return PlannedTable(
        file=raw.file, sha256=raw.sha256, sheet=raw.sheet, kind=record.name, encoding=raw.encoding,
        columns=column_plans(layout, body), rows=body.cells.height, taken=facts.height,
        flagged=int((facts["flags"] != "").sum()), refused=int(fate.refused.sum()), repeated=0,
        dropped=int(furniture.sum()), repeats=None, recognition=layout.recognition, problems=fate.problems, facts=facts,
        hints=hints_of(record, facts, hints, key), secrets=secrets_of(taken | hints, key),
        refused_rows=refused_rows(body, texts["row"].filter(fate.refused)),
    )  # fmt: skip


def repeated_table(raw: RawTable, layout: Layout, where: str) -> PlannedTable:
    """The table of a file whose rows are there already; `where` says since when or in which file."""
    body = raw.part(layout.first)
    return PlannedTable(
        file=raw.file, sha256=raw.sha256, sheet=raw.sheet, kind=layout.kind, encoding=raw.encoding,
        columns=column_plans(layout, body), rows=body.cells.height, taken=0, flagged=0, refused=0,
        repeated=body.cells.height, dropped=0, repeats=where, recognition=layout.recognition, problems=pl.DataFrame(schema=PROBLEMS),
        facts=pl.DataFrame(schema=fact_schema(layout.kind)), hints=pl.DataFrame(schema=HINTS),
        secrets=pl.DataFrame(schema=SECRETS), refused_rows=pl.DataFrame(schema=REFUSED),
    )  # fmt: skip


def _header_cells(layout: Layout) -> tuple[str, ...]:
    """The header row as cleaned cells."""
    texts = pl.Series([header.text or None for header in layout.headers], dtype=pl.String)
    return tuple(clean_series(texts).fill_null(""))


def _shifted(cells: pl.DataFrame, layout: Layout, raw: RawTable) -> pl.Series:
    """Which rows of a text file have cells beyond the last header: a comma in a cell has moved what follows it.

    In a workbook cells stand where they were put, and those beside the table are remarks.
    """
    width = max(header.place for header in layout.headers if header.text) + 1
    if raw.numbers is not None or width == cells.width:
        return pl.repeat(value=False, n=cells.height, eager=True, dtype=pl.Boolean)
    return cells.select(pl.any_horizontal(pl.nth(range(width, cells.width)).is_not_null())).to_series()


def _texts(body: RawTable, cells: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    """The clean text of each known column, and the row numbers.

    Of several headers of one column the first that says something; the parts of an address are put together.
    """
    columns: list[pl.Series] = [body.rows.alias("row")]
    for name in dict.fromkeys(header.column for header in layout.headers if header.column):
        places = [str(header.place) for header in layout.of(name)]
        long = pl.DataFrame([body.is_number(place).alias(place) for place in places]).with_columns(
            pl.col(place) & (cells[place].str.len_chars() > LONGEST_EXACT) & cells[place].str.contains(r"^\d+$")
            for place in places
        )
        first_long = pl.coalesce([pl.when(cells[place].is_not_null()).then(long[place]) for place in places])
        columns += [
            cells.select((_together(places) if name == "address" else pl.coalesce(places)).alias(name)).to_series(),
            pl.select(first_long.fill_null(value=False).alias(LONG + name)).to_series(),
        ]
        columns += from_merged(name, [cells[p] for p in places], [body.is_merged(p) for p in places])
        columns += seconds(cells, name, [str(header.place) for header in layout.of(name) if not header.next_best])
    return pl.DataFrame(columns)


def _together(places: list[str]) -> pl.Expr:
    """The texts of several columns in order of place, null where none says anything."""
    ordered = [str(place) for place in sorted(map(int, places))]
    return pl.concat_str(ordered, ignore_nulls=True).replace("", None)


def _readings(record: Record, texts: pl.DataFrame) -> dict[str, Readings]:
    """What each column of the record says, in schema order."""
    return {
        column.name: second_differs(with_told(_reading(column, texts), texts, column.name), column, texts)
        for column in record.columns
        if column.name in texts.columns
    }


def _reading(column: Column, texts: pl.DataFrame) -> Readings:
    """What one column says; a number that lost digits says nothing."""
    read = read_column(column, texts[column.name])
    if LONG + column.name not in texts.columns or not texts[LONG + column.name].any():
        return read
    long = texts[LONG + column.name]
    values = pl.select(pl.when(~long).then(read.values)).to_series()
    return Readings(values, pl.select(pl.when(long).then(pl.lit("digits_lost")).otherwise(read.codes)).to_series())


def _plain(record: Record, readings: dict[str, Readings], texts: pl.DataFrame) -> dict[str, pl.Series]:
    """What the identity columns that are kept as tokens say, in plain."""
    plain = {c.name: readings[c.name].values for c in record.kept if c.identity and c.name in readings}
    if "account" in plain:
        plain["account"] = _with_platform(plain["account"], readings.get("platform"), texts)
    return plain


def _tokenised(
    key: Key, record: Record, readings: dict[str, Readings], plain: dict[str, pl.Series]
) -> dict[str, pl.Series]:
    """The values of the kept columns, identities as tokens."""
    values = {column.name: readings[column.name].values for column in record.kept if column.name in readings}
    return values | {name: tokens(key, name, series) for name, series in plain.items()}


def _with_platform(accounts: pl.Series, platform: Readings | None, texts: pl.DataFrame) -> pl.Series:
    """Accounts with the platform they are on; the same name on two platforms may be two people."""
    on = pl.repeat("", texts.height, dtype=pl.String, eager=True) if platform is None else platform.values.fill_null("")
    return pl.select(pl.when(accounts.is_not_null()).then(pl.concat_str([on, accounts], separator="\0"))).to_series()


def _facts(
    record: Record, values: dict[str, pl.Series], rows: pl.Series, flags: pl.Series, raw: RawTable
) -> pl.DataFrame:
    """The frame of facts, in schema order, columns the file lacks as null."""
    columns = [
        values[column.name].alias(column.name) if column.name in values else _nothing(column, rows.len())
        for column in record.kept
    ]
    source = [
        pl.repeat(raw.sha256, rows.len(), dtype=pl.String, eager=True).alias("source_file"),
        pl.repeat(raw.sheet, rows.len(), dtype=pl.String, eager=True).alias("source_sheet"),
        rows.alias("source_row"),
        flags.alias("flags"),
    ]
    return pl.DataFrame(columns + source).match_to_schema(fact_schema(record.name))


def _nothing(column: Column, rows: int) -> pl.Series:
    """A column of nulls."""
    dtype = pl.String if column.identity else DTYPES[column.type]
    return pl.repeat(None, rows, dtype=dtype, eager=True).alias(column.name)
