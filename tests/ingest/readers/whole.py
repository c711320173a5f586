"""Tables in one piece, which is easier to look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from ingest.readers import NotATable, RawTable, Source, TablePieces, read_pieces


def whole_tables(source: Source) -> list[RawTable | NotATable]:
    """All tables of a source."""
    return [whole(table) if isinstance(table, TablePieces) else table for table in read_pieces(source)]


def whole(table: TablePieces) -> RawTable:
    """The table in one piece; to be asked for once."""
    pieces = [table.head, *table.rest]
    cells = pl.concat([piece.cells for piece in pieces], how="diagonal")
    rows = pl.concat([piece.rows for piece in pieces])
    numbers = _joined(pieces, [piece.numbers for piece in pieces])
    merged = _joined(pieces, [piece.merged for piece in pieces])
    return replace(table.head, cells=cells, rows=rows, numbers=numbers, merged=merged)


def _joined(pieces: Sequence[RawTable], marks: Sequence[pl.DataFrame | None]) -> pl.DataFrame | None:
    """The marks of pieces as one frame; None where no piece has any."""
    if all(one is None for one in marks):
        return None
    given = [
        piece.cells.with_columns(pl.lit(value=False).alias(name) for name in piece.cells.columns)
        if one is None
        else one
        for piece, one in zip(pieces, marks, strict=True)
    ]
    return pl.concat(given, how="diagonal").with_columns(pl.all().fill_null(value=False))
