"""How the other methods rank a holder, whom they put first, and why not to trust them here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from dashboard.models import Disagreement, OpinionRow
from graph.ranking.settings import BAR
from graph.ranking.told.agreement import Opinion
from graph.verdict import Ranked, Rival, Source, Verdict

MANY = 3
"""Methods that agree with each other and not with us, from which on the page says so."""
COUNTS_PEOPLE = "shared_count"
Holder = tuple[str, str]


def disagreement(opinions: Sequence[Opinion], verdict: Verdict, ours: Holder) -> Disagreement:
    """The opinions on the holder `ours`, held against the verdict."""
    rows = tuple(_row(opinion, verdict, ours) for opinion in opinions)
    agreed = {ours, *(holder for source in verdict.sources for holder in (_holder(source), *_alike(source)))}
    return Disagreement(rows, _majority([row.first for row in rows], agreed))


def _holder(one: Source | Ranked | Rival) -> Holder:
    return one.kind, one.holder


def _alike(source: Source) -> set[Holder]:
    """Those that cannot be told apart from a source."""
    return {_holder(rival) for rival in source.not_told_apart}


def _row(opinion: Opinion, verdict: Verdict, ours: Holder) -> OpinionRow:
    first = (opinion.first.kind, opinion.first.holder)
    row = next((row for row in verdict.ranking if _holder(row) == first), None)
    why = _whose(first, verdict, ours) or _why(opinion.why, row, beside=bool(verdict.sources))
    people = round(opinion.first.score) if opinion.method == COUNTS_PEOPLE else None
    expected = row.expected if row and why == "common" else None
    return OpinionRow(opinion.method, first, people, opinion.rank, why, expected)


def _whose(first: Holder, verdict: Verdict, ours: Holder) -> str | None:
    """What a holder is to the verdict, if it is not ours: one of the sources, or not told apart from one."""
    if first == ours:
        return None
    for source in verdict.sources:
        if first == _holder(source):
            return "named"
        if first in _alike(source):
            return "alike" if _holder(source) == ours else "named"
    return None


def _why(reason: str, first: Ranked | None, *, beside: bool) -> str:
    """The reason of the method, or what the ranking says of whom it puts first; `beside`: there are named sources."""
    if reason == "agrees" or first is None:
        return reason
    if beside and first.value >= BAR:
        return "explained"
    return "common" if reason == "degree" and first.observed <= first.expected_range[1] else reason


def _majority(firsts: Sequence[Holder], ours: Collection[Holder]) -> Holder | None:
    """Whom most of the others put first, if many agree and it is not ours."""
    most = sorted(Counter(firsts).items(), key=lambda item: (-item[1], item[0]))
    return next((holder for holder, count in most[:1] if count >= MANY and holder not in ours), None)
