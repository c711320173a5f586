"""Victims as a mixture of background and sources: the gain of a further source, and who is explained (steps 6, 8)."""

from __future__ import annotations

import numpy as np

from graph.ranking.arrays import Bools, Floats, log_product
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


def mixture_gains(ratio: Floats, m: Floats, here: Bools) -> Floats:
    """A x W: sum_i ln[((1 - a) m_i b_i + a LR_i) / m_i] for each part.

    `ratio`: v x W, LR_i of the victims touched (nobody else has any); `m`: v, their mixture so far; `here`: n.
    """
    n, inside_place = len(here), int(here.sum())
    x = ratio / m[:, None]
    out = np.empty((len(PARTS), ratio.shape[1]))
    for k, (a, inside, outside) in enumerate(zip(PARTS, *region_factor(here, PARTS), strict=True)):
        rest = (inside_place - len(m)) * np.log((1 - a) * inside) + (n - inside_place) * np.log((1 - a) * outside)
        out[k] = log_product((1 - a) * inside + a * x) + rest
    return out


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
