"""Which orders could be traced, and what is known of them."""

from __future__ import annotations

import numpy as np
import pytest

from graph.exposures import Exposures
from graph.index import index_of
from graph.ranking.material.prepare import Prepared, prepare
from graph.ranking.questions.chains import answer_rates, chains, silent
from tests.graph.ranking.made_up import exposures, person

CHAIN = (("merchant", "shop"), ("courier", "sf"))


def prepared(case: Exposures) -> Prepared:
    """The case as arrays."""
    return prepare(index_of(case))


def orders(
    who: str, *days: str, of: tuple[tuple[str, str], ...] = CHAIN
) -> list[tuple[str, str, str, str, str | None]]:
    """An order on each day, with a holder of each kind."""
    return [(who, f"order:{who}-{day}", kind, holder, day) for day in days for kind, holder in of]


def test_only_orders_of_the_last_90_days_before_the_call_are_asked_for() -> None:
    """The call is on 10 June: 12 March is 90 days before."""
    found = chains(prepared(exposures([person("a")], orders("a", "2024-03-11", "2024-03-12", "2024-06-09"))))

    assert sorted(found.lag.tolist()) == [1, 90]


def test_a_named_order_counts_twice_her_orders_and_the_others_nothing() -> None:
    """As in the evidence (step 6)."""
    days = ("2024-05-01", "2024-05-08", "2024-05-15")
    case = exposures([person("a", named="order:a-2024-05-08")], orders("a", *days))

    found = chains(prepared(case))

    assert dict(zip(found.day - found.day.min(), found.weight, strict=True)) == {0: 0, 7: 6, 14: 0}
    assert found.open_.sum() == 1


def test_what_exposures_tell_of_a_holder_is_no_order() -> None:
    """A list of clients has no courier to trace."""
    case = exposures([person("a")], [("a", "exposure:school:n1:", "school", "n1", "2024-05-01")])

    assert len(chains(prepared(case)).record) == 0


def test_of_orders_not_traced_nothing_is_known() -> None:
    """The series of questions hides them so."""
    every = chains(prepared(exposures([person("a")], orders("a", "2024-05-01", "2024-05-08"))))
    one = every.only(np.array([True, False]))

    assert every.known.all()
    assert one.known.tolist() == [[True, True], [False, False]]
    assert one.touches.order.tolist() == [0, 0]


def test_kinds_that_most_orders_name_are_missed_and_rare_ones_are_not() -> None:
    """Of the comparison people's orders two thirds name the courier and one third a station."""
    known = [
        *orders("c", "2024-05-01", of=(*CHAIN, ("station", "s"))),
        *orders("c", "2024-05-02"),
        *orders("c", "2024-05-03", of=CHAIN[:1]),
    ]
    case = prepared(
        exposures([person("a"), person("c", role="comparison")], [*orders("a", "2024-05-01", of=CHAIN[:1]), *known])
    )

    rates = dict(zip(case.case.kinds, answer_rates(case), strict=True))

    assert rates == {"merchant": 1, "courier": pytest.approx(2 / 3), "station": 0}


def test_how_much_is_unknown_is_a_part_of_the_orders_and_of_the_victims() -> None:
    """One of four orders lacks its courier, one of two victims has no record; a kind nobody misses does not count."""
    days = ("2024-05-01", "2024-05-08", "2024-05-15")
    rows = [*orders("a", *days), *orders("a", "2024-05-22", of=CHAIN[:1])]
    case = prepared(exposures([person("a")], rows))
    found, rates = chains(case), answer_rates(case)

    assert found.unknown(rates) == 0.25
    assert found.unknown(np.zeros_like(rates)) == 0
    assert silent(case.case) == 0
    assert silent(prepared(exposures([person("a"), person("b")], rows)).case) == 0.5
