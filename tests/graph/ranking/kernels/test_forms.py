"""The compiled forms against the plain ones, on cases of every sort: the choice between them shows in no figure."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from graph.index import index_of
from graph.ranking import forms, kernels, plain
from graph.ranking.expected.touched import Profile, Touched
from graph.ranking.expected.windows import Windows
from graph.ranking.explained.mixture import Parts
from graph.ranking.kernels.grid import Grid
from graph.ranking.kernels.one_by_one import OneByOne
from graph.ranking.material.case import Case
from graph.ranking.material.prepare import prepare
from graph.ranking.settings import PARTS
from graph.ranking.weighing.reach import Reach
from graph.ranking.weighing.timefactor import time_factors
from tests.graph.ranking.made_up import random_case


def case_of(seed: int, *, dated: bool = True) -> Case:
    """A random case."""
    return prepare(index_of(random_case(seed, dated=dated))).case


def reach_of(case: Case, cap: int) -> Reach:
    """Its reach under a cap."""
    return Reach(case, Windows(case.day[case.mine]), cap)


@pytest.fixture(name="reach", params=[(1, 30), (2, 90), (3, 90)], scope="module")
def random_reach(request: pytest.FixtureRequest) -> Reach:
    """Reaches of random cases."""
    seed, cap = request.param
    return reach_of(case_of(seed), cap)


def test_tallies_are_the_same(reach: Reach) -> None:
    """Integers: to the last."""
    keep = np.random.default_rng(0).random(len(reach.case.person)) < 0.7
    for rows in reach.case.split:
        ours, theirs = (form.tally(reach.case, rows, keep[rows]) for form in (kernels, plain))

        assert (ours.of_holder == theirs.of_holder).all()
        assert (ours.of_kind == theirs.of_kind).all()
        assert (ours.people == theirs.people).all()
        assert theirs.people.sum() < theirs.of_holder.sum()


def test_the_order_by_holder_is_the_same(reach: Reach) -> None:
    """Protected exposures are left out of both."""
    holder = np.where(np.arange(len(reach.holder)) % 7 == 0, -2, reach.holder)
    ours, theirs = (form.by_holder(holder, len(reach.case.names)) for form in (kernels, plain))

    assert (ours[0] == theirs[0]).all()
    assert (ours[1] == theirs[1]).all()


def test_time_factors_are_the_same(reach: Reach) -> None:
    """From the same counts by bin."""
    case, windows = reach.case, reach.windows
    ours, theirs = (form.by_bin(case, windows, reach.compared, reach.place_of) for form in (kernels, plain))
    share, kind = reach.shares.share[:, reach.candidates], case.kind[reach.candidates]

    assert (ours[0] == theirs[0]).all()
    assert (ours[1] == theirs[1]).all()
    assert kernels.factors(windows, *ours, share, kind) == pytest.approx(
        plain.factors(windows, *theirs, share, kind), rel=1e-12
    )


@pytest.mark.parametrize("seed", [0, 1])
def test_scores_of_the_scan_are_the_same(reach: Reach, seed: int) -> None:
    """At first, and once a part of the victims is explained."""
    rng = np.random.default_rng(seed)
    u = np.ones(reach.case.n) if seed == 0 else rng.uniform(0.02, 1, reach.case.n)
    usual = reach.usual(time_factors(reach))
    ours, theirs = (form.scores(reach.risk, reach.windows, usual, u) for form in (kernels, plain))

    assert ours == pytest.approx(theirs, abs=1e-9)
    assert (theirs > 0).any()


def made_touched(seed: int, victims: int, cells: int) -> Touched:
    """Victims with one to six exposures, some outside all windows, under three laws; windows short and whole."""
    rng = np.random.default_rng(seed)
    victim = np.repeat(np.arange(victims), rng.integers(1, 7, victims))
    cell = rng.integers(-1, cells + 1, len(victim))
    order = np.lexsort((cell, victim))
    weight = np.exp(rng.normal(2, 3, (3, len(victim)))) * (rng.random(len(victim)) < 0.95)
    first, last = np.triu_indices(cells)
    fits = (last - first < 6) | (last - first == cells - 1)
    return Touched(np.arange(victims), victim[order], cell[order], cells, weight, first[fits], last[fits])


def plainly(touched: Touched, m: np.ndarray, size: np.ndarray, parts: Parts) -> tuple[np.ndarray, np.ndarray]:
    """F x W, A: gains of all parts, victim by victim."""
    out = np.empty((len(touched.weight), len(size), len(PARTS)))
    for law in range(len(out)):
        for w in range(len(size)):
            x = touched.within(law, w) / size[w] / m
            out[law, w] = np.log(parts.inside[:, None] + PARTS[:, None] * x).sum(1) + parts.rest
    return out, out.max(2)


@pytest.mark.parametrize("form", [plain.profile, OneByOne, Grid])
@pytest.mark.parametrize(("seed", "victims", "cells"), [(1, 3, 4), (2, 40, 9), (3, 700, 12)])
def test_gains_are_those_of_a_sum_over_victims(form: type[Profile], seed: int, victims: int, cells: int) -> None:
    """One by one, on the grid of ln V, and as matrices; and the part is one that gains as much."""
    rng = np.random.default_rng(seed)
    touched = made_touched(seed, victims, cells)
    m, here = rng.uniform(0.2, 4, victims), np.arange(2 * victims) < int(1.6 * victims)
    parts = Parts.at(here, victims)
    profile = form(touched, m)  # type: ignore[call-arg]
    held = np.array(
        [
            (replace(touched, weight=np.ones_like(touched.weight)).within(0, w) > 0).sum()
            for w in range(len(touched.first))
        ]
    )
    ok = np.flatnonzero(held >= 2)
    size = np.exp(rng.normal(3, 1, len(touched.first)))
    every, best = plainly(touched, m, size, parts)

    gains = profile.gains(size[ok], parts)

    assert profile.ok.tolist() == ok.tolist()
    assert gains.gain == pytest.approx(best[:, ok], abs=1e-8)
    assert np.take_along_axis(every[:, ok], gains.part[..., None], 2)[..., 0] == pytest.approx(best[:, ok], abs=1e-8)


def test_the_form_follows_from_the_size_of_the_case(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few victims and exposures: plain; else compiled."""
    case = case_of(1)

    assert forms.form_of(case) is plain
    monkeypatch.setattr(forms, "SMALL_EXPOSURES", len(case.person) - 1)
    assert forms.form_of(case) is kernels
