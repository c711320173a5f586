"""The method: exposures in, verdict out; knows no store. `rank` is all there is to it from outside."""

from __future__ import annotations

from graph.ranking.pipeline import rank

__all__ = ["rank"]
