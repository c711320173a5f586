"""Victims as a mixture of background and sources: the gain of a further source, and who is explained (steps 6, 8)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.ranking.arrays import Bools, Floats, Ints, log_product
from graph.ranking.settings import EM_ROUNDS, FINE_PARTS, PARTS


def region_factor(here: Bools, a: Floats) -> tuple[Floats, Floats]:
    """b_i inside and outside the place, for each part a of the victims explained; `here`: n.

    If a part a comes from the source, (f0 - a) / (1 - a) of the others live there: catchment neither convicts nor
    acquits.
    """
    f0 = here.mean()
    if f0 == 1:
        return np.ones_like(a), np.ones_like(a)
    others = np.clip((f0 - a) / (1 - a), 0.02, 0.999)
    return others / f0, (1 - others) / (1 - f0)


@dataclass(frozen=True, slots=True)
class Gains:
    """The gain of the best part explained, by window (W), and which of PARTS it is."""

    gain: Floats
    part: Ints

    def spread(self, k: int, here: Bools, who: Ints, ratio: Floats) -> tuple[Floats, Floats]:
        """LR_i and b_i of all victims (n) in window k; `ratio`: v, of those touched, who are `who`."""
        out = np.zeros(len(here))
        out[who] = ratio
        inside, outside = region_factor(here, PARTS[[self.part[k]]])
        return out, np.where(here, inside, outside)


def mixture_gains(ratio: Floats, m: Floats, here: Bools) -> Gains:
    """W: max over a of sum_i ln[((1 - a) m_i b_i + a LR_i) / m_i].

    `ratio`: v x W, LR_i of the victims touched (nobody else has any); `m`: v, their mixture so far; `here`: n.
    """
    inside, outside = ((1 - PARTS) * factor for factor in region_factor(here, PARTS))
    rest = (here.sum() - len(m)) * np.log(inside) + (len(here) - here.sum()) * np.log(outside)
    x = ratio / m[:, None]
    gain, part = np.full(x.shape[1], -np.inf), np.zeros(x.shape[1], np.int64)
    for parts in _concave_runs(here):
        rising, left, last = np.arange(x.shape[1]), x, np.full(x.shape[1], -np.inf)
        for k in parts:
            now = log_product(inside[k] + PARTS[k] * left) + rest[k]
            better = now > gain[rising]
            gain[rising[better]], part[rising[better]] = now[better], k
            up = now > last
            if not up.any():
                break
            last = now
            if 2 * up.sum() < len(up):  # copying what still rises pays only where much has begun to fall
                rising, left, last = rising[up], left[:, up], now[up]
    return Gains(gain, part)


def _concave_runs(here: Bools) -> list[Ints]:
    """PARTS cut where `region_factor` begins or ends to clip: on each run the gain is concave in a.

    So a window whose gain has begun to fall needs no further parts of the run; most fall at once.
    """
    f0 = here.mean()
    inside = (f0 - PARTS) / (1 - PARTS)
    clipped = np.sign(inside - 0.999).clip(0) - np.sign(0.02 - inside).clip(0) if f0 < 1 else np.zeros(len(PARTS))
    return np.split(np.arange(len(PARTS)), np.flatnonzero(np.diff(clipped)) + 1)


def explained(ratio: Floats, background: Floats, m: Floats) -> tuple[float, Floats]:
    """Gain of the best part, and n: each victim's probability of being explained by it."""
    a = FINE_PARTS[:, None]
    gain = np.log((1 - a) * (m * background) + a * ratio).sum(1) - np.log(m).sum()
    best = FINE_PARTS[gain.argmax()]
    return float(gain.max()), best * ratio / ((1 - best) * m * background + best * ratio)


def fit_weights(densities: Floats) -> tuple[Floats, Floats]:
    """EM over the mixture's weights; `densities`: n x (background, sources…).

    Returns the mixture's density (n) and the responsibilities (n x (background, sources…)).
    """
    weight = np.full(densities.shape[1], 1 / densities.shape[1])
    share = densities
    for _ in range(EM_ROUNDS):
        share = densities * weight
        share = share / share.sum(1, keepdims=True)
        weight = share.mean(0)
    return (densities * weight).sum(1), share
