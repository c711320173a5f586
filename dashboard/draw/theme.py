"""The one theme of our charts: no ground, frame or ticks, a thin grid, the system's font."""

from __future__ import annotations

import altair as alt

from dashboard.draw.palette import GRID, MUTED
from dashboard.draw.svg import FONT


def theme(chart: alt.LayerChart, *, dark: bool) -> alt.LayerChart:
    """The chart in our look, on a light or a dark card."""
    muted, grid = MUTED.of(dark=dark), GRID.of(dark=dark)
    look = alt.Config(
        background="transparent",
        font=FONT,
        view=alt.ViewConfig(stroke=None),
        axis=alt.Axis(
            ticks=False, domain=False, gridColor=grid, labelColor=muted, labelFontSize=12, labelPadding=6, title=None
        ),
    )
    return alt.LayerChart.from_dict(chart.to_dict() | {"config": look.to_dict()})
