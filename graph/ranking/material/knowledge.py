"""Which kind of holder holds which field: `knowledge.toml`, and how ill it fits what the callers knew (step 6)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np

from graph.errors import BadInput
from graph.ranking.arrays import Bools, Floats, x_log
from graph.ranking.settings import FIELD_RATE


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The fields that are tested, and those that each kind of holder holds."""

    fields: tuple[str, ...]
    holds: dict[str, frozenset[str]]

    def held(self, kind: str) -> Bools:
        """For each tested field, does this kind hold it? Kinds that are not listed hold all."""
        return np.array([field in self.holds.get(kind, self.fields) for field in self.fields], bool)


@cache
def shipped() -> Knowledge:
    """The table that comes with the product."""
    return _table(files("graph.ranking.material").joinpath("knowledge.toml").read_text("utf-8"))


def read_knowledge(path: Path) -> Knowledge:
    """Another table, of the form of the shipped one. BadInput: the file cannot be read or is no such table."""
    try:
        return _table(path.read_text("utf-8"))
    except OSError as error:
        msg = f"{path} cannot be read: {error.strerror}"
        raise BadInput(msg) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        msg = (
            f'{path} is no table of who sees which field: it needs fields = ["name", …] and [holds] kind = ["name", …]'
        )
        raise BadInput(msg) from error


def _table(text: str) -> Knowledge:
    """TypeError, KeyError, AttributeError or ValueError: it is none."""
    table = tomllib.loads(text)
    lists = [table["fields"], *table["holds"].values()]
    if not all(isinstance(fields, list) and all(isinstance(field, str) for field in fields) for fields in lists):
        raise TypeError
    return Knowledge(tuple(table["fields"]), {kind: frozenset(held) for kind, held in table["holds"].items()})


def misfit(held: Bools, knew: Bools, explained: Floats) -> float:
    """Nats against a holder because callers knew what it does not hold, or did not know what it does.

    `held`: by field; `knew`: n x fields; `explained`: n, how likely the holder explains each victim. With x the rate
    among those explained: not held and x > .15: n KL(x, .15); held and x < .15: min(ln(n + 1) / 2, n KL). Nothing is
    ever added for a good fit.
    """
    return float(misfits(held, knew, explained)[1].sum())


def misfits(held: Bools, knew: Bools, explained: Floats) -> tuple[Floats, Floats]:
    """By field: the rate x among those explained, and the nats of the misfit."""
    n = float(explained.sum())
    if n < 1 or not knew.any():
        return np.zeros(len(held)), np.zeros(len(held))
    who = np.flatnonzero(explained)
    rate = (explained[who, None] * knew[who]).sum(0) / n
    usual = np.full_like(rate, FIELD_RATE)
    distance = n * (x_log(rate, usual) + x_log(1 - rate, 1 - usual))
    missing = np.where(rate < FIELD_RATE, np.minimum(0.5 * np.log(n + 1), distance), 0.0)
    beyond = np.where(rate > FIELD_RATE, distance, 0.0)
    return rate, np.where(held, missing, beyond)
