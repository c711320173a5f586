"""The value of a holder as a waterfall: each term from where the one before ended."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from dashboard.models import Bar, Value
from graph.verdict import Part, Source


def made_of(source: Source) -> Value:
    """The value of a holder and its terms."""
    return Value(source.value, bars(source.parts))


def bars(parts: Sequence[Part]) -> tuple[Bar, ...]:
    """The terms in their order, those that say nothing left out; the last one ends at the value."""
    ends = accumulate((part.nats for part in parts), initial=0.0)
    every = (Bar(part.text, start, end) for part, (start, end) in zip(parts, pairwise(ends), strict=True))
    return tuple(bar for bar in every if round(bar.nats, 9))
