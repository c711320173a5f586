"""Where a holder could reach its victims, and how usual it is there (steps 6 and 7)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graph.ranking.arrays import Bools, Floats, Ints
from graph.ranking.case import Case
from graph.ranking.reach import Reach
from graph.schema import holder_kind


@dataclass(frozen=True, slots=True)
class Place:
    """A place and what is usual there.

    `here`: n, victims it could reach; `share`: Q, its share by region; `behind`: the people behind that share; `rows`:
    its risk exposures of victims there, as places in the reach.
    """

    here: Bools
    share: Floats
    behind: float
    rows: Ints


class Places:
    """The places of the holders of one lag cap."""

    def __init__(self, reach: Reach) -> None:
        self.reach, self.case = reach, reach.case

    def of(self, j: int) -> Place:
        """Everywhere; of an address-bound holder, the region of most of its exposures."""
        case, r = self.case, self.reach.through(j)
        here = np.ones(case.n, bool)
        if case.local[j]:
            home = case.region[: case.n]
            here = home == np.bincount(home[self.reach.person[r]]).argmax()
        shares = self.reach.shares
        return self._place(r, here, shares.share[:, j], shares.behind[j])

    def fitted(self, j: int) -> Place:
        """The place gate: the quarter of most of its exposures, in which the whole hub's share is expected of it.

        Of a courier person: the hub's share times her part of the branch. As `of` where hub or quarter is unknown.
        """
        case, shares, r = self.case, self.reach.shares, self.reach.through(j)
        quarter = self.quarters[self.reach.person[r]]
        branch = _topmost_gated(case, j)
        hub, of_branch = case.parent[branch], shares.share[:, branch]
        if hub < 0 or not (quarter >= 0).any():
            return self.of(j)
        here = self.quarters == np.bincount(quarter[quarter >= 0]).argmax()
        share = shares.share[:, j] * shares.share[:, hub] / np.maximum(of_branch, 1e-12)
        return self._place(r, here, np.where(of_branch > 0, share, 0), shares.behind[hub if j == branch else j])

    def _place(self, r: Ints, here: Bools, share: Floats, behind: float) -> Place:
        return Place(here, share, float(behind), r[here[self.reach.person[r]]])

    @cached_property
    def quarters(self) -> Ints:
        """N: quarter of each victim, -1 unknown: branches used by one person serve one quarter (connected components)."""
        case = self.case
        rows = np.flatnonzero((case.holder >= 0) & np.isin(case.kind_of, _branch_kinds(case)))
        person, branch = case.person[rows], case.holder[rows]
        label, last = np.arange(len(case.names)), np.array([-1])
        while not np.array_equal(label, last):
            last, least = label.copy(), np.full(len(case.call), len(label))
            np.minimum.at(least, person, label[branch])
            np.minimum.at(label, branch, least[person])
        out = np.full(len(case.call), -1)
        out[person] = label[branch]
        return out[: case.n]


def _branch_kinds(case: Case) -> list[int]:
    """Gated kinds that do not lie inside a gated kind: branches."""
    declared = [holder_kind(kind) for kind in case.kinds]
    return [k for k, kind in enumerate(declared) if kind.gated and not (kind.parent and holder_kind(kind.parent).gated)]


def _topmost_gated(case: Case, j: int) -> int:
    """The branch of a courier person; a branch itself."""
    while case.parent[j] >= 0 and case.gated[case.parent[j]]:
        j = int(case.parent[j])
    return j
