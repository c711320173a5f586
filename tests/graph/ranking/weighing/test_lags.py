"""How long after a leak its data are used."""

from __future__ import annotations

import numpy as np
import pytest

from graph.ranking.weighing.lags import call_density, lag_laws


@pytest.mark.parametrize(("cap", "laws"), [(30, 3), (90, 4)])
def test_laws_are_distributions_over_the_days_within_the_cap(cap: int, laws: int) -> None:
    """Each sums to one; means that do not fit the cap are left out; the last is "sold in bulk"."""
    found = list(lag_laws(np.arange(1, cap + 1), cap))

    assert found[-1] is None
    assert len(found) == laws + 1
    for law in found[:-1]:
        assert law is not None
        assert law.sum() == pytest.approx(1)
        assert (law > 0).all()


def test_the_gamma_law_peaks_at_half_its_mean() -> None:
    """Shape 2: the likeliest lag of a mean of 16 days is 8."""
    law = list(lag_laws(np.arange(1, 91), 90))[2]

    assert law is not None
    assert abs(int(law.argmax()) + 1 - 8) <= 1


def test_the_density_of_calls_leaves_oneself_out() -> None:
    """A victim called alone in a far month stands at the floor; against the plain double sum otherwise."""
    call = np.array([100, 100, 103, 110, 900])
    slow = [
        sum(np.exp(-0.5 * ((t - s) / 6) ** 2) for k, s in enumerate(call) if k != i) / 4 / 15.04 + 0.1 / 150
        for i, t in enumerate(call)
    ]

    assert call_density(call) == pytest.approx(slow)
    assert call_density(call)[-1] == pytest.approx(0.1 / 150)
