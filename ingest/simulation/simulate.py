"""Making a case: choose the family, let people live, plant the leaks, write the files and, apart, the answer."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ingest.simulation.asked import understand
from ingest.simulation.case import make_case
from ingest.simulation.exports import Sheet, as_investigators_have_them
from ingest.simulation.shape import USUAL, drawn
from ingest.simulation.tables import Tables, tabulate
from ingest.simulation.truth import answer
from ingest.simulation.write import Written, make_room, write


def simulate(
    out: Path,
    *,
    victims: int | None = None,
    seed: int = 1,
    leaks: int | None = None,
    family: str = "mixed",
    headers: str = "en",
    vary: bool = False,
) -> Written:
    """Write a fictional case into the folder `out` and its answer to `<out>-truth.json` beside it.

    `victims` and `leaks` are the family's own unless given. `headers`: "en" writes one file a record kind, "zh" what
    investigators have. `vary`: size and shape of the economy are drawn too. The same arguments write the same bytes. BadInput where they cannot be met.
    """
    asked = understand(victims=victims, seed=seed, leaks=leaks, family=family, headers=headers)
    make_room(out)
    rng = np.random.Generator(np.random.PCG64(seed))
    shape = drawn(rng) if vary else USUAL
    case = make_case(rng, asked.family, victims=asked.victims, leaks=asked.leaks, shape=shape)
    tables = tabulate(rng, case)
    who = {person: i.person_id if headers == "en" else i.phone for person, i in case.people.items()}
    sheets = _plain(tables) if headers == "en" else as_investigators_have_them(case, tables)
    return write(out, sheets, answer(case, family=family, seed=seed, who=who))


def _plain(tables: Tables) -> list[Sheet]:
    """One file a record kind, with the canonical headers."""
    return [Sheet(f"{kind}.csv", rows, tuple(rows[0])) for kind, rows in tables.items() if rows]
