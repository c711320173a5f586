"""Holders one inside the other with the same records: which of them is named."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from graph.ranking.arrays import Floats
from graph.ranking.material.case import Case
from graph.ranking.naming.candidates import Candidate, Field
from graph.ranking.settings import MIN_VICTIMS


def foremost(field: Field, q: Candidate, others: Iterable[Candidate], m: Floats) -> Candidate:
    """Which of q and its doubles among `others` is named: the best by the time factor of the widest.

    A hub and its courier in one city have the same records there, and where people live has no festivals: the time
    factor of either says the same, that of the wider one from more people. Each one's own would let chance decide: one
    per cent of error in it is a nat for every hundred victims. Of equals the widest. `m`: n, the mixture so far.
    """
    case = field.case
    doubles = [q, *(p for p in others if _akin(case, p.holder, q.holder) and _alike(case, p.holder, q.holder))]
    if len(doubles) == 1:
        return q
    doubles.sort(key=lambda p: (len(_line(case, p.holder)), p.holder))
    return max(doubles, key=lambda p: round(_in_step(field, p, doubles[0].holder, m), 9))


def _in_step(field: Field, p: Candidate, widest: int, m: Floats) -> float:
    """The value of a holder by which it is ranked, by the time factor of another where that one is looked at."""
    if p.judge.reach.place_of[widest] < 0:
        return p.order
    again = field.weigh(p.judge.in_step(p.holder, widest), p.holder, m)
    return again.order if again else p.order


def _line(case: Case, j: int) -> list[int]:
    """A holder, the one it belongs to, and so on."""
    line = [j]
    while (up := int(case.parent[line[-1]])) >= 0:
        line.append(up)
    return line


def _akin(case: Case, j: int, k: int) -> bool:
    """Whether one of two holders belongs to the other."""
    return j != k and (j in _line(case, k) or k in _line(case, j))


def _alike(case: Case, j: int, k: int) -> bool:
    """Whether too few people to accuse anybody have a record of one without the other, of victims and their neighbours.

    Neighbours are the comparison people of the region of most of the victims' records of j.
    """
    of_j, of_k = case.holder == j, case.holder == k
    home = np.bincount(case.region[case.person[of_j & (case.person < case.n)]]).argmax()
    apart = np.isin(case.record, np.setxor1d(case.record[of_j], case.record[of_k]))
    people = np.unique(case.person[apart])
    return bool(((people < case.n) | (case.region[people] == home)).sum() < MIN_VICTIMS)
