"""What a benchmark found, as values: goals with the figure reached, and the tables behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from headwater.bench.machine import Machine

Unit = Literal["text", "count", "seconds", "bytes", "times", "nats", "power"]
Cell = str | int | float | None
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Goal:
    """What was wanted of one figure, and the figure; None where it was not measured."""

    work: str
    figure: float | None
    limit: float
    unit: Unit
    at_least: bool = False  # else at most

    @property
    def reached(self) -> bool | None:
        """Whether the figure keeps the limit; None where there is no figure."""
        if self.figure is None:
            return None
        return self.figure >= self.limit if self.at_least else self.figure <= self.limit


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, and in which unit the cells below it are."""

    name: str
    unit: Unit = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """Figures side by side; every row has a cell a column, None where nothing was measured."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One measurement: what was measured and how, in sentences; its goals; its tables."""

    name: str
    title: str
    how: str
    goals: tuple[Goal, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All parts of one run on one machine. `quick`: smaller, so that its figures are not the goals' figures."""

    machine: Machine
    quick: bool
    parts: tuple[Part, ...]
