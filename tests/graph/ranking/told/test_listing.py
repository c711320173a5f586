"""What is left of holders beside the named sources."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from graph.ranking.naming.candidates import Candidate
from graph.ranking.naming.groups import below
from graph.ranking.naming.search import Named
from graph.ranking.naming.ties import parts
from graph.ranking.told.listing import left_by_ties
from graph.ranking.told.sources import probability

ALIKE = SimpleNamespace(gangs=0.0)


def named(value: float, *rivals: tuple[int, float]) -> Named:
    """A source of this value, and holders that cannot be told apart from it with theirs."""
    group = tuple(SimpleNamespace(holder=j, order=order, evidence=ALIKE) for j, order in rivals)
    source = SimpleNamespace(order=value, value=value, evidence=ALIKE)
    return cast("Named", SimpleNamespace(candidate=source, group=group))


def left(*sources: Any) -> dict[int, float]:
    """Holder → P after ties."""
    return {j: probability(value) for j, value in left_by_ties(sources).items()}


def test_a_tie_is_even() -> None:
    """One of two leaked, one of three; a rival that stands higher was not named for a reason."""
    assert left(named(40, (1, 40))) == {1: pytest.approx(1 / 2, abs=1e-6)}
    assert left(named(40, (1, 40), (2, 40))) == {1: pytest.approx(1 / 3), 2: pytest.approx(1 / 3)}
    assert left(named(40, (1, 46))) == {1: pytest.approx(1 / 2)}


def test_the_lower_its_value_the_less_is_left() -> None:
    """Far below, next to nothing."""
    p = left(named(90, (1, 88), (2, 84), (3, 60)))

    assert 1 / 2 > p[1] > p[2] > p[3]
    assert p[3] < 0.001
    assert left(named(90_000, (1, 10))) == {1: pytest.approx(0)}


def test_a_rival_is_no_surer_than_the_source() -> None:
    """At the bar P is .79: half of that."""
    assert left(named(3.8, (1, 3.8)))[1] == pytest.approx(probability(3.8) / 2)


def test_a_rival_of_two_sources_keeps_the_greater_part() -> None:
    """It is one holder with one row."""
    assert left(named(40, (1, 30)), named(20, (1, 20)))[1] == pytest.approx(1 / 2, abs=1e-6)


def test_without_rivals_nothing_is_shared() -> None:
    """No group, no part."""
    assert left(named(40)) == {}


def test_the_chances_of_a_group_add_up_to_that_of_its_source() -> None:
    """None is lost, none is made."""
    source = named(9, (1, 8.5), (2, 4))
    chances = parts(source.candidate, source.group)

    assert chances.sum() == pytest.approx(1)
    assert probability(9) * chances[1:] == pytest.approx([left(source)[1], left(source)[2]])
    assert parts(source.candidate, ()).tolist() == [1]


def test_who_called_does_not_part_a_source_from_its_rivals() -> None:
    """What gangs add to one of them only does not count."""
    source, rival = (
        SimpleNamespace(order=order, evidence=SimpleNamespace(gangs=gangs)) for order, gangs in ((40, 12), (29, 1))
    )

    assert below(cast("Candidate", rival), cast("Candidate", source)) == 0
