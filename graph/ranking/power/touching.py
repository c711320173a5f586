"""Leaks planted where times say nothing: more victims touch a holder, and the method weighs it again."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import replace

import numpy as np

from graph.ranking.arrays import Bools, Ints
from graph.ranking.naming.candidates import Field
from graph.ranking.settings import BAR
from graph.ranking.weighing.judge import Judge
from graph.ranking.weighing.nearby import Nearby
from graph.ranking.weighing.place import Place, Places
from graph.ranking.weighing.reach import Reach


def least_touched(field: Field, j: int, seed: Sequence[int]) -> float:
    """The least number of victims of a leak at holder j that clears the bar, by bisection; infinite: not all would.

    Its victims are drawn from all with a record; those who touched it anyway are among them.
    """
    judge = field.judges[-1]
    victims, row = np.unique(judge.reach.person, return_index=True)
    rows = row[np.argsort(np.random.default_rng(seed).random(len(victims)), kind="stable")]
    low, high = int(np.ceil(field.case.need)) - 1, len(rows) + 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _named(field, planted(judge, j, rows[:middle]), j) else (middle, high)
    return float(high) if high <= len(rows) else np.inf


def _named(field: Field, judge: Judge, j: int) -> bool:
    m = np.ones(field.case.n)
    q = field.weigh(judge, j, m)
    if q is None or q.explained < field.case.need or q.order < BAR:
        return False
    return not field.case.gated[j] or field.reported(q, m, field.case.odds) >= BAR


def planted(judge: Judge, j: int, rows: Ints) -> Judge:
    """The same where these risk exposures (places in the reach, one a victim) went through holder j as well."""
    out = copy(judge)
    out.places, out.nearby = _Places(judge.reach, j, rows), _Nearby(judge.reach, j, judge.reach.person[rows])
    return out


class _Places(Places):
    """The places of the holders, one of them with more rows."""

    def __init__(self, reach: Reach, j: int, rows: Ints) -> None:
        super().__init__(reach)
        self._j, self._rows = j, rows

    def of(self, j: int) -> Place:
        """Where a holder could reach its victims."""
        return self._with_rows(j, super().of(j))

    def fitted(self, j: int) -> Place:
        """The same with its place fitted."""
        return self._with_rows(j, super().fitted(j))

    def _with_rows(self, j: int, place: Place) -> Place:
        more = self._rows[place.here[self.reach.person[self._rows]]] if j == self._j else self._rows[:0]
        return replace(place, rows=np.union1d(place.rows, more))


class _Nearby(Nearby):
    """Who touched whom, one holder by more victims."""

    def __init__(self, reach: Reach, j: int, victims: Ints) -> None:
        super().__init__(reach)
        self._j, self._victims = j, victims

    def touched(self, j: int) -> Bools:
        """N: people who touched the holder."""
        out = super().touched(j)
        if j == self._j:
            out[self._victims] = True
        return out
