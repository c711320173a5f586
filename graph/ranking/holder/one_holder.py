"""One holder looked at on its own, named or not: what the method says of it, or why it says nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from graph.ranking.explained.gangs import explained
from graph.ranking.naming.alone import alone
from graph.ranking.naming.candidates import Candidate, Field
from graph.ranking.naming.groups import tied, tolerance
from graph.ranking.naming.reported_window import reported_window
from graph.ranking.naming.search import Found, Named
from graph.ranking.pipeline import Examined
from graph.ranking.settings import MIN_VICTIMS
from graph.ranking.told.listing import ranking
from graph.ranking.told.sources import against_of, source, touches_of
from graph.verdict import Against, Ranked, Source, Touch


@dataclass(frozen=True, slots=True)
class Look:
    """What is said of a holder.

    `state`: "named"; "tied" (cannot be told apart from a named one); "ranked" (weighed with the first); "weighed" (only
    now); or why it is not weighed: "undecidable", "untouched", "few_victims", "no_evidence". `number`: place in the
    case, None where nobody touched it before the call. `figures`, `row`, `named`: where it was weighed, as of a source,
    as in the ranking, and as the search names.
    """

    state: str
    number: int | None
    against: Against
    touches: tuple[Touch, ...] = ()
    figures: Source | None = None
    row: Ranked | None = None
    named: Named | None = None


def look_at(examined: Examined, kind: str, holder: str) -> Look:
    """A holder of the case by kind and name; "untouched" where nobody touched it before the call."""
    prepared, field, found = examined.prepared, examined.field, examined.found
    case = prepared.case
    if (kind, holder) not in case.names:
        return Look("untouched", None, Against(case.n, 0, 0, len(case.call) - case.n, case.n))
    j = case.names.index((kind, holder))
    state, named = _weighed(field, found, j) if field and found else ("undecidable", None)
    if field is None or found is None or named is None:
        touches = touches_of(prepared, j, np.zeros(len(case.day), bool))
        return Look(state, j, against_of(prepared, j, 0), touches)
    sources = tuple(source(prepared, field, k + 1, one) for k, one in enumerate(found.sources))
    seen = replace(found, ranking=(named.candidate,))
    row = next(r for r in ranking(field, seen, sources, len(sources) + 1) if (r.kind, r.holder) == (kind, holder))
    figures = replace(source(prepared, field, 1, named), grade=row.grade)
    return Look(state, j, figures.against, figures.touches, figures, row, named)


def _weighed(field: Field, found: Found, j: int) -> tuple[str, Named | None]:
    """The holder as it was named, or as it would be; its state."""
    for named in found.sources:
        if named.candidate.holder == j:
            return "named", named
    rivals = _rivals(field, found, j)
    ranked = [q for q in found.ranking if q.holder == j]
    q = ranked[0] if ranked else alone(field, j)
    if q is None:
        touched = int(field.widest.touched(j).sum())
        state = "no_evidence" if touched >= MIN_VICTIMS else "few_victims" if touched else "untouched"
        return state, None
    state = "tied" if rivals and found.sources else "ranked" if ranked else "weighed"
    return state, _as_if_named(field, q, rivals)


def _rivals(field: Field, found: Found, j: int) -> tuple[Candidate, ...]:
    """The sources in whose group it is; where nobody is named, those that stand first together with it."""
    if found.sources:
        return tuple(named.candidate for named in found.sources if any(q.holder == j for q in named.group))
    first = tied(field, found.ranking)
    return tuple(q for q in first if q.holder != j) if any(q.holder == j for q in first) else ()


def _as_if_named(field: Field, q: Candidate, rivals: tuple[Candidate, ...]) -> Named:
    """The figures that a named one would have, alone against no source; `rivals`: what the verdict does not tell it from."""
    case, m = field.case, np.ones(field.case.n)
    days = None
    if q.evidence.timed:
        days, evidence = reported_window(q, m, case.odds)
        q = replace(q, evidence=evidence)
    share = explained(case.gangs, q.evidence, m)[1]
    return Named(q, tolerance(field, q, m), rivals, days, share)
