"""What is being measured and about how long all will still take, on stderr."""

from __future__ import annotations

from time import monotonic

from headwater.output import say


class Progress:
    """`total`: seconds that all parts are expected to take; what remains is told by how long the parts done took."""

    def __init__(self, total: float) -> None:
        self._total = total
        self._done = 0.0
        self._began = self._paced = monotonic()

    def step(self, what: str) -> None:
        """Say what begins now."""
        pace = (self._paced - self._began) / self._done if self._done else 1.0
        left = (self._total - self._done) * pace - (monotonic() - self._paced)
        say(f"{what} … about {max(left, 0) / 60:.0f} min left")

    def done(self, seconds: float) -> None:
        """A part is done that was expected to take so many seconds."""
        self._done += seconds
        self._paced = monotonic()
