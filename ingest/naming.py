"""Hidden in a plan: what people are called in the names of files and sheets and in texts about others.

Only what the plan itself tells to be somebody's is known. A file is known by its SHA-256, whatever it is called. Texts that
an answer may read are left as their own rows have them: what a file says must not depend on what is imported with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

import polars as pl

from ingest.clean.columns import FREE_TEXT
from ingest.frames import Frames
from ingest.masking import mask, mask_text
from ingest.planned import PlannedTable

CALLED = ("name", "phone", "id_number", "account", "person_id")
SHORTEST = 2
PEOPLE = ("victims", "comparisons")
READ = ("record", "item")
"""Free texts that answers read."""


class Hider:
    """Masks what the tables of a plan say that people are called; in free texts only victims and comparison people."""

    def __init__(self, tables: Sequence[PlannedTable]) -> None:
        self._words = _words(tables)
        names = (
            _words([table for table in tables if table.kind in PEOPLE]).filter(column="name")["value"].unique().sort()
        )
        self._names = {name: mask(name, "name") for name in names}

    def name(self, text: str) -> str:
        """A name as it may be kept; the longest words are masked first."""
        text = mask_text(text)
        found = self._words.filter(pl.lit(text).str.contains(pl.col("value"), literal=True))
        ordered = found.sort(pl.col("value").str.len_chars(), "value", "column", descending=[True, False, False])
        return reduce(_masked, ordered.select("value", "column").iter_rows(), text)

    def table(self, table: PlannedTable) -> PlannedTable:
        """A table under names that may be kept."""
        file, sheet = self.name(table.file), self.name(table.sheet)
        facts, repeated, hints = self._texts(table.fact_frames), self._texts(table.repeated_frames), table.hint_frames
        if sheet != table.sheet:
            facts, repeated, hints = (
                frames.changed(lambda frame: frame.with_columns(source_sheet=pl.lit(sheet)))
                for frames in (facts, repeated, hints)
            )
        return replace(
            table, file=file, sheet=sheet, fact_frames=facts, repeated_frames=repeated, hint_frames=hints
        )  # fmt: skip

    def _texts(self, facts: Frames) -> Frames:
        """Facts, names of victims and comparison people masked in texts about others."""
        told = [name for name in FREE_TEXT if name not in READ and name in facts.schema]
        if not told or not self._names:
            return facts
        masked = pl.col(told).str.replace_many(list(self._names), list(self._names.values()), leftmost=True)
        return facts.changed(lambda frame: frame.with_columns(masked))


def _words(tables: Sequence[PlannedTable]) -> pl.DataFrame:
    """What tables say that people are called (columns `column`, `value`); of accounts without the platform."""
    said = [
        secrets.filter(pl.col("column").is_in(CALLED)).select("column", "value")
        for table in tables
        for secrets in table.secret_frames
    ]
    words = pl.concat([pl.DataFrame(schema={"column": pl.String, "value": pl.String}), *said])
    words = words.with_columns(pl.col("value").str.replace(r"^[^\x00]*\x00", ""))
    return words.filter(pl.col("value").str.len_chars() >= SHORTEST)


def _masked(text: str, called: tuple[str, str]) -> str:
    return text.replace(called[0], mask(*called))
