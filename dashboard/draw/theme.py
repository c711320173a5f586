"""The one theme of our charts: no ground, frame or ticks, a thin grid, the system's font."""

from __future__ import annotations

import altair as alt

from dashboard.draw.palette import GRID, MUTED
from dashboard.draw.svg import FONT


def theme(*, dark: bool) -> alt.Config:
    """Our look, on a light or a dark card."""
    muted, grid = MUTED.of(dark=dark), GRID.of(dark=dark)
    return alt.Config(
        background="transparent",
        font=FONT,
        view=alt.ViewConfig(stroke=None),
        axis=alt.Axis(
            ticks=False, domain=False, gridColor=grid, labelColor=muted, labelFontSize=12, labelPadding=6, title=None
        ),
    )
