"""How many threads Polars is started with: of small files one, which is told only before it is imported."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

SMALL = 4_000_000
"""Bytes of files up to which handing work to other threads takes longer than the work."""
VARIABLE = "POLARS_MAX_THREADS"


def few_for(paths: Sequence[Path]) -> None:
    """Ask for one thread where the files are small, unless the environment says how many. The answer is the same."""
    if paths and sum(_sizes(paths)) <= SMALL:
        os.environ.setdefault(VARIABLE, "1")


def _sizes(paths: Sequence[Path]) -> Iterator[int]:
    """Bytes of each file that is named or stands in a folder that is; what is not there is the reader's to tell."""
    for path in paths:
        for file in path.rglob("*") if path.is_dir() else [path]:
            if file.is_file():
                yield file.stat().st_size
