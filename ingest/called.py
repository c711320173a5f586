"""What people are called, as far as it stands in some texts; and those texts with it masked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import polars as pl

from ingest.clean.columns import FREE_TEXT
from ingest.grams import HAN, grams
from ingest.hiding import stand_in
from ingest.keys import Key
from ingest.mentions import CALLED, CODES, PLACES, countable, hidden
from ingest.vault.known import known

GOODS = "item"
TEXTS = (*FREE_TEXT, "scan_type")
"""Columns in which people may be named; a type of scan that no list knows is a free text too."""
_FORMS = {(False, False): r"^[^\d*]{2,}$", (True, False): "^.{6}", (False, True): rf"^(?:.{{5}}|[{HAN}].)"}
"""What names, addresses and codes look like, as far as they can be looked for."""
CHANGES = pl.Schema({"old": pl.String, "new": pl.String})


@dataclass(slots=True)
class Called:
    """Who is called what: value → column. The names in `anywhere` count wherever they stand but in names of goods."""

    key: Key
    by_value: dict[str, str] = field(default_factory=dict)
    anywhere: set[str] = field(default_factory=set)

    def add(self, column: str, values: Sequence[str]) -> None:
        """What a column calls people, as far as it can be looked for."""
        for value in values:
            if countable(column, value):
                self.by_value.setdefault(value, column)

    def changes(self, column: str, texts: pl.Series) -> pl.DataFrame:
        """Those of some texts of a column in which somebody is named, and what they are with it masked (columns `CHANGES`)."""
        if not self.by_value:
            return CHANGES.to_frame()
        different = texts.drop_nulls().unique()
        asked = different.filter(different.str.contains_any(list(self.by_value)))
        goods = column == GOODS

        def masked(said: str) -> str:
            return stand_in(column, said, self.by_value[said], self.key)

        anywhere = () if goods else self.anywhere
        new = [hidden(one, self.by_value, masked, anywhere, goods=goods) for one in asked]
        return pl.DataFrame({"old": asked, "new": new}, schema=CHANGES).filter(pl.col("old") != pl.col("new"))

    def frame(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Rows with whoever is named in their free texts masked."""
        columns = [name for name in TEXTS if name in frame.columns and frame[name].null_count() < frame.height]
        changes = {name: self.changes(name, frame[name]) for name in columns}
        told = [frame[name].replace(one["old"], one["new"]) for name, one in changes.items() if one.height]
        return frame.with_columns(told) if told else frame


class Vaulted:
    """Those whom the vault of a workspace knows, asked for as texts come: nothing in it is opened.

    `platforms`: those of accounts; `people`: the tokens of the names of victims and comparison people.
    """

    def __init__(
        self, root: Path, key: Key, platforms: Callable[[], pl.Series], people: Callable[[], pl.Series]
    ) -> None:
        """Nobody was asked for yet."""
        self.called = Called(key)
        self._root, self._key, self._platforms, self._people = root, key, cache(platforms), cache(people)
        self._asked = pl.Series(dtype=pl.String)

    def frame(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Rows with whomever the vault knows masked in their free texts."""
        texts = [frame[name].drop_nulls() for name in TEXTS if name in frame.columns]
        self.ask(grams(pl.concat([pl.Series(dtype=pl.String), *texts]).unique()))
        return self.called.frame(frame)

    def ask(self, values: pl.Series) -> None:
        """Learn which of these values somebody is called."""
        new = values.filter(~values.is_in(self._asked.implode()))
        if new.is_empty():
            return
        self._asked = pl.concat([self._asked, new])
        for column, found in self._found(new):
            self.called.add(column, found["value"].to_list())
            if column == "name" and found.height:
                self.called.anywhere |= set(found.filter(pl.col("token").is_in(self._people().implode()))["value"])

    def _found(self, values: pl.Series) -> Iterator[tuple[str, pl.DataFrame]]:
        """What the vault knows of values, by column."""
        for column in CALLED:
            asked = values.filter(values.str.contains(_FORMS[column in PLACES, column in CODES]))
            if column != "account" or asked.is_empty():
                yield column, known(self._root, self._key, column, asked)
                continue
            for platform in self._platforms():
                found = known(self._root, self._key, column, platform + "\0" + asked)
                yield column, found.with_columns(pl.col("value").str.replace(r"^[^\x00]*\x00", ""))
