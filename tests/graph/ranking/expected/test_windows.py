"""Windows of whole bins."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.ranking.expected.windows import Windows


@given(length=st.integers(1, 700), start=st.integers(1, 800_000))
def test_they_are_all_short_windows_and_the_whole(length: int, start: int) -> None:
    """Every pair of bins no longer than 120 days, once, and the whole period; by first, then last."""
    windows = Windows(np.array([start, start + length - 1]))
    bins = -(-length // 5)
    wanted = {(a, b) for a in range(bins) for b in range(a, min(a + 24, bins))} | {(0, bins - 1)}

    assert list(zip(windows.first.tolist(), windows.last.tolist(), strict=True)) == sorted(wanted)
    assert windows.bins == bins


def test_a_short_window_costs_more() -> None:
    """It has more places to be: ln(T / |w|), nothing for the whole."""
    windows = Windows(np.array([0, 49]))

    assert windows.price[windows.whole] == 0
    assert windows.price.max() == pytest.approx(np.log(10))


@given(st.lists(st.floats(0, 10), min_size=30, max_size=30))
def test_sums_are_sums_over_the_bins(by_bin: list[float]) -> None:
    """Against the plain sum of each slice."""
    windows, x = Windows(np.array([100, 249])), np.array(by_bin)

    assert windows.sums(x) == pytest.approx(
        [x[a : b + 1].sum() for a, b in zip(windows.first, windows.last, strict=True)]
    )


def test_a_window_spans_whole_days_of_its_bins() -> None:
    """Its edges are days since the first."""
    windows = Windows(np.array([1000, 1019]))

    assert windows.span(windows.whole) == (0, 19)
    assert windows.bin(np.array([1000, 1004, 1005, 999])).tolist() == [0, 0, 1, -1]
    assert [edge[windows.whole] for edge in windows.edges] == [0, 19]
