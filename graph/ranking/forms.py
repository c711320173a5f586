"""Which form the steps that take the time are carried out in: plain NumPy, or compiled.

Both compute the same to about the last digits of a float (tests hold them together), so the choice shows in no figure.
It follows from the size of the case alone: the same case is always carried out in the same form.
"""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from graph.ranking.arrays import Bools, Floats, Ints
from graph.ranking.expected.risk import Risk
from graph.ranking.expected.tally import Tally
from graph.ranking.expected.touched import Profile, Touched
from graph.ranking.expected.usual import Usual
from graph.ranking.expected.windows import Windows
from graph.ranking.material.case import Case

SMALL_VICTIMS, SMALL_EXPOSURES = 200, 200_000
"""Up to so many of both the plain form is done before the compiled one is loaded."""


class Form(Protocol):
    """The steps that take the time. What each computes is said in `graph.ranking.plain`."""

    def tally(self, case: Case, rows: slice, keep: Bools) -> Tally:
        """Exposures and people by holder and region."""

    def by_bin(self, case: Case, windows: Windows, keep: Bools, place_of: Ints) -> tuple[Floats, Floats]:
        """Exposures by bin, to each candidate and to each kind in a region."""

    def by_holder(self, holder: Ints, holders: int) -> tuple[Ints, Ints]:
        """The order of exposures by holder."""

    def factors(self, windows: Windows, got: Floats, known: Floats, share: Floats, kind: Ints) -> Floats:
        """Time factors of the candidates in all windows."""

    def scores(self, risk: Risk, windows: Windows, usual: Usual, u: Floats) -> Floats:
        """How far the candidates stand out, each in its best window."""

    def profile(self, touched: Touched, m: Floats) -> Profile:
        """What the gains of a holder in all windows are reckoned from."""


def form_of(case: Case) -> Form:
    """The form for a case; the compiled one is loaded when it is first needed, which takes about a second."""
    return cast("Form", import_module(f"graph.ranking.{'plain' if small(case) else 'kernels'}"))


def small(case: Case) -> bool:
    """Whether the plain form is done before the compiled one is loaded."""
    return case.n <= SMALL_VICTIMS and len(case.person) <= SMALL_EXPOSURES
