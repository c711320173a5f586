"""What speaks for a holder when most chains are unknown: the evidence of `beliefs`, in nats."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from graph.ranking.arrays import Bools, Floats, Ints, log_product, log_sum, odds_times, x_log
from graph.ranking.case import Case
from graph.ranking.knowledge import misfit, shipped
from graph.ranking.mixture import region_factor
from graph.ranking.questions.chains import Chains
from graph.ranking.questions.grid import Grid
from graph.ranking.settings import MIN_VICTIMS, PARTS
from graph.ranking.shares import Shares

UNSEEN = -1
"""In place of a holder: one of the kind through whom no traced order went."""
EVERYWHERE = -1
"""In place of a region."""
TRIED = PARTS[::2]
"""Parts of the victims explained that are tried."""
LEAST_SEEN = 2
"""Victims with a traced order through a holder, from which it is weighed by itself."""
MOST_WEIGHED = 24
"""Holders that are weighed: those that stand out most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """A holder, or UNSEEN of a kind, at its best part, law and window.

    `value`: nats against "no source", charges taken off; `share`: s_j of the victims; `part`: a, of the victims
    explained; `here`: n, victims it could reach; `ratio`, `background`: n, LR_i and b_i.
    """

    holder: int
    kind: int
    value: float
    share: float
    part: float
    law: int
    window: int
    here: Bools
    ratio: Floats
    background: Floats

    @property
    def explains(self) -> Floats:
        """N: the probability that it explains each victim."""
        mine = self.part * self.ratio
        return np.asarray(mine / ((1 - self.part) * self.background + mine), np.float64)


@dataclass(frozen=True, slots=True)
class _Ground:
    """What holds for all holders of a kind in one place, as far as orders are not traced.

    `ratio`: n x LW, of the untraced orders; `gain`: parts x LW; `inside`, `outside`: by part, b_i.
    """

    here: Bools
    ratio: Floats
    gain: Floats
    inside: Floats
    outside: Floats


class Scales:
    """Weighs holders by the traced orders, over all windows and laws of a `Grid`; `known`: those weighed in any case."""

    def __init__(self, case: Case, shares: Shares, orders: Chains, known: Collection[int]) -> None:
        self.case, self.shares, self.orders = case, shares, orders
        self.grid = Grid(case, orders)
        self.region = case.region[: case.n]
        self._living = np.bincount(self.region, minlength=case.regions) / case.n
        mean = self._living @ shares.share
        rows = np.flatnonzero(orders.open_[orders.touches.order])
        self._order, self._holder = orders.touches.order[rows], orders.touches.holder[rows]
        self._weighed = self._outstanding(mean, known)
        rivals = mean * orders.open_.sum() >= MIN_VICTIMS
        rivals[self._weighed] = True
        # As many rivals as there would be if all orders were traced, not as few as were met yet.
        self._rivals = np.maximum(np.bincount(case.kind[rivals], minlength=len(case.kinds)), 1)
        self._held = [shipped().held(kind) for kind in case.kinds]
        self._untraced: dict[bytes, Floats] = {}
        self._grounds: dict[tuple[bytes, int], _Ground] = {}

    def all_(self) -> list[Weight]:
        """The holders that stand out, and what is unseen of every kind."""
        seen = [self._weigh(int(self.case.kind[j]), int(j)) for j in self._weighed]
        return seen + [self._weigh(kind, UNSEEN) for kind in range(len(self.case.kinds))]

    def through(self, j: int) -> Bools:
        """R: the traced orders through a holder."""
        out = np.zeros(len(self.orders.record), bool)
        out[self._order[self._holder == j]] = True
        return out

    def _outstanding(self, mean: Floats, known: Collection[int]) -> Ints:
        """Holders that more traced orders went through than their share says, by how much; and those `known`."""
        case, n, holders = self.case, self.case.n, len(self.case.names)
        pairs = np.unique(self._holder * n + self.orders.person[self._order])
        victims = np.bincount(pairs // n, minlength=holders)
        seen = np.bincount(self._holder, minlength=holders).astype(np.float64)
        usual = mean * (self.orders.known & self.orders.open_[:, None]).sum(0)[case.kind]
        stands_out = (victims >= LEAST_SEEN) & (seen > usual)
        score = np.where(stands_out, x_log(seen, usual) - (seen - usual), -np.inf)
        score[[j for j in known if victims[j] >= LEAST_SEEN]] = np.inf
        best = np.argsort(-np.round(score, 9), kind="stable")[:MOST_WEIGHED]
        return np.sort(best[score[best] > -np.inf])

    def _weigh(self, kind: int, j: int) -> Weight:
        home = self._home(j)
        ground = self._ground(kind, home)
        ratio, gain, share, count = ground.ratio, ground.gain, 0.0, self._unmet(kind)
        if j != UNSEEN:
            share, count = self._share(j, home), 1.0
            who, traced = self._traced(j, share, ground.here)
            gain = gain + _further(ground, who, traced)
            ratio = ratio.copy()
            ratio[who] += traced
        windows = len(self.grid.price)
        left = gain.max(0).reshape(-1, windows) - self.grid.price
        best = int(left.argmax())
        k = int(gain[:, best].argmax())
        weight = Weight(
            holder=j, kind=kind, value=log_sum(left.ravel()) - self.grid.charge + float(np.log(count)), share=share,
            part=float(TRIED[k]), law=best // windows, window=best % windows, here=ground.here, ratio=ratio[:, best],
            background=np.where(ground.here, ground.inside[k], ground.outside[k]),
        )  # fmt: skip
        return self._charged(weight)

    def _charged(self, weight: Weight) -> Weight:
        """With the nats taken off for the rivals of its kind, and for what callers knew that it does not hold."""
        charge = misfit(self._held[weight.kind], self.case.knew, weight.explains) + np.log(self._rivals[weight.kind])
        return replace(weight, value=weight.value - float(charge))

    def _unmet(self, kind: int) -> float:
        """How many of the rivals of a kind are not weighed by themselves; never none."""
        return max(float(self._rivals[kind]) - int((self.case.kind[self._weighed] == kind).sum()), 0.5)

    def _home(self, j: int) -> int:
        """The region of most orders through a holder bound to addresses."""
        if j == UNSEEN or not self.case.local[j]:
            return EVERYWHERE
        return int(np.bincount(self.region[self.orders.person[self._order[self._holder == j]]]).argmax())

    def _share(self, j: int, home: int) -> float:
        """Odds of the share of a holder where it could reach victims, as step 6 raises them."""
        behind = self.shares.behind[j]
        odds = odds_times(self.shares.share[:, j] * ((behind + 1) / behind), self.case.odds)
        return max(float(self._living @ odds if home == EVERYWHERE else odds[home]), 1e-9)

    def _traced(self, j: int, share: float, here: Bools) -> tuple[Ints, Floats]:
        """Victims (v) with a traced order through j there, and v x LW: what these orders add to their LR."""
        orders = self._order[self._holder == j]
        orders = orders[here[self.orders.person[orders]]]
        who, i = np.unique(self.orders.person[orders], return_inverse=True)
        return who, self._spread(orders, i, len(who)) / (share * here.mean())

    def _spread(self, orders: Ints, who: Ints, people: int) -> Floats:
        """People x LW: V_i / vol."""
        return self.grid.likelihood(orders, who, people).swapaxes(0, 1).reshape(people, -1)

    def _ground(self, kind: int, home: int) -> _Ground:
        unknown = ~self.orders.known[:, kind]
        pattern = unknown.tobytes()
        if pattern not in self._untraced:
            rows = np.flatnonzero(unknown)
            self._untraced[pattern] = self._spread(rows, self.orders.person[rows], self.case.n)
        if (pattern, home) not in self._grounds:
            here = np.ones(self.case.n, bool) if home == EVERYWHERE else self.region == home
            self._grounds[pattern, home] = _grounded(self._untraced[pattern], here)
        return self._grounds[pattern, home]


def _grounded(untraced: Floats, here: Bools) -> _Ground:
    ratio = untraced / here.mean() * here[:, None]
    inside, outside = region_factor(here, TRIED)
    away = len(here) - int(here.sum())
    gain = [
        log_product((1 - a) * b + a * ratio[here]) + (away * np.log((1 - a) * c) if away else 0.0)
        for a, b, c in zip(TRIED, inside, outside, strict=True)
    ]
    return _Ground(here, ratio, np.stack(gain), inside, outside)


def _further(ground: _Ground, who: Ints, traced: Floats) -> Floats:
    """Parts x LW: what the traced orders of these victims add to the gain."""
    mine = ground.ratio[who]
    return np.stack([
        log_product(1 + a * traced / ((1 - a) * b + a * mine)) for a, b in zip(TRIED, ground.inside, strict=True)
    ])  # fmt: skip
