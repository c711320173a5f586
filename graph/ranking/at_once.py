"""Pieces of work that kernels do without the interpreter's lock, on several cores at once.

Each piece is done as if alone and nothing is summed over them, so which core did it, and when, shows in no figure.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar

Piece = TypeVar("Piece")
Result = TypeVar("Result")

MOST = 4
"""Cores that are used at most: others work on the machine too."""


def cores() -> int:
    """How many there are for this process, up to MOST."""
    allowed = getattr(os, "sched_getaffinity", None)
    return min(len(allowed(0)) if allowed else os.cpu_count() or 1, MOST)


def at_once(work: Callable[[Piece], Result], pieces: Iterable[Piece], *, several: bool = True) -> list[Result]:
    """The result of every piece, in their order; `several` False: one after the other."""
    if not several or cores() == 1:
        return [work(piece) for piece in pieces]
    return list(_pool().map(work, pieces))


@cache
def _pool() -> ThreadPoolExecutor:
    """Threads that stay: to start them takes as long as many a piece."""
    return ThreadPoolExecutor(cores(), thread_name_prefix="ranking")
