"""The value of a holder taken apart into named terms, in nats, that add up to what is reported."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np

from graph import wording
from graph.ranking.naming.candidates import Candidate, Field
from graph.verdict import Part


def waterfall(field: Field, q: Candidate, *, observed: int, expected: float) -> tuple[Part, ...]:
    """The terms of q.value: what speaks for it, then what is charged, in the order of the steps (6 and 7).

    The gain of its best window and lag law; what all windows and laws together say less than that one; the choice among
    its kind; what the callers knew; and, of a holder that must also stand with its place fitted, what that takes away.
    """
    case, evidence = field.case, q.evidence
    price = float(field.price[case.kind[q.holder]])
    first, second = _forms(matched=case.sets is not None, timed=evidence.timed)
    terms = [
        (first, evidence.gain),
        (second, evidence.value - evidence.gain - evidence.gangs),
        ("choice", -price),
        ("misfit", price - q.charge),
    ]
    if case.gangs is not None:
        terms.insert(1, ("gangs", evidence.gangs))
    if case.gated[q.holder]:
        terms.append(("place", q.value - q.order))
    words = partial(wording.term, observed=observed, expected=expected, rivals=round(float(np.exp(price))))
    # A charge of nothing is 0, not -0.
    return tuple(Part(code, nats + 0.0, words(code)) for code, nats in terms)


def _forms(*, matched: bool, timed: bool) -> tuple[str, str]:
    """What the evidence rests on, and what is charged on that kind of evidence."""
    if timed:
        return "orders_and_timing", "windows"
    return ("touched_within_sets" if matched else "touched_or_not"), "without_times"


def held_back(parts: Sequence[Part]) -> str | None:
    """The term that takes most from a value; None: nothing does."""
    least = min(parts, key=lambda part: round(part.nats, 9))
    return least.code if least.nats < 0 else None
