"""What the pieces of one table have in common: the token of each value, made once, and what hints at whom, told once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray

from graph.facts import HINTS
from graph.schema import SOURCE
from ingest.keys import Key
from ingest.secrets import SECRETS
from ingest.tokens import MANY, tokens_of

if TYPE_CHECKING:
    from ingest.places import Places

MOST = 1_500_000
"""Different values of a column that are remembered; then it begins anew, and may make a token once more."""
LOADED = 200
"""Values from which on compiled code pays where it is loaded already."""
FEW = 50_000
"""Values for which no table is made, if they are the first."""


class TokenBook:
    """The tokens of one column. A value's `code` is its number in this book, from 0."""

    def __init__(self, key: Key, column: str) -> None:
        """An empty book."""
        self._key, self._column = key, column
        self.begin_anew()

    def begin_anew(self) -> None:
        """Forget all values, and their codes."""
        self._values: list[pl.Series] = []
        self.tokens = pl.Series(dtype=pl.String)
        self._places: Places | None = None

    def codes(self, values: pl.Series) -> pl.Series:
        """The code of each value (Int64), null where there is none; new values get their tokens."""
        if not self._values and values.len() < FEW:
            return self._first(values)
        there = values.is_not_null().arg_true()
        said = values if there.len() == values.len() else values.gather(there)
        codes = self._found(said)
        return codes if there.len() == values.len() else _nulls(values.len()).scatter(there, codes)

    def _first(self, values: pl.Series) -> pl.Series:
        """The codes of a few values, in an empty book."""
        different = values.drop_nulls().unique(maintain_order=True)
        self._learn(different)
        return values.replace_strict(different, range(different.len()), default=None, return_dtype=pl.Int64)

    def _found(self, values: pl.Series) -> pl.Series:
        """The codes of values, none of which is null."""
        from ingest.places import Places  # noqa: PLC0415  compiled code is loaded where it pays

        if self._places is None:
            self._places = Places()
            for before in self._values:
                self._places.of(before)
        codes, new = self._places.of(values)
        self._learn(values.gather(new))
        return pl.Series(codes)

    def _learn(self, new: pl.Series) -> None:
        """Write down values that follow those before."""
        if not new.is_empty():
            self._values.append(new + "")  # a copy: what `gather` gives holds on to the whole piece
            many = MANY if self._places is None else LOADED
            self.tokens = self.tokens.append(tokens_of(self._key, self._column, new, many)).rechunk()

    def secrets(self) -> pl.DataFrame:
        """Each value with its token (columns `SECRETS`), in order of first use."""
        told = {
            "token": self.tokens,
            "column": pl.repeat(self._column, self.tokens.len(), eager=True),
            "value": pl.concat([pl.Series(dtype=pl.String), *self._values]),
        }
        return pl.DataFrame(told, schema=SECRETS)

    @property
    def full(self) -> bool:
        """Whether it is time to begin anew."""
        return self.tokens.len() > MOST


class HintBook:
    """Which hints of a column were told of whom, by codes: of each person the last one is remembered."""

    def __init__(self) -> None:
        """Nothing was told."""
        self._last: NDArray[np.int64] = np.empty(0, np.int64)

    def new(self, who: pl.Series, codes: pl.Series) -> pl.Series:
        """The places of rows that hint at somebody by something else than the row before that did; a third may repeat the first."""
        at = pl.int_range(who.len(), dtype=pl.UInt32, eager=True)
        if who.null_count() or codes.null_count():
            at = (who.is_not_null() & codes.is_not_null()).arg_true()
            who, codes = who.gather(at), codes.gather(at)
        people, said = who.to_numpy(), codes.to_numpy()
        room = int(people.max()) + 1 - len(self._last) if len(people) else 0
        self._last = np.concatenate([self._last, np.full(max(room, 0), -1)])
        fresh = np.flatnonzero(self._last[people] != said)
        told = pl.DataFrame({"at": at.gather(fresh), "who": people[fresh], "code": said[fresh]})
        told = told.unique(["who", "code"], keep="first", maintain_order=True)
        self._last[told["who"].to_numpy()] = told["code"].to_numpy()
        return told["at"]


def hints(facts: pl.DataFrame, who: pl.Series, column: str, tokens: pl.Series) -> pl.DataFrame:
    """Hints (columns `HINTS`) of rows of facts, given the strongest token of each row's person and the hint's token."""
    return (
        facts.select(*SOURCE)
        .with_columns(who.alias("who"), pl.lit(column).alias("column"), tokens.alias("token"))
        .match_to_schema(HINTS)
    )


def _nulls(length: int) -> pl.Series:
    """No codes."""
    return pl.repeat(None, length, dtype=pl.Int64, eager=True)
