"""Scores of the four-fold table: touched or not, victim or not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.ranking.arrays import Floats, Ints, x_log


@dataclass(frozen=True, slots=True)
class Fourfold:
    """Ill and well people who touched each holder (J), and all of them."""

    ill_touched: Ints
    well_touched: Ints
    ill: int
    well: int

    @property
    def cells(self) -> tuple[Floats, Floats, Floats, Floats]:
        """J: ill touched, ill not, well touched, well not."""
        a, c = self.ill_touched.astype(np.float64), self.well_touched.astype(np.float64)
        return a, self.ill - a, c, self.well - c


def odds_ratio(table: Fourfold) -> Floats:
    """J: (a + 1/2)(d + 1/2) / ((b + 1/2)(c + 1/2)), with Haldane's halves."""
    a, b, c, d = (cell + 0.5 for cell in table.cells)
    return np.asarray(a * d / (b * c), np.float64)


def jlh(table: Fourfold) -> Floats:
    """J: (p - q) p / q, p of the ill and q of all people touched it; 0 where p < q.

    How Elasticsearch ranks significant terms by default.
    """
    a, _, c, _ = table.cells
    p, q = a / max(table.ill, 1), (a + c) / max(table.ill + table.well, 1)
    return np.asarray(np.maximum(p - q, 0) * p / np.maximum(q, 1e-12), np.float64)


def g2(table: Fourfold) -> Floats:
    """J: twice the log-likelihood ratio of dependence (Dunning 1993); below 0 where the ill touched it less."""
    a, b, c, d = table.cells
    people = max(table.ill + table.well, 1)
    usual = [row * column / people for row in (a + b, c + d) for column in (a + c, b + d)]
    distance = 2 * sum(x_log(seen, mean) for seen, mean in zip(table.cells, usual, strict=True))
    return np.asarray(np.where(a >= usual[0], distance, -distance), np.float64)
