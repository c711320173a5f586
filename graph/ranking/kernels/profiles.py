"""The gains of a holder in all windows and under all lag laws (step 6): few victims one by one, many on a grid."""

from __future__ import annotations

from graph.ranking.arrays import Floats
from graph.ranking.expected.touched import Profile, Touched
from graph.ranking.kernels.grid import Grid
from graph.ranking.kernels.one_by_one import OneByOne

MANY = 250
"""Victims touched from which the grid is done earlier."""


def profile(touched: Touched, m: Floats) -> Profile:
    """As the plain form."""
    return Grid(touched, m) if len(touched.who) >= MANY else OneByOne(touched, m)
