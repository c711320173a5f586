"""What a workbook of refused rows says beside the rows: why, what to do, and which row of which file each of them was.

Corrected and imported, its rows answer those that were refused, which are then no longer open.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

TOLD = ("拒收原因", "处理建议", "原文件", "原表", "原行号", "原文件指纹")
"""The headers of what is added: why, what to do, file, sheet, row, fingerprint of the file; none of them is a column."""
FINGERPRINT = 16
"""Hex digits of a file's SHA-256 by which a row names it; its name may be that of another file as well."""
ANSWERS = pl.Schema({"fingerprint": pl.String, "sheet": pl.String, "row": pl.Int64})


def fingerprint(sha256: str) -> str:
    """How a workbook names a file."""
    return sha256[:FINGERPRINT]


def answered(cells: pl.DataFrame, headers: Sequence[str]) -> pl.DataFrame:
    """The refused rows that rows under these headers were (columns `ANSWERS`); no rows of a table that is no such workbook."""
    places = [headers.index(name) if name in headers else -1 for name in (TOLD[5], TOLD[3], TOLD[4])]
    if min(places) < 0:
        return ANSWERS.to_frame()
    fingerprints, sheets, rows = (pl.col(cells.columns[place]) for place in places)
    told = cells.select(
        fingerprint=fingerprints, sheet=sheets.fill_null(""), row=rows.cast(pl.Int64, strict=False)
    ).drop_nulls()
    return told.filter(pl.col("fingerprint").str.len_chars() == FINGERPRINT).unique(maintain_order=True)
