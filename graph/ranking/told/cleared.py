"""Holders that people have cleared: weighed and listed as ever, never named; what would be named without that is said."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np

from graph import wording
from graph.ranking.naming.alone import alone
from graph.ranking.naming.candidates import Field
from graph.ranking.naming.search import Found, search
from graph.ranking.told.listing import row_of
from graph.verdict import Caution, Ranked

Names = Collection[tuple[str, ...]]
GRADE = "cleared"


def cleared_rows(field: Field, found: Found, cleared: Names) -> tuple[Ranked, ...]:
    """A row of each cleared holder that can be weighed, best first, with the figures that the material gives."""
    rows = []
    for j in _numbers(field, cleared):
        q = alone(field, j)
        if q is not None:
            left = min(field.beside(q, found.mixture), q.value) if found.sources else q.value
            rows.append(row_of(field, q, left, GRADE))
    return tuple(sorted(rows, key=lambda row: (-round(row.value, 9), row.kind, row.holder)))


def cleared_explain(field: Field, cleared: Names) -> Iterator[Caution]:
    """Each cleared holder that would be named a source, had nobody cleared any."""
    ours = frozenset(_numbers(field, cleared))
    if not ours:
        return
    for named in search(field.barring(field.case.barred - ours)).sources:
        if named.candidate.holder in ours:
            text = wording.cleared_explains(field.case.names[named.candidate.holder], int(np.rint(named.share.sum())))
            yield Caution("cleared_explains", text)


def _numbers(field: Field, cleared: Names) -> list[int]:
    """Those of the holders that occur, by kind and name."""
    wanted = set(cleared)
    return [j for j, name in enumerate(field.case.names) if name in wanted]
