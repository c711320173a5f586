"""The share of each holder among the records of its kind and region, and how sure it is (steps 1 and 2)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.ranking.arrays import Bools, Floats, Ints
from graph.ranking.expected.tally import Tally
from graph.ranking.material.case import Case
from graph.ranking.settings import CAPS, K_PUBLISHED, K_REGION
from graph.schema import HOLDER_KINDS


@dataclass(frozen=True, slots=True)
class Shares:
    """`share`: Q x J, part of the records of its kind and region; `behind`: J, R_j, reference people behind it."""

    share: Floats
    behind: Floats


def shares(case: Case, own: Tally, others: Tally, risk: Tally, everybody: Ints, cap: int) -> Shares:
    """Shares from the reference, regions drawn to the national share.

    `own`, `risk`: the victims' exposures compared with and at risk; `others`: those of comparison people; `everybody`:
    Q x J, victims with any exposure to each holder. Nobody to compare with: for the longest cap the risk exposures
    themselves speak for kinds without a published share; for a shorter one those before the risk period do, so that
    only timing speaks.
    """
    reference, compared = own + others, case.split[1].start < len(case.person)
    by_holder, by_kind, people = reference.of_holder, reference.of_kind, reference.people
    if not compared and cap == max(CAPS):
        unpublished = ~np.isin(np.arange(len(case.kinds)), case.kind[np.isfinite(case.published)])
        by_holder = by_holder + risk.of_holder * unpublished[case.kind]
        by_kind = by_kind + risk.of_kind * unpublished
        people = everybody
    national, behind = national_shares(case, by_holder.sum(0), by_kind.sum(0)[case.kind], people.sum(0))
    share = national * (by_holder + K_REGION) / (by_kind[:, case.kind] * national + K_REGION)
    near = people[np.unique(case.region[: case.n])].sum(0)
    sure = near + 1 / (1 / K_REGION + 1 / behind)
    # Seen there by anybody, victims too: a share of 0 would make any touch a proof.
    there = (reference.of_holder + risk.of_holder) > 0
    return local_shares(case, Shares(share, sure), others.people if compared else people, there)


def national_shares(case: Case, of_holder: Ints, of_kind: Ints, people: Ints) -> tuple[Floats, Floats]:
    """J: s_j = (C_j + 1/2) / (C + K/2), or (C_j + 400 pub_j) / (C + 400) where published; J: the people behind it.

    A kind inside another that is not bound to addresses (a pickup site): its part of the parent.
    """
    # Half a record for each holder of the kind, so that none has a share of 0.
    count = np.bincount(case.kind, minlength=len(case.kinds))[case.kind]
    share = np.asarray((of_holder + 0.5) / (of_kind + 0.5 * count), np.float64)
    behind = np.asarray(people + 0.5, np.float64)
    pub = np.isfinite(case.published)
    share[pub] = (of_holder + K_PUBLISHED * case.published)[pub] / (of_kind + K_PUBLISHED)[pub]
    behind[pub] = (people + np.maximum(K_PUBLISHED * case.published, 0.5))[pub]
    inside = np.flatnonzero((case.parent >= 0) & ~case.local)
    up = case.parent[inside]
    siblings = np.bincount(up, minlength=len(of_holder))[up]
    share[inside] = share[up] * (of_holder[inside] + 0.5) / (of_holder[up] + 0.5 * siblings)
    return share, behind


def local_shares(case: Case, shares: Shares, people: Ints, there: Bools) -> Shares:
    """Address-bound holders: the parent's share in the region x (P_j + 1) / (P_parent + siblings seen there).

    `people`: Q x J, P, of comparison people where there are any: the victims' other records say where the suspects'
    customers live, not where people live. `there`: Q x J, who was seen where; a holder never seen in a region has no
    share there. A kind without parents
    (a station takes any courier's parcels) has the whole kind in their place, whose share is 1.
    """
    share, behind = shares.share.copy(), shares.behind.copy()
    for kind in (declared for declared in HOLDER_KINDS.values() if declared.local):
        own = case.of_kind(kind.name)
        if kind.parent is None:
            above: Floats = np.ones((case.regions, len(own)))
            of_parent, siblings = (_together(seen[:, own]) for seen in (people, there))
        else:
            own = own[case.parent[own] >= 0]
            up = case.parent[own]
            above, of_parent, siblings = share[:, up], people[:, up], _children(case, there, own)[:, up]
        among = np.maximum(of_parent, people[:, own]) + np.maximum(siblings, 1)
        share[:, own] = np.where(there[:, own], above * (people[:, own] + 1) / among, 0)
        behind[own] = people[:, own].sum(0) + 1
    return Shares(share, behind)


def _together(seen: Ints | Bools) -> Ints:
    """Q x O: for each holder, the sum over all of them."""
    return np.broadcast_to(seen.sum(1, keepdims=True, dtype=np.int64), seen.shape)


def _children(case: Case, there: Bools, own: Ints) -> Ints:
    """Q x J: how many of `own` are seen in the region, by their parent."""
    out = np.zeros(there.shape, np.int64)
    np.add.at(out.T, case.parent[own], there[:, own].T)
    return out
