"""Cells to readings: which cells a column is read from, and what each says."""

from __future__ import annotations

import polars as pl

from graph.declarations import Column, Record
from ingest.clean.codes import LONGEST_EXACT
from ingest.clean.columns import read_column
from ingest.clean.readings import Readings
from ingest.headers import Layout
from ingest.readers import RawTable
from ingest.rows.merged import from_merged
from ingest.rows.seconds import second_differs, seconds
from ingest.rows.telling import LONG, with_told
from ingest.text import clean_series


def header_cells(layout: Layout, width: int) -> tuple[str, ...]:
    """The header row as `width` cleaned cells."""
    texts = pl.Series([header.text or None for header in layout.headers], dtype=pl.String)
    cells = clean_series(texts).fill_null("").to_list()
    return tuple(cells + [""] * (width - len(cells)))


def shifted(cells: pl.DataFrame, layout: Layout, raw: RawTable) -> pl.Series:
    """Which rows of a text file have cells beyond the last header: a comma in a cell has moved what follows it.

    In a workbook cells stand where they were put, and those beside the table are remarks.
    """
    width = max(header.place for header in layout.headers if header.text) + 1
    if raw.numbers is not None or width == cells.width:
        return pl.repeat(value=False, n=cells.height, eager=True, dtype=pl.Boolean)
    return cells.select(pl.any_horizontal(pl.nth(range(width, cells.width)).is_not_null())).to_series()


def in_units(cells: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    """The cells with the unit that a header names behind its plain numbers."""
    plain = [(pl.col(str(h.place)), h.unit) for h in layout.headers if h.unit]
    return cells.with_columns(
        pl.when(cell.str.contains(r"^-?[\d,]*\.?\d+$"))
        .then(pl.concat_str(cell, pl.lit(unit)))
        .otherwise(cell)
        .name.keep()
        for cell, unit in plain
    )


def texts_of(body: RawTable, cells: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    """The clean text of each known column, and the row numbers; of a workbook also where numbers were too long (`LONG`).

    Of several headers of one column the first that says something; the parts of an address are put together.
    """
    cells = in_units(cells, layout)
    columns, others = [pl.lit(body.rows).alias("row")], []
    for name in dict.fromkeys(header.column for header in layout.headers if header.column):
        places = [str(header.place) for header in layout.of(name)]
        columns.append((_together(places) if name == "address" else pl.coalesce(places)).alias(name))
        if body.numbers is not None:
            columns.append(_first_long(body, places).alias(LONG + name))
        if body.merged is not None:
            others += from_merged(name, [cells[place] for place in places], [body.is_merged(place) for place in places])
        others += seconds(cells, name, [str(header.place) for header in layout.of(name) if not header.next_best])
    return cells.select(columns).with_columns(others)


def _first_long(body: RawTable, places: list[str]) -> pl.Expr:
    """Whether the first cell that says something was a number of more digits than are kept."""
    long = [
        pl.lit(body.is_number(place))
        & (pl.col(place).str.len_chars() > LONGEST_EXACT)
        & pl.col(place).str.contains(r"^\d+$")
        for place in places
    ]
    return pl.coalesce(
        [pl.when(pl.col(place).is_not_null()).then(of) for place, of in zip(places, long, strict=True)]
    ).fill_null(value=False)


def _together(places: list[str]) -> pl.Expr:
    """The texts of several columns in order of place, null where none says anything."""
    ordered = [str(place) for place in sorted(map(int, places))]
    return pl.concat_str(ordered, ignore_nulls=True).replace("", None)


def readings_of(record: Record, texts: pl.DataFrame) -> dict[str, Readings]:
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
