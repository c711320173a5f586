"""Sums over all windows from tables of what changes where: ends by lengths back from them."""

from __future__ import annotations

from graph.compiled import kernel
from graph.ranking.arrays import Floats, Ints


@kernel
def sum_up(table: Floats) -> None:
    """B x longest x P, in place: an entry at (end, back) holds for windows at least so long, and for all later ends."""
    ends, longest, width = table.shape
    for end in range(ends):
        for back in range(1, longest):
            for x in range(width):
                table[end, back, x] += table[end, back - 1, x]
        if end > 0:
            for back in range(1, longest):
                for x in range(width):
                    table[end, back, x] += table[end - 1, back - 1, x]


@kernel
def of_windows(table: Floats, first: Ints, last: Ints, out: Floats) -> None:
    """W x P sums of every window; one longer than the table gets what fits."""
    longest, width = table.shape[1], table.shape[2]
    for w in range(len(first)):
        back = min(last[w] - first[w], longest - 1)
        for x in range(width):
            out[w, x] = table[last[w], back, x]


@kernel
def sum_up_one(table: Floats) -> None:
    """The same of one sum, longest x B: lengths back by ends, so that whole rows are added at once."""
    longest, ends = table.shape
    for back in range(1, longest):
        for end in range(ends):
            table[back, end] += table[back - 1, end]
    for back in range(1, longest):
        for end in range(1, ends):
            table[back, end] += table[back - 1, end - 1]


@kernel
def of_windows_one(table: Floats, first: Ints, last: Ints, out: Floats) -> None:
    """W sums of every window from such a table."""
    longest = len(table)
    for w in range(len(first)):
        out[w] = table[min(last[w] - first[w], longest - 1), last[w]]
