"""The answer on the leak track, as values: what `graph.trace` returns and `trace --json` prints."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in both languages of the product."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Window:
    """First and last day of the leaked records, each with its 10-90 % range."""

    first: date
    last: date
    first_range: tuple[date, date]
    last_range: tuple[date, date]


@dataclass(frozen=True, slots=True)
class Rival:
    """A holder that cannot be told apart from a named one."""

    kind: str
    holder: str
    value: float


@dataclass(frozen=True, slots=True)
class Against:
    """What speaks against a named holder, in people."""

    never_touched: int
    only_outside: int
    comparisons_touched: int
    comparisons: int
    victims: int


@dataclass(frozen=True, slots=True)
class Touch:
    """One record of a victim through a holder: a row of the time strip. `day` is None where its time is unknown."""

    person: str
    record: str
    day: date | None
    call: date
    inside: bool  # within the reported window and the lag cap


@dataclass(frozen=True, slots=True)
class Source:
    """A holder that clears the bar.

    `touches` are all its records of victims before their call, `comparison_days` how many of the comparison people's
    records went through it on a day; both for drawing, not in the JSON.
    """

    rank: int
    kind: str
    holder: str
    grade: str  # "strong" or "supported"
    value: float  # nats
    probability: float
    observed: int
    expected: float
    expected_range: tuple[int, int]  # 95 % of what the comparison would give if nothing leaked
    explained: int
    explained_range: tuple[int, int]
    lag_days: int
    window: Window | None  # None: the evidence has no times
    tolerance: float  # odds factor up to which it stands (Rosenbaum's gamma)
    not_told_apart: tuple[Rival, ...]
    against: Against
    people: tuple[str, ...]  # pseudonyms of the victims it explains, sorted
    touches: tuple[Touch, ...] = ()
    comparison_days: tuple[tuple[date, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Ranked:
    """A row of the ranking. `value`: alone against "no source"; `value_left`: beside the named sources."""

    kind: str
    holder: str
    value: float
    value_left: float
    probability: float
    observed: int
    expected: float
    expected_range: tuple[int, int]
    grade: str  # "strong", "supported", "lead" or "none"


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the verdict rests on; `digest` is the same for the same facts under any key, order or split of files."""

    digest: str
    victims: int
    comparisons: int
    shares: int
    exposures: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Caution:
    """Something to know before the verdict is used."""

    code: str
    text: Text


@dataclass(frozen=True, slots=True)
class Score:
    """What an obvious method would say of one holder."""

    kind: str
    holder: str
    score: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """The whole answer. `state` is "source", "lead", "none" or "undecidable"."""

    state: str
    sentence: Text
    inputs: Inputs
    sources: tuple[Source, ...]
    ranking: tuple[Ranked, ...]
    naive: tuple[tuple[str, tuple[Score, ...]], ...]  # (method, best first)
    warnings: tuple[Caution, ...]

    def to_dict(self) -> dict[str, Any]:
        """The JSON of `trace --json` (format 1), rounded as it is printed."""
        raise NotImplementedError
