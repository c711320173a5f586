"""Which of those that cannot be told apart leaked: how likely each of them is the one (step 10)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from graph.ranking.arrays import Floats
from graph.ranking.naming.candidates import Candidate
from graph.ranking.naming.groups import below
from graph.ranking.settings import TIE_WIDTH

MOST_WIDTHS = 500
"""Beyond so many widths nothing is left; it keeps logarithms finite."""


def parts(source: Candidate, group: Sequence[Candidate]) -> Floats:
    """Chances that the source is the one, or each of its group: they fall by 1/e for every TIE_WIDTH nats below it.

    The evidence is for one of them; the values say which, and shares and prices by kind may set them apart by chance. Who
    stands higher and yet was not named (`graph.ranking.naming.doubles`) counts as even with it.
    """
    lower = np.array([0.0, *(below(rival, source) for rival in group)])
    weight = np.exp(-np.clip(lower / TIE_WIDTH, 0, MOST_WIDTHS))
    return np.asarray(weight / weight.sum(), np.float64)
