"""Series of questions, simulated: how many orders must be traced until the source is known, in this order or that.

A case with a known answer is played again with all of its victims' chains hidden. Orders are traced four at a time, one
of a victim; what is then believed (`graph.ranking.questions.beliefs`) is held against the truth. The answers are those
on record: no interview fails.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from graph.evaluation.truth import is_one_of, truths_of
from graph.exposures import Exposures
from graph.index import index_of
from graph.ranking.arrays import Bools, Floats, Ints
from graph.ranking.expected.windows import Windows
from graph.ranking.material.case import Case
from graph.ranking.material.period import period
from graph.ranking.material.prepare import Prepared, prepare
from graph.ranking.questions.beliefs import Belief, beliefs
from graph.ranking.questions.chains import CAP, Chains, answer_rates, chains
from graph.ranking.questions.gain import batch, order_gains
from graph.ranking.questions.scales import UNSEEN, Scales
from graph.ranking.weighing.reach import Reach

BATCH = 4
"""Orders traced at a time."""
SURE = 0.9
"""Chance from which a holder is named, rightly or wrongly."""
MOST = 160
"""Orders traced at most: a series that comes no further counts as this many."""
WAYS = ("random", "latest", "gain_unnamed", "gain")
"""Orders of questions: at random; the latest before the call first; by expected gain, without and with named orders."""


@dataclass(frozen=True, slots=True)
class Series:
    """One case asked through: `traced` orders until the right holder stood at SURE, or MOST and not `reached`.

    `wrong`: after how many orders somebody else did.
    """

    way: str
    orders: int
    traced: int
    reached: bool
    wrong: tuple[int, ...]


def ask_through(exposures: Exposures, answer: Mapping[str, Any], way: str, seed: int = 0) -> Series:
    """A series on a case with a known answer (the contents of its truth.json), in one of WAYS; `seed` draws the order."""
    prepared = prepare(index_of(exposures))
    if way == "gain_unnamed":
        case = prepared.case
        prepared = replace(prepared, case=replace(case, named=np.full_like(case.named, -1)))
    every, truths = chains(prepared), truths_of(answer)
    choose = _chooser(prepared, every, way, np.random.Generator(np.random.PCG64(seed)))
    traced = np.zeros(len(every.record), bool)
    wrong: list[int] = []
    while True:
        scales, believed = _believed(prepared.case, every, traced)
        named = _named(prepared.case, every, believed)
        right = any(is_one_of(one, truths) for one in named)
        if right or traced.sum() >= MOST or traced.all():
            count = int(traced.sum()) if right else MOST
            return Series(way, len(traced), count, reached=right, wrong=tuple(wrong))
        if named:
            wrong.append(int(traced.sum()))
        traced[choose(scales, believed, traced)] = True


def _believed(case: Case, every: Chains, traced: Bools) -> tuple[Scales, tuple[Belief, ...]]:
    """What is believed when only the traced orders' chains are known."""
    seen = (case.person >= case.n) | np.isin(case.record, every.record[traced])
    columns = ("person", "record", "kind_of", "holder", "day", "dated")
    known = replace(case, **{name: getattr(case, name)[seen] for name in columns})
    return beliefs(known, Reach(known, Windows(np.array(period(case))), CAP).shares, every.only(traced))


def _named(case: Case, every: Chains, believed: Sequence[Belief]) -> list[dict[str, str]]:
    """The likeliest holder and those that no order on record tells from it, where they are sure enough; else nobody."""
    seen = [q for q in believed if q.weight.holder != UNSEEN]
    if not seen:
        return []
    orders = [_held(every, q.weight.holder) for q in seen]
    same = [q for q, held in zip(seen, orders, strict=True) if np.array_equal(held, orders[0])]
    if sum(q.chance for q in same) < SURE:
        return []
    names = [case.names[q.weight.holder] for q in same]
    return [{"kind": kind, "holder": holder} for kind, holder in names]


def _held(every: Chains, j: int) -> Ints:
    """The orders on record that went through a holder."""
    return np.unique(every.touches.order[every.touches.holder == j])


def _chooser(
    prepared: Prepared, every: Chains, way: str, rng: np.random.Generator
) -> Callable[[Scales, tuple[Belief, ...], Bools], Ints]:
    """What is traced next; where no order is worth anything, any."""
    drawn = rng.permutation(len(every.record))
    order = drawn[np.argsort(every.lag[drawn], kind="stable")] if way == "latest" else drawn
    rates = answer_rates(prepared)

    def next_ones(traced: Bools) -> Ints:
        return np.asarray(order[~traced[order]][:BATCH], np.int64)

    def most_telling(scales: Scales, believed: tuple[Belief, ...], traced: Bools) -> Ints:
        gain: Floats = np.where(traced, 0.0, order_gains(scales, believed, rates))
        best = batch(gain, every, BATCH)
        return np.array(best, np.int64) if best else next_ones(traced)

    if way.startswith("gain"):
        return most_telling
    return lambda _scales, _believed, traced: next_ones(traced)
