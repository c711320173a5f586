"""Making a case: choose the family, let people live, plant the leaks, write the files and, apart, the answer."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import numpy as np

from graph.errors import BadInput
from ingest.simulation.case import make_case
from ingest.simulation.exports import Sheet, as_investigators_have_them
from ingest.simulation.families import FAMILIES, Family
from ingest.simulation.tables import Tables, tabulate
from ingest.simulation.truth import answer
from ingest.simulation.write import Written, write

FEWEST, MOST = 10, 2_000
"""Victims a case can have: one for each leak at least, and there are not enough people for more."""


def simulate(
    out: Path,
    *,
    victims: int | None = None,
    seed: int = 1,
    leaks: int | None = None,
    family: str = "mixed",
    headers: Literal["en", "zh"] = "en",
) -> Written:
    """Write a fictional case into the folder `out` and its answer to `<out>-truth.json` beside it.

    `victims` and `leaks` are the family's own unless given. `headers`: "en" writes one file a record kind, "zh" what
    investigators have. The same arguments write the same bytes. BadInput where they cannot be met.
    """
    chosen = _family(family)
    wanted = chosen.victims if victims is None else victims
    sources = chosen.leaks if leaks is None else leaks
    _check(family, wanted, sources, seed)
    rng = np.random.Generator(np.random.PCG64(seed))
    case = make_case(rng, chosen, wanted, sources)
    tables = tabulate(rng, case)
    who = {person: i.person_id if headers == "en" else i.phone for person, i in case.people.items()}
    sheets = _plain(tables) if headers == "en" else as_investigators_have_them(case, tables)
    return write(out, sheets, answer(case, family=family, seed=seed, who=who))


def _family(name: str) -> Family:
    if name not in FAMILIES:
        msg = f"there is no family {name!r} of fictional cases; there are {', '.join(FAMILIES)}"
        raise BadInput(msg)
    return FAMILIES[name]


def _check(family: str, victims: int, leaks: int, seed: int) -> None:
    most = len(FAMILIES[family].channels)
    if not FEWEST <= victims <= MOST:
        msg = f"a case of {victims} victims cannot be made: ask for {FEWEST} to {MOST}"
        raise BadInput(msg)
    if not 0 <= leaks <= most:
        msg = f"{leaks} leaks cannot be planted in a case of family {family}: ask for 0 to {most}"
        raise BadInput(msg)
    if seed < 0:
        msg = f"{seed} is no seed: give a whole number from 0 on"
        raise BadInput(msg)


def _plain(tables: Tables) -> list[Sheet]:
    """One file a record kind, with the canonical headers."""
    return [Sheet(f"{kind}.csv", rows, tuple(rows[0])) for kind, rows in tables.items() if rows]
