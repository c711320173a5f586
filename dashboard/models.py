"""What the pages are given: plain values, worked out beforehand, so that a view has nothing to calculate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graph.verdict import Text, Window


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row of the ranked list. `explains` is 0 below the bar; `window` and `tolerance` are known above it only.

    `grade` is one of the verdict's, "tied": not told apart from a source, "explained": it would clear the bar
    alone, but not beside the named sources, or "cleared": people have cleared it.
    """

    id: str  # opaque, of the form H-1A2B
    kind: str
    name: str
    grade: str
    explains: int
    observed: int
    expected: float
    expected_range: tuple[int, int]
    window: tuple[date, date] | None
    tolerance: float | None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody a page speaks of: the alias that is shown, and the pseudonym or token that never is."""

    alias: str
    name: str


@dataclass(frozen=True, slots=True)
class DatedRecord:
    """A record through a holder, and the day from which the holder had it, where that is known."""

    record: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that speaks for or against a holder, and the records it rests on, by day."""

    text: Text
    records: tuple[DatedRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class VictimRow:
    """A victim's dated records through a holder, all inside the evidence or all outside, and her first call."""

    alias: str
    days: tuple[date, ...]
    call: date
    inside: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of the waterfall: the term it stands for, where it starts and ends on the scale of values."""

    text: Text
    start: float
    end: float

    @property
    def nats(self) -> float:
        """What the term adds or takes."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Value:
    """The value of a holder and the terms it is made of, each from where the one before ended."""

    total: float
    parts: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """A holder over the bar."""

    candidate: Candidate
    explains_range: tuple[int, int]
    ratio: float | None  # observed / expected; None where nothing was expected
    days: Window | None
    rivals: tuple[tuple[str, str], ...]  # kind and name of those it cannot be told apart from
    for_: tuple[Finding, ...]
    against: tuple[Finding, ...]
    rows: tuple[VictimRow, ...]
    comparison_days: tuple[tuple[date, int], ...]
    value: Value
    percent: int  # the probability, rounded down
    people: tuple[Person, ...]  # the victims who touched it, by alias


@dataclass(frozen=True, slots=True)
class QuestionView:
    """Something to find out next: in words, of whom, what the answer is expected to tell, and its record."""

    text: Text
    who: Person | None
    bits: float
    records: tuple[DatedRecord, ...]


@dataclass(frozen=True, slots=True)
class OpinionRow:
    """What another method says: whom it puts first, the rank of ours, why not to trust it here.

    `why` is a reason of `graph.ranking.told.agreement`, or "common" (as many would use it anyway), "alike" (cannot be told
    apart from ours), "named" (another of the sources) or "explained" (a companion of a source).
    """

    method: str
    first: tuple[str, str]  # kind and name
    people: int | None  # where the method counts people
    rank: int | None  # None: it says nothing of ours
    why: str
    expected: float | None  # where the reason is "common"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """All other methods; `against`: the holder that three or more of them put first in place of ours."""

    rows: tuple[OpinionRow, ...]
    against: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Effect:
    """What a what-if changes: who is named first before and after, and by how many victims explained.

    `sources`: how many are named; `best`: the best values. Each before and after.
    """

    before: tuple[str, str] | None
    after: tuple[str, str] | None
    explains: tuple[int, int]
    sources: tuple[int, int]
    best: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Banner:
    """The answer at the top of the page."""

    state: str  # "too_few", "none", "leads", "tie", "found" or "several"
    timing_only: bool
    headline: Text
    sentences: tuple[Text, ...]
    remarks: tuple[Text, ...]  # what to know before the answer is used
    grade: str | None
    named: tuple[tuple[str, Text], ...]  # kind and words of the holders in the headline


@dataclass(frozen=True, slots=True)
class VerdictView:
    """Everything the Sources page shows. `together` is how many victims all sources explain, `unexplained` the rest."""

    banner: Banner
    digest: str
    as_of: date | None
    victims: int
    comparisons: int
    best_value: float
    bar: float
    together: int
    unexplained: int
    sources: tuple[SourceView, ...]
    candidates: tuple[Candidate, ...]
    smallest_leak: tuple[int, int] | None  # people, and the chance in per cent to see that many
    questions: tuple[QuestionView, ...]
    what_if: Text | None  # the line over a what-if view

    def source(self, holder_id: str) -> SourceView | None:
        """The holder of this id if it is over the bar."""
        return next((source for source in self.sources if source.candidate.id == holder_id), None)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record was read: its number (long ones masked), the kind of row, the file, the sheet, the row in it.

    And what is known of the file: its digest in hex, its encoding, who imported it, and when (Beijing time).
    """

    record: str
    number: str
    kind: str
    file: str
    sheet: str
    row: int
    sha256: str = ""
    encoding: str = ""
    who: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class PastImport:
    """One import as the ledger has it."""

    run: str
    when: str  # in China
    who: str
    files: tuple[str, ...]
    taken: int
    flagged: int
    refused: int
    withdrawn: str  # when, by whom and why; empty where it counts
