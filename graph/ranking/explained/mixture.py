"""Victims as a mixture of background and sources: the gain of a further source, and who is explained (steps 6, 8)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from graph.ranking.arrays import Bools, Floats, Ints, log_product
from graph.ranking.settings import EM_ROUNDS, FINE_PARTS, PARTS

LEAST_OTHERS, MOST_OTHERS = 0.02, 0.999
"""Part of the others who may live at a place."""


def region_factor(here: Bools, a: Floats) -> tuple[Floats, Floats]:
    """b_i inside and outside the place, for each part a of the victims explained; `here`: n.

    If a part a comes from the source, (f0 - a) / (1 - a) of the others live there: catchment neither convicts nor
    acquits.
    """
    f0 = here.mean()
    if f0 == 1:
        return np.ones_like(a), np.ones_like(a)
    others = np.clip((f0 - a) / (1 - a), LEAST_OTHERS, MOST_OTHERS)
    return others / f0, (1 - others) / (1 - f0)


@dataclass(frozen=True, slots=True)
class Gains:
    """The gain of the best part explained (by window, or by law and window), and which of PARTS it is."""

    gain: Floats
    part: Ints


@dataclass(frozen=True, slots=True)
class Parts:
    """What PARTS leave to the background at a place, by part (A).

    `inside`: (1 - a) b_i there; `rest`: nats of the victims that the holder never touched; `run`: numbers of runs of
    parts on each of which the gain is concave in a. They end where `region_factor` begins or ends to clip.
    """

    inside: Floats
    rest: Floats
    run: Ints

    @classmethod
    def at(cls, here: Bools, touched: int) -> Parts:
        """At the place of `here` (n), of whose victims so many were touched; nobody elsewhere was."""
        living = int(here.sum())
        inside, log_inside, log_outside, run = _left(living, len(here))
        return cls(inside, (living - touched) * log_inside + (len(here) - living) * log_outside, run)


@lru_cache(maxsize=256)
def _left(living: int, n: int) -> tuple[Floats, Floats, Floats, Ints]:
    """What PARTS leave inside, its logarithm and that of what they leave outside, and the runs: the same for many."""
    inside, outside = ((1 - PARTS) * factor for factor in region_factor(np.arange(n) < living, PARTS))
    return inside, np.log(inside), np.log(outside), _runs(living / n)


def _runs(living: float) -> Ints:
    others = (living - PARTS) / (1 - PARTS)
    clipped = (others > MOST_OTHERS).astype(np.int64) - (others < LEAST_OTHERS)
    return np.cumsum(np.diff(clipped, prepend=clipped[0]) != 0) * (living < 1)


def background(here: Bools, part: int) -> Floats:
    """n: b_i of all victims under one of PARTS."""
    inside, outside = region_factor(here, PARTS[[part]])
    return np.where(here, inside, outside)


def best_parts(x: Floats, parts: Parts) -> Gains:
    """W: max over a of sum_i ln[((1 - a) m_i b_i + a LR_i) / m_i]; `x`: v x W, LR_i / m_i of the victims touched.

    Nobody else has any LR_i.
    """
    gain, part = np.full(x.shape[1], -np.inf), np.zeros(x.shape[1], np.int64)
    for run in range(int(parts.run[-1]) + 1):
        rising, left, last = np.arange(x.shape[1]), x, np.full(x.shape[1], -np.inf)
        # On a run the gain is concave: a window whose gain has begun to fall needs no further parts. Most fall at once.
        for k in np.flatnonzero(parts.run == run):
            now = log_product(parts.inside[k] + PARTS[k] * left) + parts.rest[k]
            better = now > gain[rising]
            gain[rising[better]], part[rising[better]] = now[better], k
            up = now > last
            if not up.any():
                break
            last = now
            if 2 * up.sum() < len(up):  # copying what still rises pays only where much has begun to fall
                rising, left, last = rising[up], left[:, up], now[up]
    return Gains(gain, part)


def explained(ratio: Floats, background: Floats, m: Floats) -> tuple[float, Floats]:
    """Gain of the best part, and n: each victim's probability of being explained by it."""
    touched = ratio > 0
    who = np.flatnonzero(touched)
    x, usual = ratio[who] / m[who], background[who]
    untouched = float(log_product(background[~touched]))
    gain = log_product(np.outer(usual, 1 - FINE_PARTS) + np.outer(x, FINE_PARTS))
    gain += (len(ratio) - len(who)) * np.log(1 - FINE_PARTS) + untouched
    best = FINE_PARTS[gain.argmax()]
    share = np.zeros(len(ratio))
    share[who] = best * x / ((1 - best) * usual + best * x)
    return float(gain.max()), share


def fit_weights(densities: Floats) -> tuple[Floats, Floats]:
    """EM over the mixture's weights; `densities`: n x (background, sources…).

    Returns the mixture's density (n) and the responsibilities (n x (background, sources…)).
    """
    # A row each of them: sums over so few columns would take most of the time.
    rows = np.ascontiguousarray(densities.T)
    weight, share = np.full((len(rows), 1), 1 / len(rows)), rows
    for _ in range(EM_ROUNDS):
        share = rows * weight
        share /= share.sum(0)
        weight = share.mean(1, keepdims=True)
    return (rows * weight).sum(0), np.ascontiguousarray(share.T)
