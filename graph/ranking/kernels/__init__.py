"""The compiled forms of the steps that take the time, for cases so large that loading them pays.

Each computes what its plain form (`graph.ranking.plain`) says; tests hold the two together. `graph.ranking.forms` loads
this package when it is first needed, as numba takes longer to load than a small case takes.
"""

from graph.ranking.kernels.profiles import profile
from graph.ranking.kernels.scans import scores
from graph.ranking.kernels.tallies import by_bin, by_holder, factors, tally

__all__ = ["by_bin", "by_holder", "factors", "profile", "scores", "tally"]
