"""Waybills: the delivery branch that the label's three-segment code (三段码) plans, where no column names it.

The first segment is the destination's hub, the second the branch, the third the courier's round. The same code means
another branch at another company, so the company stands before it.
"""

from __future__ import annotations

import polars as pl

from ingest.rows.telling import filled

SEGMENTS = "_segments"


def complete_waybills(texts: pl.DataFrame) -> pl.DataFrame:
    """The texts with `圆通 510-26` as the branch of a label coded `510-26-008`; those rows are told `branch_from_code`."""
    if SEGMENTS not in texts.columns:
        return texts
    branch = pl.col(SEGMENTS).str.extract(r"^([0-9A-Za-z]+[- ][0-9A-Za-z]+)(?:[- ].*)?$").str.replace(" ", "-")
    courier = pl.col("courier") if "courier" in texts.columns else pl.lit(None, pl.String)
    return filled(texts, "branch", pl.concat_str(courier, branch, separator=" "), "branch_from_code")
