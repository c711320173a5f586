"""One holder looked at on its own."""

from __future__ import annotations

from functools import cache

import pytest

from graph.ranking import rank
from graph.ranking.holder.one_holder import Look, look_at
from graph.ranking.pipeline import Examined, examine, verdict_of
from tests.graph.ranking.made_up import exposures, person, random_case
from tests.graph.ranking.naming.test_search import with_double

CASE = random_case(1, shops=12)


@cache
def examined() -> Examined:
    """A case in which shop:3 leaked."""
    return examine(CASE)


def look(kind: str, holder: str) -> Look:
    """At a holder of it."""
    return look_at(examined(), kind, holder)


def test_a_source_has_the_figures_of_the_verdict() -> None:
    """All of them but its rank."""
    found, source = look("merchant", "shop:3"), rank(CASE).sources[0]

    assert found.state == "named"
    assert found.figures == source
    assert found.row
    assert found.row.value_left == source.value


def test_every_row_of_the_ranking_is_met_again() -> None:
    """Value, what is left of it, probability, grade."""
    rows = rank(CASE, top=50).ranking

    assert len(rows) > 5
    for row in rows:
        found = look(row.kind, row.holder)
        assert found.state in {"named", "tied", "ranked"}
        assert found.row == row
        assert found.figures
        assert found.figures.value == row.value


def test_one_that_was_never_proposed_is_weighed_now() -> None:
    """Its terms add up as those of the others, and nothing speaks for it."""
    listed = {(row.kind, row.holder) for row in rank(CASE, top=1000).ranking}
    names = examined().prepared.case.names
    others = [found for name in names if name not in listed for found in [look(*name)] if found.state == "weighed"]

    assert others
    for found in others:
        assert found.figures
        assert found.row
        assert sum(part.nats for part in found.figures.parts) == pytest.approx(found.figures.value)
        assert (found.row.grade, found.named is not None) == ("none", True)


def test_what_cannot_be_told_apart_from_a_source_is_told_so() -> None:
    """A holder with the very same records."""
    case = with_double(random_case(1), "shop:3", ("erp", "double"))

    states = {look_at(examine(case), *name).state for name in (("merchant", "shop:3"), ("erp", "double"))}

    assert states == {"named", "tied"}


def test_what_is_not_told_apart_is_the_same_from_both_sides() -> None:
    """Whose group it is in is told of a holder, and nobody else: not all that would be near it if it were named."""
    case = examine(with_double(random_case(1, shops=12), "shop:3", ("erp", "double")))
    (source,) = verdict_of(case).sources
    group = {(rival.kind, rival.holder) for rival in source.not_told_apart}

    assert group
    for kind, name in case.prepared.case.names:
        figures = look_at(case, kind, name).figures
        if figures and (kind, name) != (source.kind, source.holder):
            said = [(rival.kind, rival.holder) for rival in figures.not_told_apart]
            assert said == ([(source.kind, source.holder)] if (kind, name) in group else [])


def test_where_nobody_is_named_the_declared_tie_is_told_of_each_of_it() -> None:
    """As in the verdict."""
    case = examine(with_double(random_case(2, victims=9, others=20), "shop:3", ("erp", "double")))
    tied = {(rival.kind, rival.holder) for rival in verdict_of(case).tied}
    told = {
        name: {(rival.kind, rival.holder) for rival in figures.not_told_apart}
        for name in case.prepared.case.names
        for figures in [look_at(case, *name).figures]
        if figures
    }

    assert len(tied) == 2
    assert all(others == (tied - {name} if name in tied else set()) for name, others in told.items())


@pytest.mark.parametrize(
    ("holder", "state", "touched"),
    [("b", "few_victims", 2), ("late", "untouched", 0), ("old", "untouched", 1), ("none", "untouched", 0)],
)
def test_one_that_is_not_weighed_says_why(holder: str, state: str, touched: int) -> None:
    """Two victims are too few; records after the call are none, and those of a year ago are out of reach."""
    people = [person(f"p:{i}", role="victim" if i < 5 else "comparison") for i in range(10)]
    rows = [(f"p:{i}", f"o{i}", "merchant", "a", "2024-06-01") for i in range(10)]
    rows += [(f"p:{i}", f"b{i}", "merchant", "b", "2024-06-01") for i in (0, 1, 7)]
    rows += [("p:0", "l", "merchant", "late", "2024-07-01"), ("p:3", "y", "merchant", "old", "2023-05-01")]
    found = look_at(examine(exposures(people, rows)), "merchant", holder)

    assert (found.state, found.figures, found.row) == (state, None, None)
    assert found.against.victims - found.against.never_touched == touched
    assert len(found.touches) == touched


def test_where_nothing_can_be_decided_neither_is_anything_of_one_holder() -> None:
    """But who touched it is still told."""
    found = look_at(examine(exposures([person("p:1")], [("p:1", "o", "merchant", "a", "2024-06-01")])), "merchant", "a")

    assert (found.state, found.number, len(found.touches)) == ("undecidable", 0, 1)
