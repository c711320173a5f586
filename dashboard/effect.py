"""What a what-if changes in the answer."""

from __future__ import annotations

from dashboard.models import Effect, VerdictView


def effect(before: VerdictView, after: VerdictView) -> Effect:
    """The first named holder and what it explains, in the plain view and under the what-if."""
    return Effect(
        before=_first(before),
        after=_first(after),
        explains=(_explains(before), _explains(after)),
        sources=(len(before.sources), len(after.sources)),
        best=(before.best_value, after.best_value),
    )


def _first(view: VerdictView) -> tuple[str, str] | None:
    return (view.sources[0].candidate.kind, view.sources[0].candidate.name) if view.sources else None


def _explains(view: VerdictView) -> int:
    return view.sources[0].candidate.explains if view.sources else 0
