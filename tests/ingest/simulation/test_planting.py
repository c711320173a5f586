"""What is planted: leaks before calls, the answer as it happened, parcels that go their way."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import numpy as np
import pytest

from ingest.simulation import FAMILIES
from ingest.simulation.calendar import DAY
from ingest.simulation.case import Case, make_case
from ingest.simulation.channels import CHANNELS
from ingest.simulation.truth import answer


@pytest.fixture(scope="module")
def case() -> Case:
    """A mixed case with all its ways of leaking, before it is written."""
    return make_case(np.random.Generator(np.random.PCG64(5)), FAMILIES["mixed"], victims=120, leaks=6)


def test_a_leaked_order_is_older_than_its_call_and_was_seen_by_its_holder(case: Case) -> None:
    """Nothing is used before the holder had it."""
    for leak in case.series.leaks:
        kind = leak.channel.kind
        lag = leak.call - case.orders.seen(kind)[leak.row]

        assert (case.orders.times["placed"][leak.row] < leak.call).all()
        assert (case.orders.holder[kind][leak.row] == leak.holder).all()
        assert (lag >= leak.channel.least).all()


def test_every_victim_of_a_leak_placed_the_order_that_leaked(case: Case) -> None:
    """Victims follow from orders, never the other way round."""
    for number, leak in enumerate(case.series.leaks):
        mine = {v.person: v.call for v in case.series.victims if v.source == number}

        assert mine == dict(zip(case.orders.person[leak.row].tolist(), leak.call.tolist(), strict=True))
        assert len(mine) == len(leak.row), "one leaked order a victim"


def test_photographed_labels_never_show_a_virtual_number(case: Case) -> None:
    """Where the label hid the telephone, a copy of the label gives nobody a number to call."""
    for leak in case.series.leaks:
        if leak.channel.from_labels:
            assert not case.orders.private[leak.row].any()


def test_nobody_is_both_victim_and_comparison_person(case: Case) -> None:
    """Each person has one role, and is called first once."""
    victims = [v.person for v in case.series.victims]
    compared = [person for person, _ in case.series.comparisons]

    assert len(set(victims)) == len(victims) == 120
    assert len(set(compared)) == len(compared) == FAMILIES["mixed"].comparisons
    assert not set(victims) & set(compared)


def test_parcels_pass_their_stations_in_order(case: Case) -> None:
    """Placed, paid, labelled, picked up, at the hub, at the branch, delivered, signed for."""
    steps = [
        case.orders.times[s]
        for s in ("placed", "paid", "label", "pickup", "depart", "hub", "branch", "deliver", "sign")
    ]

    assert all((later > earlier).all() for earlier, later in pairwise(steps))


def test_people_order_between_ten_and_forty_times(case: Case) -> None:
    """Everybody has a history, nobody a warehouse."""
    per_person = np.bincount(case.orders.person)

    assert per_person.min() >= 10
    assert per_person.max() <= 40


def test_the_largest_holders_are_decoys(case: Case) -> None:
    """No source has a share of orders above its channel's limit, while others of its kind do."""
    for leak in case.series.leaks:
        holder = case.orders.holder[leak.channel.kind]

        assert (holder == leak.holder).mean() <= leak.channel.largest
    erp = np.bincount(case.orders.holder["erp"]) / len(case.orders.person)
    assert erp.max() > CHANNELS["erp"].largest


def test_each_channel_uses_its_data_in_its_own_time(case: Case) -> None:
    """A trojan's data is used within days, a photographer's weeks later."""
    days = {
        leak.channel.kind: float(np.median(leak.call - case.orders.seen(leak.channel.kind)[leak.row])) / DAY
        for leak in case.series.leaks
    }

    assert days["warehouse"] < 4
    assert days["courier_account"] < 4
    assert days["courier_person"] > 5


def test_the_windows_of_the_truth_hold_the_leaked_orders(case: Case) -> None:
    """First and last day are days on which leaked orders were placed."""
    who = {person: identity.person_id for person, identity in case.people.items()}
    told = answer(case, family="mixed", seed=5, who=who)

    for leak, source in zip(case.series.leaks, told["sources"], strict=True):
        placed = case.orders.times["placed"][leak.row] // DAY
        days = [(date.fromisoformat(day) - date(2024, 1, 1)).days for day in source["window"]]
        assert days == [placed.min(), placed.max()]
        assert (
            source["victims"]
            == len(leak.row)
            == list(told["victims_by_source"].values()).count(told["sources"].index(source))
        )
