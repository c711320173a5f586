"""Judgements that a holder did not have a record: the row stays, and is read as not telling of that holder."""

from __future__ import annotations

import polars as pl

from graph.judgements.judged import Judged

KEY = ("record", "kind", "holder")


def without_wrong(rows: pl.DataFrame, judged: Judged) -> pl.DataFrame:
    """Rows of holdings but those judged wrong."""
    return rows.join(_wrong(judged), on=KEY, how="anti", maintain_order="left") if judged.wrong_holding else rows


def untouched(rows: pl.DataFrame, judged: Judged) -> pl.DataFrame:
    """Holdings where those judged wrong are protected: that the record had a holder of the kind is known, and not who.

    Left out altogether, the holder would be filled in again from the records around it.
    """
    if not judged.wrong_holding:
        return rows
    wrong = _wrong(judged).with_columns(wrong=pl.lit(value=True))
    marked = rows.join(wrong, on=KEY, how="left", maintain_order="left")
    return marked.with_columns(pl.col("protected") | pl.col("wrong").fill_null(value=False)).drop("wrong")


def _wrong(judged: Judged) -> pl.DataFrame:
    return pl.DataFrame(judged.wrong_holding, schema=dict.fromkeys(KEY, pl.String), orient="row")
