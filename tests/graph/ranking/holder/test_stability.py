"""What the answer owes to single victims."""

from __future__ import annotations

import polars as pl
import pytest

from graph.exposures import Exposures
from graph.ranking.holder.stability import stability, without
from graph.ranking.naming.alone import alone
from graph.ranking.naming.candidates import Field
from graph.ranking.naming.search import Found
from graph.ranking.pipeline import Examined, examine
from tests.graph.ranking.made_up import random_case


def searched(case: Exposures) -> tuple[Examined, Field, Found]:
    """A case in which something can be decided."""
    examined = examine(case)
    assert examined.field
    assert examined.found
    return examined, examined.field, examined.found


def test_a_victim_left_out_is_as_one_that_was_never_known() -> None:
    """The very values that the method gives without her."""
    case = random_case(1, victims=12, others=30)
    examined, field, _ = searched(case)
    for i in (0, 5):
        gone = examined.prepared.people[i]
        fewer = Exposures(
            case.people.filter(pl.col("person") != gone), case.holdings.filter(pl.col("person") != gone), case.shares
        )
        _, other, _ = searched(fewer)
        left = Field(without(field.case, i))
        for name in (("merchant", "shop:3"), ("courier", "courier:1")):
            mine = alone(left, field.case.names.index(name))
            theirs = alone(other, other.case.names.index(name))
            assert mine
            assert theirs
            assert mine.value == pytest.approx(theirs.value)


def test_a_source_of_many_victims_stands_without_any_one_of_them() -> None:
    """Its least value is below its own, and it stays first."""
    _, field, found = searched(random_case(1))
    source = found.sources[0].candidate
    steps: list[tuple[int, int]] = []
    told = stability(field, found, source, lambda done, of: steps.append((done, of)))

    assert told.first
    assert 3.8 < told.least < source.value
    assert steps == [(k + 1, told.tried) for k in range(told.tried)]


def test_no_victim_that_was_not_tried_would_have_cost_more() -> None:
    """All of them left out, one by one."""
    _, field, found = searched(random_case(2, victims=20, others=40))
    source = found.sources[0].candidate
    told = stability(field, found, source)
    values = [alone(Field(without(field.case, i)), source.holder) for i in range(20)]

    assert told.least == pytest.approx(min(q.value for q in values if q))


def test_of_one_that_is_not_first_only_its_value_is_told() -> None:
    """Whether it stays first is no question."""
    _, field, found = searched(random_case(1))
    last = found.ranking[-1]
    told = stability(field, found, last)

    assert told.first is None
    assert told.least <= last.value


def test_where_nothing_leaked_a_single_victim_may_decide_who_is_first() -> None:
    """Then it is told so."""
    told = []
    for seed in range(4):
        _, field, found = searched(random_case(seed, victims=16, others=30, leak=None))
        told.append(stability(field, found, found.ranking[0]).first)

    assert False in told
    assert None not in told
