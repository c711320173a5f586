"""From a store to a verdict: the one place where stores and ranking meet."""

from __future__ import annotations

from datetime import date, datetime

from graph.errors import BadInput
from graph.exposures import Exposures
from graph.hand_made import checked
from graph.ranking import rank
from graph.stores import Store
from graph.verdict import Verdict


def trace(evidence: Store | Exposures, *, case: str | None = None, as_of: str | None = None, top: int = 20) -> Verdict:
    """The verdict on a store (or on exposures), of one case where one is named, as it could be given at `as_of`.

    `as_of` is an ISO day (its end) or time; `top` is how many holders the ranking lists. NotFound: no such case.
    BadInput: `as_of` is no time, a case is named of exposures, which know no cases, or these cannot be.
    """
    exposures = _exposures(evidence, case)
    return rank(exposures if as_of is None else exposures.as_of(_moment(as_of)), top=top)


def _exposures(evidence: Store | Exposures, case: str | None) -> Exposures:
    if not isinstance(evidence, Exposures):
        return evidence.exposures(case)
    if case is not None:
        msg = f"exposures know no cases: ask the store they come from for case {case!r}"
        raise BadInput(msg)
    return checked(evidence)


def _moment(text: str) -> str:
    """An ISO day or time as facts write it: local time of China, without a zone."""
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            moment = read(text)
        except ValueError:
            continue
        if not isinstance(moment, datetime):
            return moment.isoformat()
        if moment.tzinfo is None:
            return moment.isoformat(timespec="seconds")
    msg = f"{text!r} is no time: write a day like 2024-05-31 or a local time like 2024-05-31T18:00"
    raise BadInput(msg)
