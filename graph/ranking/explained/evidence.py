"""What speaks for one holder, in nats, and for which victims."""

from __future__ import annotations

from dataclasses import dataclass, replace

from graph.ranking.arrays import Bools, Floats

TOUCH = -1
"""In place of a lag law: the evidence has no times."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Evidence over all windows and laws, and the best of them.

    `value`: nats before the charges of its kind and misfit; `law`, `window`: the best; `price`: nats charged for that
    window; `gain`: nats of the best alone, before any price; `ratio`, `background`: n, LR_i and b_i there;
    `given`: n, LR_i given where she lives and when her gang calls; `here`: n, victims the holder could reach;
    `gangs`: nats of the value that come from who called.
    """

    value: float
    gain: float
    law: int
    window: int
    price: float
    ratio: Floats
    background: Floats
    given: Floats
    here: Bools
    gangs: float = 0.0

    def at(self, who: Bools) -> Evidence:
        """Of these victims only."""
        n = {name: getattr(self, name)[who] for name in ("ratio", "background", "given", "here")}
        return replace(self, **n)

    @property
    def timed(self) -> bool:
        """Whether a window stands behind it."""
        return self.law != TOUCH
