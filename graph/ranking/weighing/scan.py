"""The scan that proposes candidates; it decides nothing (steps 4 and 5)."""

from __future__ import annotations

from graph.ranking.arrays import Floats
from graph.ranking.weighing.reach import Reach


def scanned(reach: Reach, tau: Floats, u: Floats) -> Floats:
    """C: the best score of each candidate over the windows; `tau`: C x W; `u`: n, weights of the victims."""
    # Rounded, so that the last bit of a float does not choose between equals.
    return reach.form.scores(reach.risk, reach.windows, reach.usual(tau), u).round(9)
