"""A verdict as the Sources page shows it: every figure worked out, every id opaque."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from dashboard.aliases import aliases
from dashboard.banner import banner
from dashboard.findings import findings_against, findings_for
from dashboard.models import Candidate, Person, SourceView, VerdictView, VictimRow
from dashboard.next_questions import question_views
from dashboard.waterfall import made_of
from graph import wording
from graph.ranking.settings import BAR
from graph.verdict import Ranked, Source, Touch, Verdict


def present(verdict: Verdict) -> VerdictView:
    """The view of a verdict."""
    listed = (*verdict.ranking, *verdict.cleared)
    holders = [*map(_key, verdict.sources), *map(_key, listed)]
    ids = aliases("H", holders)
    people = aliases("V", _people(verdict))
    sources = tuple(_source(source, ids, people) for source in verdict.sources)
    together = len({person for source in verdict.sources for person in source.people})
    return VerdictView(
        banner=banner(verdict),
        digest=verdict.inputs.digest,
        as_of=verdict.inputs.last,
        victims=verdict.inputs.victims,
        comparisons=verdict.inputs.comparisons,
        best_value=verdict.ranking[0].value if verdict.ranking else 0.0,
        bar=BAR,
        together=together,
        unexplained=verdict.inputs.victims - together,
        sources=sources,
        candidates=_candidates(verdict, sources, ids),
        smallest_leak=_smallest_leak(verdict),
        questions=question_views(verdict.next_questions, people),
        what_if=wording.view(verdict.what_if) if verdict.what_if else None,
    )


def _people(verdict: Verdict) -> list[str]:
    """The pseudonyms of those the page speaks of one by one."""
    touched = [touch.person for source in verdict.sources for touch in source.touches]
    return [*touched, *(one.person for one in verdict.next_questions if one.person)]


def _smallest_leak(verdict: Verdict) -> tuple[int, int] | None:
    """The least leak that would have been named, where nobody is named and there is such a leak."""
    power = verdict.power
    if verdict.sources or power is None or power.smallest_explained is None:
        return None
    return power.smallest_explained, round(100 * power.chance)


def _key(holder: Source | Ranked) -> str:
    return f"{holder.kind}:{holder.holder}"


def _candidates(verdict: Verdict, sources: tuple[SourceView, ...], ids: dict[str, str]) -> tuple[Candidate, ...]:
    """The list: holders over the bar, then the others as they are ranked, at the end those that people have cleared."""
    over = [source.candidate for source in sources]
    named = {candidate.id for candidate in over}
    tied = {(rival.kind, rival.holder) for source in verdict.sources for rival in source.not_told_apart}
    below = [
        Candidate(
            id=ids[_key(row)], kind=row.kind, name=row.holder, grade=_grade(row, tied), explains=0, observed=row.observed,
            expected=row.expected, expected_range=row.expected_range, window=None, tolerance=None,
        )
        for row in (*verdict.ranking, *verdict.cleared)
        if ids[_key(row)] not in named
    ]  # fmt: skip
    return (*over, *below)


def _grade(row: Ranked, tied: Collection[tuple[str, str]]) -> str:
    """The grade of a holder that is not named.

    "tied" where it is not told apart from a source, "explained" where it would stand alone, but not beside the named.
    """
    if (row.kind, row.holder) in tied:
        return "tied"
    return "explained" if row.grade == "none" and row.value >= BAR else row.grade


def _source(source: Source, ids: dict[str, str], people: dict[str, str]) -> SourceView:
    """A holder over the bar, with the figures of its window."""
    window = source.window
    candidate = Candidate(
        id=ids[_key(source)], kind=source.kind, name=source.holder, grade=source.grade, explains=source.explained,
        observed=source.observed, expected=source.expected, expected_range=source.expected_range,
        window=(window.first, window.last) if window else None, tolerance=source.tolerance,
    )  # fmt: skip
    return SourceView(
        candidate=candidate,
        explains_range=source.explained_range,
        ratio=source.observed / source.expected if source.expected > 0 else None,
        days=window,
        rivals=tuple((rival.kind, rival.holder) for rival in source.not_told_apart),
        for_=findings_for(source),
        against=findings_against(source),
        rows=_rows(source.touches, people),
        comparison_days=source.comparison_days,
        value=made_of(source),
        percent=int(100 * source.probability),
        people=tuple(
            Person(alias, person) for alias, person in sorted({(people[t.person], t.person) for t in source.touches})
        ),
    )


def _rows(touches: tuple[Touch, ...], people: dict[str, str]) -> tuple[VictimRow, ...]:
    """A row a victim and side of the window, by alias."""
    days: dict[tuple[str, date, bool], list[date]] = {}
    for touch in touches:
        if touch.day is not None:
            days.setdefault((people[touch.person], touch.call, touch.inside), []).append(touch.day)
    return tuple(
        VictimRow(alias, tuple(sorted(days[alias, call, inside])), call, inside) for alias, call, inside in sorted(days)
    )
