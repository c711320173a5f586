"""Hidden in a plan: what people are called in the names of files and sheets, in headers and in texts.

What the plan itself and the vault tell to be somebody's is known. A file is known by its SHA-256, whatever it is called.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import polars as pl

from ingest.called import TEXTS, Called, Vaulted
from ingest.frames import Frames
from ingest.grams import grams, pieces
from ingest.keys import Key
from ingest.masking import mask, mask_text
from ingest.mentioned import with_hidden
from ingest.mentions import CALLED, hidden
from ingest.planned import PlannedTable

NUMBERS = ("phone", "id_number")
PEOPLE = ("victims", "comparisons")
SAID = ("unknown", "mapping")
"""Why a header is taken for what it is, where no list knows it."""
SHORTEST = 2
FOUND = pl.Schema({"column": pl.String, "value": pl.String})


class Hider:
    """Masks what the tables of a plan, or the vault, say that people are called; `labels`: names of files and the like."""

    def __init__(
        self, tables: Sequence[PlannedTable], labels: Iterable[str], key: Key, vaulted: Vaulted | None = None
    ) -> None:
        """Look for all that stands in labels and free texts at once."""
        parts = pl.Series(sorted({part for label in set(labels) for part in pieces(label)}), dtype=pl.String)
        asked = pl.concat([parts, grams(_texts(tables))]).unique()
        self._called, self._in_labels = Called(key), dict[str, str]()
        if vaulted is not None:
            vaulted.ask(asked)
            self._called.by_value |= vaulted.called.by_value
            self._called.anywhere |= vaulted.called.anywhere
        for table in tables:
            self._learn(found_in(table.secret_frames, asked), people=table.kind in PEOPLE)
        self._in_labels |= self._called.by_value

    def _learn(self, found: pl.DataFrame, *, people: bool) -> None:
        """What a table calls people, as far as it was asked for."""
        for column, value in found.unique().sort("column", "value").iter_rows():
            self._called.add(column, [value] if column in CALLED else [])
            self._in_labels.setdefault(value, column)
            if people and column == "name":
                self._called.anywhere.add(value)

    def name(self, text: str) -> str:
        """A name as it may be kept; the longest words are masked first."""
        called = self._in_labels
        return hidden(mask_text(text), called, lambda one: mask(one, called[one]), self._called.anywhere)

    def table(self, table: PlannedTable) -> PlannedTable:
        """A table with nobody named in its texts, under names that may be kept."""
        table = with_hidden(table, self._called)
        file, sheet = self.name(table.file), self.name(table.sheet)
        if table.repeats is None:  # else they stand as the ledger has them
            columns = [
                replace(one, header=self.name(one.header)) if one.reason in SAID else one for one in table.columns
            ]
            table = replace(table, columns=tuple(columns))
        if sheet == table.sheet:
            return replace(table, file=file)
        facts, repeated, hints = (
            frames.changed(lambda frame: frame.with_columns(source_sheet=pl.lit(sheet)))
            for frames in (table.fact_frames, table.repeated_frames, table.hint_frames)
        )
        return replace(table, file=file, sheet=sheet, fact_frames=facts, repeated_frames=repeated, hint_frames=hints)


def _texts(tables: Sequence[PlannedTable]) -> pl.Series:
    """The different free texts of tables."""
    every = [pl.Series(dtype=pl.String)]
    for table in tables:
        told = [name for name in TEXTS if name in table.fact_frames.schema]
        every += [one for frames in (table.fact_frames, table.repeated_frames) for one in frames.different(told)]
    return pl.concat(every).unique()


def found_in(secrets: Frames, asked: pl.Series) -> pl.DataFrame:
    """What secrets say that people are called, as far as it was asked for (columns `FOUND`); of accounts without the platform."""
    found = [FOUND.to_frame()]
    for frame in secrets:
        accounts = frame.filter(pl.col("column") == "account")
        bare = accounts.with_columns(pl.col("value").str.replace(r"^[^\x00]*\x00", ""))
        for one in (frame, bare):
            there = one.filter(pl.col("value").is_in(asked.implode()) & (pl.col("value").str.len_chars() >= SHORTEST))
            found.append(there.filter(pl.col("column").is_in((*CALLED, *NUMBERS))).select("column", "value"))
    return pl.concat(found)
