"""Consecutive pieces of a table as one, so that what is done once a piece is done less often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from ingest.readers import RawTable


def joined(pieces: Sequence[RawTable]) -> RawTable:
    """Pieces as one; cells that only later ones have are empty in those before."""
    if len(pieces) == 1:
        return pieces[0]
    same = len({piece.cells.width for piece in pieces}) == 1
    cells = pl.concat([piece.cells for piece in pieces], how="vertical" if same else "diagonal")
    return replace(
        pieces[0], cells=cells, rows=pl.concat([piece.rows for piece in pieces]),
        numbers=_marks(pieces, [piece.numbers for piece in pieces]),
        merged=_marks(pieces, [piece.merged for piece in pieces]),
    )  # fmt: skip


def _marks(pieces: Sequence[RawTable], marks: Sequence[pl.DataFrame | None]) -> pl.DataFrame | None:
    """The marks of pieces as one frame; None where no piece has any."""
    if all(one is None for one in marks):
        return None
    given = [
        piece.cells.select(pl.lit(value=False).alias(name) for name in piece.cells.columns) if one is None else one
        for piece, one in zip(pieces, marks, strict=True)
    ]
    return pl.concat(given, how="diagonal").with_columns(pl.all().fill_null(value=False))
