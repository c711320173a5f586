"""What the parts of the page ask for when it is looked at, and not before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.models import Candidate, Disagreement, Value
from dashboard.parts.origins_dialog import Ask
from dashboard.revealing import Door
from graph.ranking.holder.stability import Stability
from ingest.showing import ListedJudgement


@dataclass(frozen=True, slots=True)
class Asks:
    """Doors to what a page shows only on demand, each of the view that is open."""

    origins: Ask
    value: Callable[[Candidate], Value | None]  # of a holder below the bar; None: it was not weighed
    disagreement: Callable[[Candidate], Disagreement]
    steadiness: Callable[[Candidate], Stability | None]
    judge: Callable[[Candidate], None] | None = None  # opens the dialog; None: nothing can be judged here
    cleared: Callable[[Candidate], ListedJudgement | None] = lambda _: None  # the judgement that cleared a holder
    door: Door | None = None  # to who a person is; None: nothing may be shown
