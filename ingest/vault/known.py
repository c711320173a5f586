"""Which of some values the vault knows: by their tokens, and nothing is opened."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from ingest.keys import Key
from ingest.tokens import tokens_of
from ingest.vault.file import laid_out, opened

ASKED = 500
"""Tokens asked for at once: few enough for any SQLite."""


def known(root: Path, key: Key, column: str, values: pl.Series) -> pl.DataFrame:
    """Those of different values that stand behind a token of a column (columns `value`, `token`); none where there is no vault."""
    asked = pl.DataFrame({"value": values, "token": tokens_of(key, column, values)})
    if asked.is_empty() or not laid_out(root):
        return asked.clear()
    found: list[str] = []
    with opened(root) as db:
        for piece in asked.select("token").sort("token").iter_slices(ASKED):
            marks = ", ".join("?" * piece.height)
            query = f"SELECT token FROM identities WHERE token IN ({marks})"  # noqa: S608 - marks only
            found += [token for (token,) in db.execute(query, piece["token"].to_list())]
    return asked.filter(pl.col("token").is_in(pl.Series(found, dtype=pl.String).implode()))
