"""What one what-if leaves to the next on the same index: a view's arrays, and what was weighed in it beside nothing.

Lag caps, holders left out and holders cleared change neither; days, comparison people, labels and masks make another view.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from threading import Lock

from graph.index import Index
from graph.ranking.material.case import Case
from graph.ranking.material.prepare import Prepared, prepare
from graph.ranking.material.view import barred, caps
from graph.ranking.naive.scores import naive_scores
from graph.ranking.naming.candidates import Field
from graph.ranking.naming.search import Found, search
from graph.ranking.weighing.judge import Judge
from graph.verdict import Score
from graph.what_if import WhatIf

VIEWS = 2
"""Views kept of an index: those last asked for."""
_looking = Lock()


@dataclass(frozen=True)
class View:
    """A prepared case, its judges by lag cap; and by lag caps its fields, and what is found in them where nobody is barred.

    All but the case are filled as they are asked for.
    """

    prepared: Prepared
    judges: dict[int, Judge] = field(default_factory=dict)
    fields: dict[tuple[int, ...], Field] = field(default_factory=dict)
    plain: dict[tuple[int, ...], Found] = field(default_factory=dict)

    @cached_property
    def naive(self) -> tuple[tuple[str, tuple[Score, ...]], ...]:
        """What obvious methods say: they know neither lag caps nor whom a what-if leaves out."""
        return naive_scores(self.prepared.case)

    def under(self, index: Index, what_if: WhatIf) -> Prepared:
        """The case under the lag caps of a what-if, and without its holders. BadInput: it names what is not there."""
        case, out = self.prepared.case, barred(index, what_if)
        numbers = frozenset(j for j, name in enumerate(case.names) if name in out) if out else frozenset[int]()
        return replace(self.prepared, case=case.under(caps(what_if), numbers))

    def field(self, case: Case) -> Field:
        """The field of such a case."""
        if case.caps not in self.fields:
            self.fields[case.caps] = Field(case, self.judges)
        return self.fields[case.caps].barring(case.barred)

    def found(self, field: Field) -> Found:
        """What is found in one of its fields."""
        if field.case.barred:
            return search(field)
        if field.case.caps not in self.plain:
            self.plain[field.case.caps] = search(field)
        return self.plain[field.case.caps]


def view_of(index: Index, what_if: WhatIf) -> View:
    """The view of a what-if: one that is kept, else made and kept. BadInput: its day is no time."""
    asked = replace(what_if, lag_cap=None, without=(), without_kinds=())
    if asked.knowledge is not None:  # a file may say something else the next time
        return View(prepare(index, asked))
    with _looking:
        found = index.kept.pop(asked, None)
    view = found if isinstance(found, View) else View(prepare(index, asked))
    with _looking:
        index.kept[asked] = view
        for old in list(index.kept)[:-VIEWS]:
            del index.kept[old]
    return view
