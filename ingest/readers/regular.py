"""Regular CSV by Polars: what stands strictly as RFC 4180 says, and nothing else."""

from __future__ import annotations

import re

import polars as pl

WIDER = 16
"""Columns by which rows may exceed those before them before the slow way is taken."""


def read_regular(text: bytes, ends: int, delimiter: str, width: int) -> tuple[pl.DataFrame, pl.Series] | None:
    """The cells of whole lines and the line of each record, the first being 0; None where the text is not regular.

    There are `ends` line ends, and `width` columns, or more where a row has.
    """
    quoted = b'"' in text
    if (b"\r" in text and text.count(b"\r") != text.count(b"\r\n")) or (quoted and not _is_strict(text, delimiter)):
        return None
    cells = _parsed(text, delimiter, width, quoted=quoted)
    if cells is None:
        return None
    if quoted and b'""' in text:
        cells = cells.select(pl.all().replace("", None))
    rows = _first_lines(cells, ends + (not text.endswith(b"\n")))
    return None if rows is None else (cells, rows)


def _first_lines(cells: pl.DataFrame, lines: int) -> pl.Series | None:
    """The line each record begins on; None where records and the line ends within cells do not make up all lines."""
    if cells.height == lines:
        return pl.int_range(lines, dtype=pl.Int64, eager=True).alias("row")
    spanned = [pl.col(name).str.count_matches("\n", literal=True).fill_null(0) for name in cells.columns]
    spans = cells.select(pl.sum_horizontal(spanned).cast(pl.Int64) + 1).to_series()
    return (spans.cum_sum() - spans).alias("row") if spans.sum() == lines else None


def _is_strict(text: bytes, delimiter: str) -> bool:
    """Whether quotes stand around whole cells only, those within doubled. One automaton's run over the text."""
    mark = re.escape(delimiter)
    cell = rf'(?:[^"{mark}\r\n]*|"(?:[^"]|"")*")'
    ended = text if text.endswith(b"\n") else text + b"\n"
    pattern = rf"\A(?:{cell}(?:{mark}|\r?\n))*\z"
    return bool(pl.Series([ended], dtype=pl.Binary).cast(pl.String).str.contains(pattern)[0])


def _parsed(text: bytes, delimiter: str, width: int, *, quoted: bool) -> pl.DataFrame | None:
    """The cells as Polars reads them, faster where no quote stands; None where a row is much wider than the others."""
    for columns in (width, width + WIDER):
        try:
            cells = pl.read_csv(
                text,
                separator=delimiter,
                has_header=False,
                schema={str(i): pl.String for i in range(columns)},
                missing_columns="insert",
                quote_char='"' if quoted else None,
            )
        except pl.exceptions.PolarsError:
            continue
        return _without_empty_end(cells, width)
    return None


def _without_empty_end(cells: pl.DataFrame, width: int) -> pl.DataFrame:
    """A frame without the columns after the first `width` in which, from there on, nothing stands."""
    while cells.width > width and cells[cells.columns[-1]].null_count() == cells.height:
        cells = cells.drop(cells.columns[-1])
    return cells
