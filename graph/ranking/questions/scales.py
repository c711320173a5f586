"""What speaks for a holder when most chains are unknown: the evidence of `beliefs`, in nats."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from graph.ranking.arrays import Bools, Floats, Ints, log_sum, odds_times, x_log
from graph.ranking.expected.shares import Shares
from graph.ranking.material.case import Case
from graph.ranking.material.knowledge import misfit
from graph.ranking.questions.chains import Chains
from graph.ranking.questions.grid import Grid
from graph.ranking.questions.ground import TRIED, Ground, further, grounded
from graph.ranking.questions.streets import neighbourhoods
from graph.ranking.settings import MIN_VICTIMS

UNSEEN = -1
"""In place of a holder: one of the kind through whom no traced order went."""
EVERYWHERE = -1
"""In place of a region."""
LEAST_SEEN = 2
"""Victims with a traced order through a holder, from which it is weighed by itself."""


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


class Scales:
    """Weighs holders by the traced orders, over all windows and laws of a `Grid`.

    `known`: those weighed in any case; `most`: how many are weighed, beside what is unseen.
    """

    def __init__(self, case: Case, shares: Shares, orders: Chains, known: Collection[int], most: int) -> None:
        self.case, self.shares, self.orders = case, shares, orders
        self.grid = Grid(case, orders)
        self.region = case.region[: case.n]
        self._living = np.bincount(self.region, minlength=case.regions) / case.n
        mean = self._living @ shares.share
        rows = np.flatnonzero(orders.open_[orders.touches.order])
        self._order, self._holder = orders.touches.order[rows], orders.touches.holder[rows]
        self._weighed = self._outstanding(mean, known, most)
        rivals = mean * orders.open_.sum() >= MIN_VICTIMS
        rivals[self._weighed] = True
        # As many rivals as there would be if all orders were traced, not as few as were met yet.
        self._rivals = np.maximum(np.bincount(case.kind[rivals], minlength=len(case.kinds)), 1)
        self._held = [case.knowledge.held(kind) for kind in case.kinds]
        self._through: dict[int, Bools] = {}
        self._untraced: dict[bytes, Floats] = {}
        self._grounds: dict[tuple[bytes, int], Ground] = {}

    def all_(self) -> list[Weight]:
        """The holders that stand out, what is unseen of every kind, and what is unseen round each that is bound to a place."""
        kind = self.case.kind
        seen = [self._weigh(int(kind[j]), np.array([j]), int(j), 1.0) for j in self._weighed]
        nobody = np.zeros(0, np.int64)
        unseen = [self._weigh(k, nobody, UNSEEN, self._unmet(k)) for k in range(len(self.case.kinds))]
        return [
            *seen,
            *unseen,
            *(self._weigh(int(kind[q[0]]), q, UNSEEN, 1.0) for q in neighbourhoods(self.case, self._weighed)),
        ]

    def through(self, j: int) -> Bools:
        """R: the traced orders through a holder."""
        if j not in self._through:
            self._through[j] = np.zeros(len(self.orders.record), bool)
            self._through[j][self._order[self._holder == j]] = True
        return self._through[j]

    def _outstanding(self, mean: Floats, known: Collection[int], most: int) -> Ints:
        """Holders that more traced orders went through than their share says, by how much; and those `known`."""
        case, n, holders = self.case, self.case.n, len(self.case.names)
        pairs = np.sort(self._holder * n + self.orders.person[self._order])
        victims = np.bincount(pairs[np.diff(pairs, prepend=-1) > 0] // n, minlength=holders)
        seen = np.bincount(self._holder, minlength=holders).astype(np.float64)
        usual = mean * (self.orders.known & self.orders.open_[:, None]).sum(0)[case.kind]
        stands_out = (victims >= LEAST_SEEN) & (seen > usual)
        score = np.where(stands_out, x_log(seen, usual) - (seen - usual), -np.inf)
        score[[j for j in known if victims[j] >= LEAST_SEEN]] = np.inf
        best = np.argsort(-np.round(score, 9), kind="stable")[:most]
        return np.sort(best[score[best] > -np.inf])

    def _weigh(self, kind: int, members: Ints, j: int, count: float) -> Weight:
        """A holder, or several that stand for somebody unseen in their quarter; `count`: of such rivals."""
        orders = np.unique(self._order[np.isin(self._holder, members)])
        home = self._home(orders) if len(members) and self.case.local[members[0]] else EVERYWHERE
        ground, share = self._ground(kind, home), self._share(members, home)
        orders = orders[ground.here[self.orders.person[orders]]]
        who, i = np.unique(self.orders.person[orders], return_inverse=True)
        traced = self._spread(orders, i, len(who)) / (share * ground.here.mean())
        gain = ground.gain + further(ground, who, traced) if len(who) else ground.gain
        windows = len(self.grid.price)
        left = gain.max(0).reshape(-1, windows) - self.grid.price
        best = int(left.argmax())
        k = int(gain[:, best].argmax())
        ratio = ground.ratio[:, best].copy()
        ratio[who] += traced[:, best]
        weight = Weight(
            holder=j, kind=kind, value=log_sum(left.ravel()) - self.grid.charge + float(np.log(count)), share=share,
            part=float(TRIED[k]), law=best // windows, window=best % windows, here=ground.here, ratio=ratio,
            background=np.where(ground.here, ground.inside[k], ground.outside[k]),
        )  # fmt: skip
        return self._charged(weight, who)

    def _charged(self, weight: Weight, who: Ints) -> Weight:
        """With the nats taken off for the rivals of its kind, and for what callers knew that it does not hold.

        The latter by the victims `who` have a traced order through it: of the others nothing is known yet.
        """
        charge = misfit(self._held[weight.kind], self.case.knew[who], weight.explains[who]) + np.log(
            self._rivals[weight.kind]
        )
        return replace(weight, value=weight.value - float(charge))

    def _unmet(self, kind: int) -> float:
        """How many of the rivals of a kind are not weighed by themselves; never none."""
        return max(float(self._rivals[kind]) - int((self.case.kind[self._weighed] == kind).sum()), 0.5)

    def _home(self, orders: Ints) -> int:
        """The region of most of these orders."""
        return int(np.bincount(self.region[self.orders.person[orders]]).argmax())

    def _share(self, members: Ints, home: int) -> float:
        """Odds of the share of holders together where they could reach victims, as step 6 raises them."""
        behind = self.shares.behind[members].sum()
        share = self.shares.share[:, members].sum(1) * ((behind + 1) / max(behind, 1e-9))
        odds = odds_times(share, self.case.odds)
        return max(float(self._living @ odds if home == EVERYWHERE else odds[home]), 1e-9)

    def _spread(self, orders: Ints, who: Ints, people: int) -> Floats:
        """People x LW: V_i / vol."""
        return self.grid.likelihood(orders, who, people).swapaxes(0, 1).reshape(people, self.grid.cells)

    def _ground(self, kind: int, home: int) -> Ground:
        unknown = ~self.orders.known[:, kind]
        pattern = unknown.tobytes()
        if pattern not in self._untraced:
            rows = np.flatnonzero(unknown)
            self._untraced[pattern] = self._spread(rows, self.orders.person[rows], self.case.n)
        if (pattern, home) not in self._grounds:
            here = np.ones(self.case.n, bool) if home == EVERYWHERE else self.region == home
            self._grounds[pattern, home] = grounded(self._untraced[pattern], here)
        return self._grounds[pattern, home]
