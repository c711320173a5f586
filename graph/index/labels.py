"""Names beside the integers, made into Python text one at a time: millions of them are rarely read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import SupportsIndex

import polars as pl

from graph.index.arrays import Codes, Longs


class Labels:
    """Texts by number, over a Polars column."""

    def __init__(self, texts: pl.Series) -> None:
        self.texts = texts

    def __len__(self) -> int:
        return len(self.texts)

    def __getitem__(self, place: SupportsIndex) -> str:
        return str(self.texts[int(place)])

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)

    def at(self, places: Longs | Codes) -> Labels:
        """The texts at these places, in this order."""
        return Labels(self.texts.gather(places))
