"""The part of the evidence that all holders of a kind share: orders whose holder of that kind is unknown."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.ranking.arrays import Bools, Floats, Ints, log_product
from graph.ranking.explained.mixture import region_factor
from graph.ranking.settings import PARTS

TRIED = PARTS[::2]
"""Parts of the victims explained that are tried."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What holds for all holders of a kind in one place, as far as orders are not traced.

    `ratio`: n x LW, of the untraced orders; `gain`: parts x LW; `inside`, `outside`: by part, b_i.
    """

    here: Bools
    ratio: Floats
    gain: Floats
    inside: Floats
    outside: Floats


def grounded(untraced: Floats, here: Bools) -> Ground:
    """The ground of a place; `untraced`: n x LW, V_i / vol of the orders whose holder of the kind is unknown."""
    ratio = untraced / here.mean() * here[:, None]
    inside, outside = region_factor(here, TRIED)
    away = len(here) - int(here.sum())
    gain = [
        log_product((1 - a) * b + a * ratio[here]) + (away * np.log((1 - a) * c) if away else 0.0)
        for a, b, c in zip(TRIED, inside, outside, strict=True)
    ]
    return Ground(here, ratio, np.stack(gain), inside, outside)


def further(ground: Ground, who: Ints, traced: Floats) -> Floats:
    """Parts x LW: what the traced orders of these victims add to the gain."""
    mine = ground.ratio[who]
    return np.stack([
        log_product(1 + a * traced / ((1 - a) * b + a * mine)) for a, b in zip(TRIED, ground.inside, strict=True)
    ])  # fmt: skip
