"""How likely it is who touched a holder, set by set: against a plain version, and what follows from it."""

from __future__ import annotations

from math import exp, log
from typing import NamedTuple

import numpy as np
import pytest

from graph.ranking.arrays import Bools, Ints
from graph.ranking.explained.mixture import region_factor
from graph.ranking.pipeline import examine
from graph.ranking.settings import PARTS
from graph.ranking.weighing.touch_rates import COARSE, LEAST, MEANS, MOST, SPREADS, Touches, fit
from tests.graph.ranking.made_up import exposures, person


class People(NamedTuple):
    """Who is a victim, who touched, and the set of each; `usual`: the mixture so far, `here`: could it reach them."""

    victim: Bools
    touched: Bools
    sets: Ints
    usual: np.ndarray[tuple[int, ...], np.dtype[np.float64]]
    here: Bools


def people(seed: int, *, sets: int = 8, leak: float = 0.5) -> People:
    """Sets of one or two victims and two others; a third of the victims under an earlier source, a fifth elsewhere."""
    rng = np.random.default_rng(seed)
    of_set = np.repeat(np.arange(sets), 4)
    victim = np.tile([True, False, False, True], sets) & ((np.arange(4 * sets) % 4 < 3) | (of_set % 2 == 0))
    kept = victim | np.tile([False, True, True, False], sets)
    here = rng.random(4 * sets) < 0.8
    touched = here & ((rng.random(4 * sets) < 0.3) | (victim & (rng.random(4 * sets) < leak)))
    usual = np.where(rng.random(4 * sets) < 0.3, rng.uniform(0.5, 3, 4 * sets), 1.0)
    return People(*(x[kept] for x in (victim, touched, of_set, usual, here)))


def touches(of: People) -> Touches:
    """The same as counts; nobody elsewhere counts among the sets."""

    def counted(which: Bools) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        return np.bincount(of.sets[which], minlength=int(of.sets.max()) + 1).astype(np.float64)

    who = of.victim & of.touched
    return Touches(
        others=counted(~of.victim & of.here),
        others_touched=counted(~of.victim & of.touched),
        untouched=counted(of.victim & of.here & ~of.touched),
        sets=of.sets[who],
        usual=of.usual[who],
        here=of.here[of.victim],
    )


def plainly(of: People, odds: float) -> float:
    """The value person by person, by the formulas: sums over parts, means and spreads, rates."""
    logits = np.linspace(LEAST, MOST, COARSE + 1)
    f0 = of.here[of.victim].mean()

    def density(i: int, p: float, part: float, inside: float, outside: float) -> float:
        if not of.victim[i]:
            return (p if of.touched[i] else 1 - p) if of.here[i] else 1.0
        q = odds * p / (1 - p + odds * p)
        if not of.here[i]:
            return (1 - part) * outside
        rest = (1 - part) * inside * (q if of.touched[i] else 1 - q)
        return rest + (part / f0 / of.usual[i] if of.touched[i] else 0.0)

    def of_part(part: float, inside: float, outside: float) -> float:
        total = 0.0
        rates = 1 / (1 + np.exp(-logits))
        by_set = [
            [np.prod([density(i, p, part, inside, outside) for i in np.flatnonzero(of.sets == s)]) for p in rates]
            for s in range(int(of.sets.max()) + 1)
        ]
        for mean in MEANS:
            for spread in SPREADS:
                weight = [exp(-0.5 * ((x - mean) / spread) ** 2) for x in logits]
                total += np.prod([np.dot(weight, likely) / sum(weight) for likely in by_set])
        return total

    factors = zip(PARTS, *region_factor(of.here[of.victim], PARTS), strict=True)
    with_source = sum(of_part(*factor) for factor in factors) / len(PARTS)
    return log(with_source / of_part(0.0, 1.0, 1.0))


@pytest.mark.parametrize(("seed", "odds"), [(1, 1.0), (2, 1.2), (3, 5.0)])
def test_the_value_is_that_of_the_formulas_person_by_person(seed: int, odds: float) -> None:
    """Sets that look alike are taken as one, which changes nothing."""
    made = people(seed)

    assert fit(touches(made), odds).value == pytest.approx(plainly(made, odds), abs=1e-8)


def test_a_set_that_says_little_borrows_from_the_others() -> None:
    """Nobody else in the last set: its victim is judged by the 20 sets in which one of four others touched."""
    few = Touches(
        others=np.array([4.0] * 20 + [0.0]),
        others_touched=np.array([1.0] * 20 + [0.0]),
        untouched=np.zeros(21),
        sets=np.array([20]),
        usual=np.ones(1),
        here=np.ones(1, bool),
    )

    assert fit(few, 1.0).rate[0] == pytest.approx(0.25, abs=0.08)


def test_where_the_others_of_each_set_did_as_the_victims_there_is_no_evidence() -> None:
    """Ten sets in which all touched and ten in which nobody did: pooled, too, half of each did."""
    sets = np.arange(10)
    alike = Touches(
        others=np.full(20, 3.0),
        others_touched=np.where(np.arange(20) < 10, 3.0, 0.0),
        untouched=np.where(np.arange(20) < 10, 0.0, 1.0),
        sets=sets,
        usual=np.ones(10),
        here=np.ones(20, bool),
    )

    assert fit(alike, 1.0).value < 0


def test_the_more_others_touched_the_weaker_the_evidence() -> None:
    """Thirty pairs, twenty victims touched; of the others 3, 6, 9, ... did."""
    value = [
        fit(
            Touches(
                others=np.ones(30),
                others_touched=(np.arange(30) % 30 >= 30 - many).astype(np.float64),
                untouched=(np.arange(30) >= 20).astype(np.float64),
                sets=np.arange(20),
                usual=np.ones(20),
                here=np.ones(30, bool),
            ),
            1.0,
        ).value
        for many in range(3, 19, 3)
    ]

    assert value == sorted(value, reverse=True)
    assert value[0] > 3.8
    assert value[-1] < 0


def test_where_nothing_leaked_the_mean_factor_is_no_more_than_one() -> None:
    """Averaged over 400 draws from the model itself, so that exp(-x) bounds how often the value exceeds x."""
    rng = np.random.default_rng(7)
    values = []
    for _ in range(400):
        rate = 1 / (1 + np.exp(-rng.normal(rng.choice(MEANS), rng.choice(SPREADS), 12)))
        ill, well = rng.random(12) < rate, rng.binomial(2, rate)
        found = Touches(
            others=np.full(12, 2.0),
            others_touched=well.astype(np.float64),
            untouched=(~ill).astype(np.float64),
            sets=np.flatnonzero(ill),
            usual=np.ones(int(ill.sum())),
            here=np.ones(12, bool),
        )
        values.append(fit(found, 1.0).value if ill.any() else 0.0)

    assert np.mean(np.array(values) > 2) < exp(-2)
    assert np.mean(np.array(values) > 3) < exp(-3)


def test_holders_that_the_same_people_touched_are_one_choice() -> None:
    """Twenty ingredients of one cake beside one loaf: two candidates, not twenty-one; dated ones are counted each."""

    def price(seen: str | None) -> float:
        rows = [(f"v{i}", f"{k} {i}", "lot", f"cake {k:02}", seen) for i in range(6) for k in range(20)]
        rows += [(f"v{i}", f"loaf {i}", "lot", "loaf", "2024-05-01") for i in range(3)] if seen else []
        rows += [(f"{who}{i}", f"loaf {i}", "lot", "loaf", seen) for who in "vw" for i in range(3)]
        cast = [person(f"v{i}") for i in range(6)] + [person(f"w{i}", role="comparison") for i in range(6)]
        found = examine(exposures(cast, rows))
        assert found.field
        return float(found.field.price[0])

    assert price(None) == pytest.approx(log(2))
    assert price("2024-06-05") == pytest.approx(log(21))
