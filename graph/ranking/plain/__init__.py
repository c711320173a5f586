"""The plain forms of the steps that take the time: whole-array NumPy, used for small cases and to test the kernels."""

from graph.ranking.plain.profiles import profile
from graph.ranking.plain.scans import scores
from graph.ranking.plain.tallies import by_bin, by_holder, factors, tally

__all__ = ["by_bin", "by_holder", "factors", "profile", "scores", "tally"]
