"""What to know of the material before a verdict is used."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from graph import wording
from graph.ranking.arrays import Bools
from graph.ranking.kept import View
from graph.ranking.material.alike import doubles
from graph.ranking.material.case import PROTECTED, Case
from graph.ranking.material.period import outside
from graph.ranking.naming.candidates import Field
from graph.ranking.naming.search import Found, Named
from graph.ranking.settings import MIN_VICTIMS
from graph.schema import HOLDER_KINDS, OTHER_HOLDER
from graph.verdict import Caution

MOSTLY = 0.5
"""Part of the comparison people's orders that name a kind, from which it is missed in the victims'."""


def cautions(case: Case, both: int, contested: int) -> tuple[Caution, ...]:
    """Warnings in a fixed order; empty where nothing is to be said.

    `both`: people listed as victims and as comparison people; `contested`: victims whose shop two of one kind served.
    """
    found = [*_found(case), *_odd(case, both), *([("shops_contested", contested)] if contested else [])]
    blind = unknown_kinds(case)
    said = [Caution("kinds_unknown", wording.kinds_unknown(blind))] if blind else []
    return (*(Caution(code, wording.caution(code, count)) for code, count in found), *said)


def _found(case: Case) -> Iterator[tuple[str, int]]:
    """(code, count) of each warning."""
    published = bool(np.isfinite(case.published).any())
    if case.n < MIN_VICTIMS:
        yield "few_victims", case.n
    if nobody_weighed(case):
        yield "nobody_weighed", 0
    others = len(case.call) - case.n
    if others and not len(case.theirs):
        yield "comparisons_without_records", others
    elif not others:
        yield ("no_comparisons" if published else "only_timing"), 0
    if len(case.mine) and not case.dated[case.mine].any():
        yield "no_times", 0
    without = int((np.bincount(case.person[case.mine], minlength=case.n) == 0).sum())
    if without:
        yield "no_orders_for_some", without


def nobody_weighed(case: Case) -> bool:
    """Whether a what-if leaves out all holders that the victims touched."""
    held = case.holder[case.mine]
    held = held[held != PROTECTED]
    return bool(len(held)) and bool(np.isin(held, list(case.barred)).all())


def _odd(case: Case, both: int) -> list[tuple[str, int]]:
    """(code, count) of what looks like a slip in the material: days years away, the same people twice."""
    among_victims, of_victims = doubles(case)
    slips = {
        "far_from_the_others": len(outside(case)),
        "victims_also_compared": both,
        "victims_alike": among_victims,
        "comparisons_like_victims": of_victims,
    }
    return [(code, count) for code, count in slips.items() if count]


def excluded_explain(view: View, field: Field, found: Found) -> Iterator[Caution]:
    """Who is left out by a what-if, would be a source else, and explains victims of those that are named only now.

    Its customers are its companions' customers: without it they stand out although nothing of theirs leaked.
    """
    case = field.case
    if not case.barred or not found.sources:
        return
    plain = view.found(field.barring(frozenset())).sources
    known = {named.candidate.holder for named in plain}
    new = [named for named in found.sources if named.candidate.holder not in known]
    for named in plain:
        shared = [(_explained(named) & _explained(one), one.candidate.holder) for one in new]
        theirs = [(victims, case.names[j]) for victims, j in shared if victims.any()]
        if named.candidate.holder in case.barred and theirs:
            count = int(np.any([victims for victims, _ in theirs], axis=0).sum())
            text = wording.excluded_explains(case.names[named.candidate.holder], [name for _, name in theirs], count)
            yield Caution("excluded_explains", text)


def _explained(named: Named) -> Bools:
    """n: the victims it explains rather than not."""
    return np.asarray(named.share >= 0.5, bool)


def unknown_kinds(case: Case) -> tuple[str, ...]:
    """Kinds of holder that most records of comparison people name, and of the victims' not half that part.

    Only kinds that orders go through: what else `exposures` tell of is no link of a chain.
    """
    links = [kind for kind, declared in HOLDER_KINDS.items() if declared.seen_from != OTHER_HOLDER.seen_from]
    known = np.zeros((int(case.record.max(initial=-1)) + 1, len(case.kinds)), bool)
    known[case.record, case.kind_of] = True
    known &= np.isin(case.kinds, links)
    whose = np.zeros(len(known), np.int64)
    whose[case.record] = np.where(case.person < case.n, 1, 2)
    mine, theirs = (known[(whose == who) & known.any(1)] for who in (1, 2))
    if not len(mine) or not len(theirs):
        return ()
    blind = (theirs.mean(0) >= MOSTLY) & (mine.mean(0) < theirs.mean(0) / 2)
    return tuple(case.kinds[k] for k in np.flatnonzero(blind))
