"""How likely it is who touched a holder, set by set: with a source that explains part of the victims, and without.

People stand in sets: matched sets, or regions. Those of one set touch the holder at a rate of their own, p_s; over the
sets the log-odds of p_s are normal, of unknown mean and spread. So a set that says little borrows from the others, and
one that says much speaks for itself. Victims touch at G times those odds, or they are the source's (a part a of them)
and touched it for certain. Rates, mean, spread and part are summed over, none is fitted: the value is the logarithm of
a Bayes factor, which exceeds x with a chance of at most exp(-x) where nothing leaked, so that no further charge is due.

Sources: Breslow and Day (1980) ch. 7 on matched sets; Neuhaus, Kalbfleisch and Hauck (1994) on rates that vary by set
in place of conditioning on what was touched; Kass and Raftery (1995) on the factor.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from graph.ranking.arrays import Bools, Floats, Ints, log_sum
from graph.ranking.explained.mixture import region_factor
from graph.ranking.settings import PARTS

LEAST, MOST = -9.0, 7.0
"""Log-odds between which rates are summed over."""
MEANS, SPREADS = np.arange(-4.0, 4.5, 0.5), (0.25, 0.5, 1.0, 2.0, 4.0)
"""Means and standard deviations of the sets' log-odds that are summed over, all alike likely."""
COARSE, FINEST = 64, 1024
"""Steps of the log-odds: at least, and at most where a set is large."""
TINY = 1e-300
"""Least likelihood, so that no logarithm is of nothing."""


@dataclass(frozen=True, slots=True)
class Touches:
    """Who touched a holder, of those of whom the kind is known.

    `others`, `others_touched`, `untouched`: S, comparison people, those of them who touched, victims who did not; `sets`:
    v, the set of each victim who touched; `usual`: v, the mixture so far; `here`: n, victims it could reach.
    """

    others: Floats
    others_touched: Floats
    untouched: Floats
    sets: Ints
    usual: Floats
    here: Bools


@dataclass(frozen=True, slots=True)
class Fit:
    """`value`: ln of the Bayes factor; `gain`: the same of the best of PARTS, `part`.

    `rate`, `rate_without`: v, the mean rate of her set with the source of that part, and without any.
    """

    value: float
    gain: float
    part: int
    rate: Floats
    rate_without: Floats


@lru_cache(maxsize=16)
def grid(steps: int) -> tuple[Floats, Floats]:
    """P rates, and P x H: the weight of each under every mean and spread."""
    at = np.linspace(LEAST, MOST, steps + 1)
    mean, spread = (x.ravel() for x in np.meshgrid(MEANS, SPREADS))
    weight = np.exp(-0.5 * ((at[:, None] - mean) / spread) ** 2)
    return 1 / (1 + np.exp(-at)), weight / weight.sum(0)


@dataclass(frozen=True, slots=True)
class Sorts:
    """Sets that look alike, taken as one sort: S of them, `count` sets each; `of_set`: the sort of each set.

    `fixed` as `Touches` has it: S x (others, others touched, victims not touched). `sort`, `usual`, `many`: cells, in
    order, of victims who touched: the sort of their set, their mixture so far, how many of them a set has.
    """

    fixed: Floats
    count: Floats
    of_set: Ints
    sort: Ints
    usual: Floats
    many: Floats


def fit(touches: Touches, odds: float) -> Fit:
    """Weighs a source against none; `odds`: G, of victims."""
    sorts = _sorts(touches)
    rate, weight = grid(_steps(touches))
    usual = odds * rate / (1 + (odds - 1) * rate)
    others, others_touched, untouched = sorts.fixed.T[:, :, None]
    fixed = others_touched * np.log(rate) + (others - others_touched) * np.log1p(-rate) + untouched * np.log1p(-usual)
    rest, added = _parts(touches.here)
    whole = [_summed(_likelihood(fixed, sorts, usual, r), weight, sorts.count) for r in (0.0, *added)]
    each = np.array([log_sum(x) for x in whole[1:]]) + rest - log_sum(whole[0])
    best = int(each.argmax())
    with_it, without = (
        _mean_rate(_likelihood(fixed, sorts, usual, r), weight, of_all, usual)[sorts.of_set][touches.sets]
        for r, of_all in ((added[best], whole[1 + best]), (0.0, whole[0]))
    )
    return Fit(log_sum(each) - float(np.log(len(PARTS))), float(each[best]), best, with_it, without)


def _parts(here: Bools) -> tuple[Floats, Floats]:
    """For each of PARTS: ln of what all victims lose to it, and the odds of the source against the background."""
    inside, outside = region_factor(here, PARTS)
    rest = len(here) * np.log1p(-PARTS) + here.sum() * np.log(inside) + (~here).sum() * np.log(outside)
    return rest, PARTS / ((1 - PARTS) * inside * here.mean())


def _steps(touches: Touches) -> int:
    """So many steps that one is no wider than what the largest set leaves open: a power of two."""
    people = touches.others + touches.untouched + np.bincount(touches.sets, minlength=len(touches.others))
    needed = (MOST - LEAST) / 2 * np.sqrt(float(people.max(initial=1)))
    return int(np.clip(2 ** np.ceil(np.log2(needed)), COARSE, FINEST))


def _sorts(touches: Touches) -> Sorts:
    """The sorts of sets, told apart by their counts and by the mixture of their victims who touched."""
    size = len(touches.others)
    levels, level = np.unique(np.round(touches.usual, 9), return_inverse=True)
    cells, many = np.unique(touches.sets * max(len(levels), 1) + level.ravel(), return_counts=True)
    of_cell, level = np.divmod(cells, max(len(levels), 1))
    width = np.bincount(of_cell, minlength=size)
    place = np.arange(len(cells)) - np.repeat(np.cumsum(width) - width, width)
    # A row a set: its counts, then level and number of its cells, as far as any set goes; -1 beyond.
    table = np.full((size, 3 + 2 * int(width.max(initial=0))), -1.0)
    table[:, :3] = np.stack([touches.others, touches.others_touched, touches.untouched], 1)
    table[of_cell, 3 + 2 * place], table[of_cell, 4 + 2 * place] = level, many
    rows, first, sort, count = np.unique(table, axis=0, return_index=True, return_inverse=True, return_counts=True)
    kept = np.isin(of_cell, first)
    order = np.argsort(sort.ravel()[of_cell[kept]], kind="stable")
    return Sorts(
        fixed=rows[:, :3],
        count=count.astype(np.float64),
        of_set=sort.ravel(),
        sort=sort.ravel()[of_cell[kept]][order],
        usual=levels[level[kept]][order],
        many=many[kept][order].astype(np.float64),
    )


def _likelihood(fixed: Floats, sorts: Sorts, usual: Floats, added: float) -> Floats:
    """S x P: ln of the likelihood of each sort at each rate; `added`: odds of the source against the background."""
    touched = sorts.many[:, None] * np.log(usual + added / sorts.usual[:, None])
    which, first = np.unique(sorts.sort, return_index=True)
    out = fixed.copy()
    out[which] += np.add.reduceat(touched, first)
    return out


def _summed(likelihood: Floats, weight: Floats, count: Floats) -> Floats:
    """H: ln of the likelihood of all sets under each mean and spread."""
    top = likelihood.max(1, keepdims=True)
    by_sort = np.log(np.maximum(np.exp(likelihood - top) @ weight, TINY)) + top
    return np.asarray((count[:, None] * by_sort).sum(0), np.float64)


def _mean_rate(likelihood: Floats, weight: Floats, whole: Floats, usual: Floats) -> Floats:
    """S: the rate of the victims of each sort, over rates, means and spreads as likely as they are."""
    at = np.exp(likelihood - likelihood.max(1, keepdims=True))
    by_rule = ((at * usual) @ weight) / np.maximum(at @ weight, TINY)
    likely = np.exp(whole - whole.max())
    return np.asarray(by_rule @ (likely / likely.sum()), np.float64)
