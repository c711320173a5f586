"""More than expected? A dot (observed) on a grey range (95 % of what would be if nothing leaked), on a common scale."""

from __future__ import annotations

from dashboard.draw.palette import GREY, GRID, RANGE, TEAL
from dashboard.draw.svg import picture

WIDTH, HEIGHT, EDGE = 134, 26, 8


def dot_on_range(observed: int, expected: float, within: tuple[int, int], most: float) -> str:
    """The picture as a data URI; `most` is the right end of the scale, in people."""

    def x(people: float) -> float:
        return EDGE + (WIDTH - 2 * EDGE) * people / max(most, 1.0)

    low, high = x(within[0]), x(within[1])
    middle = HEIGHT / 2
    body = (
        f'<rect class="line" x="{EDGE}" y="{middle - 0.5}" width="{WIDTH - 2 * EDGE}" height="1"/>'
        f'<rect class="range" x="{low:.1f}" y="{middle - 5}" width="{max(high - low, 2):.1f}" height="10" rx="2"/>'
        f'<rect class="tick" x="{x(expected) - 0.75:.1f}" y="{middle - 7}" width="1.5" height="14"/>'
        f'<circle class="dot" cx="{x(observed):.1f}" cy="{middle}" r="5"/>'
    )
    return picture(WIDTH, HEIGHT, body, {"line": GRID, "range": RANGE, "tick": GREY, "dot": TEAL})
