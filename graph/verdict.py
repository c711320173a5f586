"""The answer on the leak track, as values: what `graph.trace` returns and `trace --json` prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from importlib.metadata import version
from itertools import accumulate, pairwise
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
class Part:
    """One term of a value; the parts of a holder add up to its value."""

    code: str
    nats: float
    text: Text


@dataclass(frozen=True, slots=True)
class Power:
    """The least leak, in victims explained, that would have been named with this chance; None: none, however large."""

    smallest_explained: int | None
    chance: float


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
    parts: tuple[Part, ...] = ()  # of the value, in the order of the waterfall
    touches: tuple[Touch, ...] = ()
    comparison_days: tuple[tuple[date, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Ranked:
    """A row of the ranking. `value`: alone against "no source"; `value_left`: beside the named sources.

    `held_back`: of the first where nobody is named, the term that takes most from its value; for its sentence, not in
    the JSON.
    """

    kind: str
    holder: str
    value: float
    value_left: float
    probability: float
    observed: int
    expected: float
    expected_range: tuple[int, int]
    grade: str  # "strong", "supported", "lead", "none" or "cleared"
    held_back: str | None = None


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
class Chance:
    """The chance that a holder is the source: now, after a yes, after a no."""

    kind: str
    holder: str
    now: float
    if_yes: float
    if_no: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something to find out next.

    `ask`: "trace_order", "named_order", "orders_of_victim", "request_log" or "canary_order"; `about`: the record, the
    pseudonym or the holder's name; `kinds`: of holders that a traced order would tell; `chance`: what the answer would
    do to the leading holder.
    """

    ask: str
    about: str
    gain: float  # nats expected
    text: Text
    person: str | None = None
    record: str | None = None
    holder: tuple[str, str] | None = None  # (kind, name)
    kinds: tuple[str, ...] = ()
    chance: Chance | None = None


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
    power: Power | None = None  # None: nothing can be decided
    what_if: Mapping[str, Any] = field(default_factory=dict)  # conditions of a what-if view; empty: none
    next_questions: tuple[Question, ...] = ()
    tied: tuple[Rival, ...] = ()  # where nothing is named: holders that stand first together, provably equal
    cleared: tuple[Ranked, ...] = ()  # holders that people have cleared, of grade "cleared"
    judgements: Mapping[str, int] = field(default_factory=dict)  # how many are in force, by kind; empty: none

    def to_dict(self) -> dict[str, Any]:
        """The JSON of `trace --json` (format 1), rounded as it is printed."""
        asked: dict[str, Any] = {"what_if": dict(self.what_if)} if self.what_if else {}
        if self.judgements:
            asked["judgements"] = dict(self.judgements)
        return {
            "format": 1,
            "version": version("headwater"),
            **asked,
            "inputs": inputs_as_json(self.inputs),
            "verdict": self.state,
            "sentence": asdict(self.sentence),
            "sources": [source_as_json(source) for source in self.sources],
            "ranking": [*map(_ranked, self.ranking), *({**_ranked(row), "cleared": True} for row in self.cleared)],
            "tied": [_rival(rival) for rival in self.tied],
            "power": asdict(self.power) if self.power else None,
            "naive": {method: [_score(score) for score in best] for method, best in self.naive},
            "next_questions": [_question(question) for question in self.next_questions],
            "warnings": [{"code": caution.code, **asdict(caution.text)} for caution in self.warnings],
        }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def inputs_as_json(inputs: Inputs) -> dict[str, Any]:
    """What an answer rests on."""
    return {
        "digest": inputs.digest,
        "victims": inputs.victims,
        "comparisons": inputs.comparisons,
        "shares": inputs.shares,
        "exposures": inputs.exposures,
        "from": _day(inputs.first),
        "to": _day(inputs.last),
    }


def source_as_json(source: Source) -> dict[str, Any]:
    """A source as the answer has it."""
    return {
        "rank": source.rank,
        "kind": source.kind,
        "holder": source.holder,
        "grade": source.grade,
        "value": round(source.value, 3),
        "probability": round(source.probability, 4),
        "observed": source.observed,
        "expected": round(source.expected, 2),
        "expected_range": list(source.expected_range),
        "explained": source.explained,
        "explained_range": list(source.explained_range),
        "lag_days": source.lag_days,
        "window": _window(source.window),
        "tolerance": round(source.tolerance, 1),
        "not_told_apart": [_rival(rival) for rival in source.not_told_apart],
        "against": asdict(source.against),
        "people": list(source.people),
        "parts": parts_as_json(source.parts),
    }


def parts_as_json(parts: tuple[Part, ...]) -> list[dict[str, Any]]:
    """The terms of a value, rounded so that they still add up to the value as it is printed."""
    upto = [round(total, 3) for total in accumulate((part.nats for part in parts), initial=0.0)]
    return [
        {"code": part.code, "nats": round(after - before, 3), **asdict(part.text)}
        for part, (before, after) in zip(parts, pairwise(upto), strict=True)
    ]


def _rival(rival: Rival) -> dict[str, Any]:
    return {"kind": rival.kind, "holder": rival.holder, "value": round(rival.value, 3)}


def _window(window: Window | None) -> dict[str, Any] | None:
    if window is None:
        return None
    return {
        "from": _day(window.first),
        "to": _day(window.last),
        "from_range": [_day(day) for day in window.first_range],
        "to_range": [_day(day) for day in window.last_range],
    }


def _ranked(row: Ranked) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "holder": row.holder,
        "value": round(row.value, 3),
        "value_left": round(row.value_left, 3),
        "probability": round(row.probability, 4),
        "observed": row.observed,
        "expected": round(row.expected, 2),
        "grade": row.grade,
    }


def _score(score: Score) -> dict[str, Any]:
    return {"kind": score.kind, "holder": score.holder, "score": round(score.score, 3)}


def _question(question: Question) -> dict[str, Any]:
    kind, holder = question.holder or (None, None)
    return {
        "ask": question.ask,
        "about": question.about,
        "gain_nats": round(question.gain, 4),
        "person": question.person,
        "record": question.record,
        "kind": kind,
        "holder": holder,
        "kinds": list(question.kinds),
        "chance": _chance(question.chance),
        **asdict(question.text),
    }


def _chance(chance: Chance | None) -> dict[str, Any] | None:
    if chance is None:
        return None
    odds = {"now": round(chance.now, 4), "if_yes": round(chance.if_yes, 4), "if_no": round(chance.if_no, 4)}
    return {"kind": chance.kind, "holder": chance.holder, **odds}
