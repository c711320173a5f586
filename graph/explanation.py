"""Everything for and against one holder, as values: what `headwater explain` prints."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from importlib.metadata import version
from typing import Any

from graph import wording
from graph.ranking.holder.permutation import Permutation
from graph.ranking.holder.stability import Stability
from graph.ranking.told.agreement import Opinion
from graph.verdict import Against, Inputs, Power, Ranked, Source, Text, inputs_as_json, source_as_json

SAID_APART = ("rank", "kind", "holder", "grade", "probability", "against", "people")
"""Of a source as JSON, what an explanation says in a place of its own."""


@dataclass(frozen=True, slots=True)
class Place:
    """A row of a file; `kind`: of record."""

    kind: str
    file: str
    sheet: str
    row: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Link:
    """A record of a victim through the holder, and the rows that tell of it; `day` None: its time is unknown."""

    record: str
    day: date | None
    call: date
    inside: bool  # within the window and the lag cap
    rows: tuple[Place, ...]

    @property
    def lag_days(self) -> int | None:
        """Days from the record to the call."""
        return (self.call - self.day).days if self.day else None


@dataclass(frozen=True, slots=True)
class Linked:
    """A victim with records through the holder before the call; `probability`: of being explained by it."""

    person: str
    probability: float
    records: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One holder. `state`: "named", "tied", "ranked", "weighed", or why it is not weighed; then it has no figures.

    `figures` are as those of a source, `row` as in the ranking. `after_the_call`: victims it touched only then.
    """

    inputs: Inputs
    kind: str
    holder: str
    state: str
    sentence: Text
    figures: Source | None
    row: Ranked | None
    against: Against
    after_the_call: int
    findings_for: tuple[Text, ...]
    findings_against: tuple[Text, ...]
    people: tuple[Linked, ...]
    stability: Stability | None
    permutation: Permutation | None
    power: Power | None
    opinions: tuple[Opinion, ...]

    @property
    def named(self) -> bool:
        """Whether the verdict names it as a source."""
        return self.state == "named"

    def to_dict(self) -> dict[str, Any]:
        """The JSON of `explain --json`, rounded as it is printed."""
        figures = source_as_json(self.figures) if self.figures else {}
        return {
            "format": 1,
            "version": version("headwater"),
            "inputs": inputs_as_json(self.inputs),
            "kind": self.kind,
            "holder": self.holder,
            "state": self.state,
            "sentence": asdict(self.sentence),
            "value_left": round(self.row.value_left, 3) if self.row else None,
            "probability": round(self.row.probability, 4) if self.row else None,
            "grade": self.row.grade if self.row else None,
            "figures": {name: figure for name, figure in figures.items() if name not in SAID_APART} or None,
            "against": {**asdict(self.against), "after_the_call": self.after_the_call},
            "findings": {
                "for": [asdict(text) for text in self.findings_for],
                "against": [asdict(text) for text in self.findings_against],
            },
            "people": [_linked(person) for person in self.people],
            "stability": _stability(self.stability) if self.stability else None,
            "permutation": _permutation(self.permutation, self.named) if self.permutation else None,
            "power": {**asdict(self.power), **asdict(wording.own_power(self.power))} if self.power else None,
            "opinions": [_opinion(opinion) for opinion in self.opinions],
        }


def _linked(person: Linked) -> dict[str, Any]:
    records = [
        {
            "record": link.record,
            "day": link.day.isoformat() if link.day else None,
            "call": link.call.isoformat(),
            "lag_days": link.lag_days,
            "inside": link.inside,
            "rows": [asdict(place) for place in link.rows],
        }
        for link in person.records
    ]
    return {"person": person.person, "probability": round(person.probability, 4), "records": records}


def _stability(found: Stability) -> dict[str, Any]:
    text = wording.stability(found.least, first=found.first)
    return {"least_value": round(found.least, 3), "tried": found.tried, "first_stays": found.first, **asdict(text)}


def _permutation(found: Permutation, named: bool) -> dict[str, Any]:
    text = wording.permutation(found.shuffled, found.p, found.replicates, named=named)
    return {"p": round(found.p, 3), "replicates": found.replicates, "shuffled": found.shuffled, **asdict(text)}


def _opinion(opinion: Opinion) -> dict[str, Any]:
    first = opinion.first
    return {
        "method": opinion.method,
        "rank": opinion.rank,
        "ranked": opinion.ranked,
        "first": {"kind": first.kind, "holder": first.holder, "score": round(first.score, 3)},
        "why": opinion.why,
        **asdict(wording.opinion(opinion.method, opinion.rank, (first.kind, first.holder), opinion.why)),
    }
