"""How far reading files is, on stderr: a line that is written over on a terminal, elsewhere a new one now and then."""

from __future__ import annotations

import sys
from time import monotonic

from headwater.output import say
from ingest.progress import Step

ON_TERMINAL, ELSEWHERE = 0.2, 10.0
"""Seconds between two lines."""


class Shown:
    """Shows the steps of reading; `close` ends the line."""

    def __init__(self) -> None:
        """Nothing is read."""
        self._terminal = sys.stderr.isatty()
        self._began = self._told = monotonic()
        self._open = False

    def __call__(self, step: Step) -> None:
        """Show a step, unless the last was shown a moment ago."""
        now = monotonic()
        if not step.rows:
            self._began = now
            self._write(f"Reading {step.file} …")
        elif now - self._told >= (ON_TERMINAL if self._terminal else ELSEWHERE):
            self._write(line(step, now - self._began))
        else:
            return
        self._told = now

    def _write(self, text: str) -> None:
        """Write a line, on a terminal over the one before."""
        if not self._terminal:
            say(text)
            return
        print(f"\r\x1b[2K{text}", end="", file=sys.stderr, flush=True)  # noqa: T201  printing is what a command is for
        self._open = True

    def close(self) -> None:
        """Leave the terminal at the beginning of a line."""
        if self._open:
            print("\r\x1b[2K", end="", file=sys.stderr, flush=True)  # noqa: T201


def line(step: Step, seconds: float) -> str:
    """A step in words: the file, its rows so far, how many a second, and how long the rest of the file will take."""
    pace = step.rows / max(seconds, 1e-3)
    left = seconds * (step.size - step.read) / max(step.read, 1)
    return f"Reading {step.file} … {step.rows:,} rows, {pace:,.0f} a second, about {left:.0f} s left"
