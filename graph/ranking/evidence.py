"""What speaks for one holder, in nats, and for which victims."""

from __future__ import annotations

from dataclasses import dataclass

from graph.ranking.arrays import Floats

TOUCH = -1
"""In place of a lag law: the evidence has no times."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Evidence over all windows and laws, and the best of them.

    `value`: nats before the charges of its kind and misfit; `law`, `window`: the best; `price`: nats charged for that
    window; `gain`: nats of the best alone, before any price; `ratio`, `background`: n, LR_i and b_i there;
    `gangs`: nats of the value that come from who called.
    """

    value: float
    gain: float
    law: int
    window: int
    price: float
    ratio: Floats
    background: Floats
    gangs: float = 0.0

    @property
    def timed(self) -> bool:
        """Whether a window stands behind it."""
        return self.law != TOUCH
