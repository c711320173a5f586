"""Telephone numbers: what type a number is, and why; for callers and lines, which are not hidden."""

from graph.numbering.classifying import classify
from graph.numbering.number import NAMING, Number

__all__ = ["NAMING", "Number", "classify"]
