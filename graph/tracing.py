"""From a store to a verdict: the one place where stores and ranking meet."""

from __future__ import annotations

from dataclasses import replace

from graph.errors import BadInput
from graph.exposures import Exposures
from graph.hand_made import checked
from graph.index import Index
from graph.ranking import rank
from graph.stores import Store
from graph.verdict import Verdict
from graph.what_if import WhatIf


def trace(
    evidence: Store | Exposures | Index,
    *,
    case: str | None = None,
    as_of: str | None = None,
    what_if: WhatIf | None = None,
    top: int = 20,
) -> Verdict:
    """The verdict on a store, on an open index or on exposures, as it could be given at `as_of` and under a what-if.

    `case`: of a store, one case; `as_of`: an ISO day (its end) or time, in place of that of the what-if; `top`: how many
    holders the ranking lists. NotFound: no such case. BadInput: the what-if names what is not there, a case is named of
    an index or exposures, which know no cases, exposures cannot be, or `case` is no text or `top` no number from 1.
    """
    _check_top(top)
    view = what_if or WhatIf()
    if as_of is not None:
        view = replace(view, as_of=as_of)
    return rank(_material(evidence, case), view, top=top)


def open_index(store: Store, case: str | None = None) -> Index:
    """The index of a store, to be held open and traced under one what-if after another.

    NotFound: no such case. BadInput: `case` is no text.
    """
    _check_case(case)
    return store.index(case)


def _material(evidence: Store | Exposures | Index, case: str | None) -> Exposures | Index:
    if not isinstance(evidence, Exposures | Index):
        return open_index(evidence, case)
    if case is not None:
        msg = f"an index and exposures know no cases: ask the store they come from for case {case!r}"
        raise BadInput(msg)
    return checked(evidence) if isinstance(evidence, Exposures) else evidence


def _check_top(top: object) -> None:
    if not isinstance(top, int) or isinstance(top, bool) or top < 1:
        msg = f"top is {top!r}: write how many holders to rank, a whole number from 1"
        raise BadInput(msg)


def _check_case(case: object) -> None:
    if not (case is None or isinstance(case, str)):
        msg = f"case is {case!r}: write the case number as a text, like 'A-1'"
        raise BadInput(msg)
