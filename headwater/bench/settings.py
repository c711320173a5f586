"""What every part is told: how large, against what, and where it may write."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Victims of the cases of each part; there are as many comparison people, and 192 exposures a victim in all. `orders`: rows of the file that is imported."""

    count: int
    verdicts: tuple[int, ...]
    what_if: tuple[int, ...]
    index: int
    orders: int


FULL = Sizes(
    count=52_000, verdicts=(100, 1_000, 10_000, 100_000), what_if=(500, 10_000), index=52_000, orders=10_000_000
)
"""The sizes of the goals: 52,000 victims have 10 million exposures."""
QUICK = Sizes(count=5_200, verdicts=(100, 1_000, 10_000), what_if=(500,), index=5_200, orders=1_000_000)


@dataclass(frozen=True, slots=True)
class Settings:
    """`reference`: the file of the reference implementation, or None; `folder`: for files, gone when the run ends."""

    sizes: Sizes
    reference: Path | None
    folder: Path
