"""Where a holder could reach its victims, and how usual it is there (steps 6 and 7)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graph.ranking.arrays import Bools, Floats, Ints
from graph.ranking.material.case import Case
from graph.ranking.weighing.reach import Reach
from graph.schema import holder_kind


@dataclass(frozen=True, slots=True)
class Place:
    """A place and what is usual there.

    `here`: n, victims it could reach; `share`: Q, its share by region; `behind`: the people behind that share; `rows`:
    its risk exposures of victims there, as places in the reach; `near`: N, people it could reach.
    """

    here: Bools
    share: Floats
    behind: float
    rows: Ints
    near: Bools


class Places:
    """The places of the holders of one lag cap."""

    def __init__(self, reach: Reach) -> None:
        self.reach, self.case = reach, reach.case

    def of(self, j: int) -> Place:
        """Everywhere; of an address-bound holder, the region of most of its exposures, unless people are matched."""
        case, r = self.case, self.reach.through(j)
        near = np.ones(len(case.call), bool)
        if case.local[j] and case.sets is None:
            near = case.region == np.bincount(case.region[self.reach.person[r]]).argmax()
        shares = self.reach.shares
        return self._place(r, near, shares.share[:, j], shares.behind[j])

    def fitted(self, j: int) -> Place:
        """The place gate: the quarter of most of its exposures, in which the whole hub's share is expected of it.

        Of a courier person: the hub's share times her part of the branch. Of a station, which has no hub: its part of
        the stations that victims of the quarter use. As `of` where hub or quarter is unknown.
        """
        case, shares, r = self.case, self.reach.shares, self.reach.through(j)
        quarter = self.quarters[self.reach.person[r]]
        branch = _topmost_gated(case, j)
        inside_hubs = holder_kind(case.names[branch][0]).parent is not None
        if case.sets is not None or not (quarter >= 0).any() or (inside_hubs and case.parent[branch] < 0):
            return self.of(j)
        near = self.quarters == np.bincount(quarter[quarter >= 0]).argmax()
        if not inside_hubs:
            used = self._used_by(near, case.kind[j])
            among = shares.share[:, used].sum(1)
            return self._place(r, near, _part(shares.share[:, j], among), shares.behind[used].sum())
        hub = case.parent[branch]
        share = _part(shares.share[:, j] * shares.share[:, hub], shares.share[:, branch])
        return self._place(r, near, share, shares.behind[hub if j == branch else j])

    def _used_by(self, near: Bools, kind: int) -> Ints:
        """The holders of a kind that these victims used at any time before their calls."""
        case, mine = self.case, self.case.mine
        rows = mine[(case.holder[mine] >= 0) & (case.kind_of[mine] == kind)]
        return np.unique(case.holder[rows[near[case.person[rows]]]])

    def _place(self, r: Ints, near: Bools, share: Floats, behind: float) -> Place:
        return Place(near[: self.case.n], share, float(behind), r[near[self.reach.person[r]]], near)

    @cached_property
    def quarters(self) -> Ints:
        """N: quarter of each person, -1 unknown: branches used by one person serve one quarter (connected components)."""
        case = self.case
        rows = np.flatnonzero((case.holder >= 0) & np.isin(case.kind_of, _serving_quarters(case)))
        person, branch = case.person[rows], case.holder[rows]
        label, last = np.arange(len(case.names)), np.array([-1])
        while not np.array_equal(label, last):
            last, least = label.copy(), np.full(len(case.call), len(label))
            np.minimum.at(least, person, label[branch])
            np.minimum.at(label, branch, least[person])
        out = np.full(len(case.call), -1)
        out[person] = label[branch]
        return out


def _serving_quarters(case: Case) -> list[int]:
    """Kinds that tell the quarters: branches, that is gated ones inside an ungated kind; without any, stations."""
    declared = [(k, holder_kind(kind)) for k, kind in enumerate(case.kinds)]
    gated = [(k, kind.parent) for k, kind in declared if kind.gated]
    branches = [k for k, parent in gated if parent and not holder_kind(parent).gated]
    return branches or [k for k, parent in gated if parent is None]


def _topmost_gated(case: Case, j: int) -> int:
    """The branch of a courier person; a branch itself."""
    while case.parent[j] >= 0 and case.gated[case.parent[j]]:
        j = int(case.parent[j])
    return j


def _part(a: Floats, b: Floats) -> Floats:
    """A / b, 0 where b is 0."""
    return np.where(b > 0, a / np.maximum(b, 1e-12), 0)
