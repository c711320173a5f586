"""One holder weighed alone, whether it was proposed or not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from graph.ranking.naming.candidates import Candidate, Field


def alone(field: Field, j: int) -> Candidate | None:
    """The holder against no source, under the lag cap that suits it best; None where nothing can be weighed."""
    m = np.ones(field.case.n)
    looked_at = [judge for judge in field.judges if judge.reach.place_of[j] >= 0]
    found = [q for q in (field.weigh(judge, j, m) for judge in looked_at) if q is not None]
    if not found:
        return None
    q = max(found, key=lambda q: q.order)
    return replace(q, value=field.reported(q, m, field.case.odds)) if field.case.gated[j] else q
