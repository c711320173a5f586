"""Matched sets: a weak source beside a popular decoy, with times and without; shuffled within sets, nobody."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from graph.exposures import Exposures
from graph.ranking import rank
from tests.graph.ranking.made_up import Holding, day, exposures, person

SETS = 40


def series(seed: int, *, leak: float = 0.5, dated: bool = False) -> Exposures:
    """Forty sets of one victim and two others; twelve shops, of which "decoy" serves nine of ten people of every second set.

    `leak`: part of the victims that come from "shop 5", who ordered there about ten days before their call.
    """
    rng = np.random.default_rng(seed)
    people, held = [], list[Holding]()
    for s in range(SETS):
        call = int(rng.integers(100, 140))
        for i in range(3):
            name, leaked = f"p{s:02}-{i}", i == 0 and rng.random() < leak
            role = "victim" if i == 0 else "comparison"
            people.append(person(name, role=role, matched_set=f"set {s}", call=day(call)))
            used = {f"shop {k}": rng.random() < 0.6 / (1 + k / 2) for k in range(11)}
            used |= {"decoy": rng.random() < (0.9 if s % 2 else 0.3), "shop 5": leaked or used["shop 5"]}
            for shop in (shop for shop, so in used.items() if so):
                lag = 1 + int(rng.gamma(2, 5)) if leaked and shop == "shop 5" else int(rng.integers(1, 88))
                held.append((name, f"{name} {shop}", "shop", shop, day(call - lag) if dated else None))
    return exposures(people, held)


def shuffled_within_sets(case: Exposures, seed: int) -> Exposures:
    """One of each set, drawn anew, is the victim."""
    rng = np.random.default_rng(seed)
    people = case.people.sort("matched_set", "person")
    roles = [role for _ in range(SETS) for role in rng.permutation(["victim", "comparison", "comparison"])]
    return replace(case, people=people.with_columns(role=pl.Series(roles)))


@pytest.mark.parametrize("dated", [False, True])
@pytest.mark.parametrize("seed", [1, 3, 4])
def test_a_weak_source_is_named_beside_a_popular_decoy(seed: int, dated: bool) -> None:
    """It explains half of the victims; the decoy was used by more of them, and by as many of their sets."""
    verdict = rank(series(seed, dated=dated))

    assert [source.holder for source in verdict.sources] == ["shop 5"]


def test_times_are_not_lost_in_matched_sets() -> None:
    """The same people touched the same shops; only the days say more."""
    case = series(1, dated=True)
    bare = replace(case, holdings=case.holdings.with_columns(seen_from=pl.lit(None, pl.String)))
    dated, undated = rank(case), rank(bare)

    assert dated.sources[0].value > undated.sources[0].value
    assert dated.sources[0].window is not None
    assert undated.sources[0].window is None


@pytest.mark.parametrize("dated", [False, True])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_with_victims_drawn_anew_within_sets_nobody_is_named(seed: int, dated: bool) -> None:
    """The sets keep their shops; who fell victim is chance."""
    assert rank(shuffled_within_sets(series(seed, dated=dated), seed)).sources == ()


def test_sets_in_which_all_or_none_touched_a_shop_say_nothing_for_it() -> None:
    """Every second set buys at one shop, all of it: victims do no more than their sets."""
    case = series(4, leak=0)
    people = case.people.sort("person")["person"].to_list()
    every = [(p, f"{p} club", "club", "the club", None) for p in people if int(p[1:3]) % 2]
    more = exposures([person(p) for p in people], every).holdings
    verdict = rank(replace(case, holdings=pl.concat([case.holdings, more])))

    assert verdict.sources == ()
    assert next(row for row in verdict.ranking if row.holder == "the club").value < 0
