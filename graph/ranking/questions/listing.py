"""Everything that could be asked, the most telling first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from graph.ranking.material.prepare import Prepared
from graph.ranking.naming.candidates import Field
from graph.ranking.naming.search import Found
from graph.ranking.questions.apart import telling_apart
from graph.ranking.questions.beliefs import MOST_WEIGHED, beliefs
from graph.ranking.questions.chains import answer_rates, chains, silent
from graph.ranking.questions.gain import LEADING
from graph.ranking.questions.sample import sample
from graph.ranking.questions.tracing import orders_to_trace
from graph.ranking.questions.victims import order_named, orders_unknown
from graph.ranking.settings import MIN_VICTIMS
from graph.ranking.told.sources import probability
from graph.verdict import Question

LISTED = 8
"""Questions listed: two batches of four."""
SETTLED = 0.99
"""Probability of a source from which only missing chains are asked for, and what tells it from others."""
WORTH = 0.01
"""Nats below which a question is not worth an interview."""

UNKNOWN = 0.25
"""Part of the orders without a holder that is missed, or of the victims without any record, from which somebody nobody
has met may be hidden there."""
REVEALING = 0.25
"""Nats from which a question is asked although it moves nobody met so far: somebody may be hidden behind a holder."""


def next_questions(prepared: Prepared, field: Field | None, found: Found | None) -> tuple[Question, ...]:
    """The questions worth asking, the most telling first, one of a person; empty where none is.

    `field` and `found` are None where nothing could be decided: then there may still be victims to ask for orders.
    """
    if prepared.case.n < MIN_VICTIMS:
        return ()
    told = [*_of_people(sample(prepared), field, found), *_of_holders(prepared, found)]
    asked = [question for question in told if question.gain >= WORTH]
    # Ties fall as the questions come: by kind of question, then as each of them breaks its own.
    asked.sort(key=lambda question: -round(question.gain, 9))
    return tuple(_one_of_each(asked))[:LISTED]


def _of_people(prepared: Prepared, field: Field | None, found: Found | None) -> Iterator[Question]:
    orders, rates = chains(prepared), answer_rates(prepared)
    if field is None or found is None or not len(orders.record):
        yield from orders_unknown(prepared, None, (), LISTED)
        return
    lack = orders.unknown(rates) > 0
    if lack or not _settled(found):
        leading = [q.holder for q in found.ranking[:LEADING]]
        # Where no chain is unknown the verdict has weighed everybody: its leaders are enough.
        most = MOST_WEIGHED if lack else LEADING
        scales, believed = beliefs(prepared.case, field.widest.shares, orders, leading, most)
        asked = chain(
            orders_to_trace(prepared, scales, believed, rates, LISTED),
            order_named(prepared, scales, believed, LISTED),
            orders_unknown(prepared, scales, believed, LISTED),
        )
        # What moves nobody who was met may still meet somebody new, where enough is unknown for somebody to be hidden.
        hidden = orders.unknown(rates) >= UNKNOWN or silent(prepared.case) >= UNKNOWN
        yield from (question for question in asked if question.chance or hidden or question.gain >= REVEALING)


def _of_holders(prepared: Prepared, found: Found | None) -> Iterator[Question]:
    for named in found.sources if found else ():
        yield from telling_apart(prepared.case, named)


def _settled(found: Found) -> bool:
    """Whether a source stands so sure that no interview can say more of it."""
    return any(probability(named.candidate.value) >= SETTLED for named in found.sources)


def _one_of_each(questions: Iterable[Question]) -> Iterator[Question]:
    """The first question of every person; those that are nobody's all stay."""
    met: set[str] = set()
    for question in questions:
        if question.person is None or question.person not in met:
            yield question
        if question.person is not None:
            met.add(question.person)
