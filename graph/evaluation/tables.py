"""An evaluation as plain text with aligned columns."""

from __future__ import annotations

from collections.abc import Sequence

from graph.evaluation.calibration import Calibration
from graph.evaluation.summary import CLAIMS, MEASURES, Row, Summary


def as_text(found: Summary) -> str:
    """The families, then for each sort of claim what was stated and what was right."""
    parts = [(CLAIMS[whose], made) for whose, made in found.calibration.items() if made]
    return "\n".join([table(found.families), *(f"\n{_calibration(title, made)}" for title, made in parts)])


def table(rows: Sequence[Row]) -> str:
    """The means of families in a row each."""
    width = max([len("family"), *(len(row.family) for row in rows)])
    head = f"{'family':<{width}} {'runs':>5}" + "".join(f" {title:>7}" for title in MEASURES.values())
    lines = [
        f"{row.family:<{width}} {row.runs:>5}" + "".join(_cell(row.means[name]) for name in MEASURES) for row in rows
    ]
    return "\n".join([head, *lines])


def _calibration(title: str, made: Calibration) -> str:
    """How sure it was and how often right, by bin."""
    head = f"P of {title}: {made.claims} claims, expected calibration error {made.ece:.3f}, Brier {made.brier:.3f}"
    lines = [
        f"{f'{one.low:.1f} to {one.high:.1f}':<12} {one.claims:>6}{_cell(one.stated)}{_cell(one.right)}"
        for one in made.bins
    ]
    return "\n".join([head, f"{'P':<12} {'claims':>6} {'stated':>7} {'right':>7}", *lines])


def _cell(value: float | None) -> str:
    return f" {'–':>7}" if value is None else f" {value:>7.3f}"
