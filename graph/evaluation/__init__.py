"""Verdicts against known answers: one in figures, many in a table, and what their probabilities are worth. Reads no files."""

from __future__ import annotations

from graph.evaluation.calibration import Calibration, calibration
from graph.evaluation.outcome import Claim, Outcome, evaluate
from graph.evaluation.summary import Row, Summary, by_family, summary
from graph.evaluation.tables import as_text, table

__all__ = [
    "Calibration",
    "Claim",
    "Outcome",
    "Row",
    "Summary",
    "as_text",
    "by_family",
    "calibration",
    "evaluate",
    "summary",
    "table",
]
