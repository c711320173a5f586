"""What would tell holders apart that have the same records: a log, or an order placed for the purpose."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from graph.ranking.arrays import Bools
from graph.ranking.material.case import Case
from graph.ranking.naming.search import Named
from graph.ranking.questions.gain import entropy
from graph.verdict import Question, Text
from graph.wording import questions as wording
from graph.wording.words import day

LOG_TELLS, CANARY_TELLS = 0.5, 0.25
"""How often a log was kept and shows the export; how often a number on a test order is called in time. Guesses, stated
so that a question whose answer is sure comes first."""


def telling_apart(case: Case, named: Named) -> Iterator[Question]:
    """For a source that others cannot be told apart from: its log, and an order through one of two.

    They are declared a tie, so each of m is the source with probability 1/m: the answer is worth the entropy of that,
    times how often there is one.
    """
    if not named.group:
        return
    source, rivals = named.candidate.holder, [q.holder for q in named.group]
    worth, who = entropy(1 / (1 + len(rivals))), case.names[source]
    log = wording.request_log(who, _span(named), [case.names[j] for j in rivals])
    yield Question(ask="request_log", about=who[1], gain=LOG_TELLS * worth, text=log, holder=who)
    for through, around in ((source, rivals[0]), (rivals[0], source)):
        if (_records(case, through) & ~_records(case, around)).any():
            one, other = case.names[through], case.names[around]
            text = wording.canary_order(one, other)
            yield Question(ask="canary_order", about=one[1], gain=CANARY_TELLS * worth, text=text, holder=one)
            return


def _records(case: Case, j: int) -> Bools:
    """By record: whether it went through a holder; those of comparison people count too."""
    out = np.zeros(int(case.record.max(initial=-1)) + 1, bool)
    out[case.record[case.holder == j]] = True
    return out


def _span(named: Named) -> Text | None:
    """The window in words."""
    if named.days is None:
        return None
    start = named.candidate.judge.reach.windows.start
    first, last = (day(date.fromordinal(start + edge)) for edge in named.days.middle)
    return Text(f"{first.zh}–{last.zh}", f"{first.en} – {last.en}")
