"""How many victims touched a holder on some days, and how likely each was to, if nothing leaked."""

from __future__ import annotations

import numpy as np
import pytest

from graph.index import index_of
from graph.ranking.arrays import odds_times
from graph.ranking.material.prepare import prepare
from graph.ranking.naming.candidates import Field
from graph.ranking.weighing.expectation import chances_in, observed_in
from tests.graph.ranking.made_up import random_case

FIELD = Field(prepare(index_of(random_case(3))).case)
JUDGE = FIELD.judges[-1]
SHOP = FIELD.case.names.index(("merchant", "shop:3"))
LAST = JUDGE.reach.windows.days - 1


def test_observed_are_victims_and_not_records() -> None:
    """Against a plain count: whoever had a record through the shop at most 90 days before the call."""
    case = FIELD.case
    near = (case.holder == SHOP) & (case.person < case.n) & (case.lag <= 90)

    assert observed_in(JUDGE, SHOP, 0, LAST) == len(set(case.person[near].tolist()))
    assert observed_in(JUDGE, SHOP, 0, LAST) < near.sum()


def test_no_days_hold_nobody() -> None:
    """A window that ends before it begins."""
    assert observed_in(JUDGE, SHOP, 5, 4) == 0
    assert chances_in(JUDGE, SHOP, 0, 5, 4).tolist() == [0.0] * FIELD.case.n


def test_who_has_more_records_is_likelier_to_touch_it() -> None:
    """1 - (1 - s')^n: none without a record, s' with one, and ever more."""
    whole = JUDGE.reach.windows.whole
    chances, case = chances_in(JUDGE, SHOP, whole, 0, LAST), FIELD.case
    records = JUDGE.reach.between(int(case.kind[SHOP]), 0, LAST)
    share = JUDGE.reach.shares.share[case.region[: case.n], SHOP] * JUDGE.timeline.tau_of(SHOP)[whole]

    assert len(set(records.tolist())) > 2
    assert chances == pytest.approx(1 - (1 - odds_times(share, case.odds)) ** records)
    for region in np.unique(case.region[: case.n]):
        here = case.region[: case.n] == region
        order = np.argsort(records[here], kind="stable")
        assert (np.diff(chances[here][order]) >= -1e-12).all()


def test_more_days_never_hold_fewer() -> None:
    """Of victims, and of chances."""
    whole = JUDGE.reach.windows.whole
    days = range(0, LAST + 1, 7)
    seen = [observed_in(JUDGE, SHOP, 0, day) for day in days]
    usual = [chances_in(JUDGE, SHOP, whole, 0, day).sum() for day in days]

    assert seen == sorted(seen)
    assert usual == sorted(usual)
