"""How often Python looks for rings of objects nobody uses: seldom, in a process that answers once and ends."""

from __future__ import annotations

import gc

MANY = 100_000
"""New objects after which it looks; loading what a verdict needs makes as many, and leaves hardly a ring."""


def seldom() -> None:
    """Look for rings after MANY new objects; Python's own 700 cost a one-shot trace a tenth of its time."""
    gc.set_threshold(MANY)
