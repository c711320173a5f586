"""Cases whose answer is known: files with a truth beside or inside them, or simulated ones; and how a verdict on one fares."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import BadInput, HeadwaterError, said_of

if TYPE_CHECKING:
    from graph.evaluation import Outcome


@dataclass(frozen=True, slots=True)
class KnownCase:
    """Files of a case, and the contents of its truth.json."""

    case: Path
    truth: dict[str, Any]

    @property
    def name(self) -> str:
        """What progress calls it."""
        return self.case.name

    def judge(self) -> Outcome:
        """Trace it through importer and method, and hold the verdict against the truth."""
        return _judged(self.case, self.truth)


@dataclass(frozen=True, slots=True)
class SimulatedCase:
    """A case that is made only to be judged: it lies in a temporary folder meanwhile."""

    family: str
    seed: int

    @property
    def name(self) -> str:
        """What progress calls it."""
        return f"{self.family}-{self.seed}"

    def judge(self) -> Outcome:
        """Make it, trace it, and hold the verdict against the truth."""
        from tempfile import TemporaryDirectory

        from ingest.simulation import simulate

        with TemporaryDirectory(prefix="headwater-") as place:
            written = simulate(Path(place) / self.name, family=self.family, seed=self.seed)
            return _judged(written.case, json.loads(written.truth.read_bytes()))


Known = KnownCase | SimulatedCase


def judge(known: Known) -> Outcome:
    """How the verdict on a case fares; errors name the case."""
    try:
        return known.judge()
    except HeadwaterError as error:
        raise said_of(known.name, error) from error


def _judged(case: Path, truth: dict[str, Any]) -> Outcome:
    from time import perf_counter

    from graph import trace
    from graph.evaluation import evaluate
    from headwater.commands.trace import store_of

    begun = perf_counter()
    verdict = trace(store_of([case], None))
    return evaluate(verdict, truth, seconds=perf_counter() - begun)


def simulated(families: list[str], runs: int, seed: int) -> list[Known]:
    """So many seeds of each family from `seed` on; of all families where none is named. BadInput: no such family."""
    from ingest.simulation import FAMILIES

    for family in families:
        if family not in FAMILIES:
            msg = f"there is no family {family!r} of fictional cases; there are {', '.join(FAMILIES)}"
            raise BadInput(msg)
    chosen = dict.fromkeys(families) or FAMILIES
    return [SimulatedCase(family, seed + k) for family in chosen for k in range(runs)]


def read_truth(case: Path) -> dict[str, Any] | None:
    """The known answer of a case; None where there is none. BadInput: there is no such case, or the answer is none."""
    if not case.exists():
        msg = f"{case}: no such file or folder"
        raise BadInput(msg)
    written = _inside(case) if case.is_file() else None
    if written is None:
        written = next((place.read_bytes() for place in _places(case) if place.is_file()), None)
    return None if written is None else _answer(written, case)


def _inside(case: Path) -> bytes | None:
    """What stands in the truth.json of a zip; None where it is no zip, or has none."""
    import zipfile

    if not zipfile.is_zipfile(case):
        return None
    try:
        with zipfile.ZipFile(case) as archive:
            return archive.read("truth.json") if "truth.json" in archive.namelist() else None
    except zipfile.BadZipFile as error:
        msg = f"{case} is damaged: {error}. Copy it again"
        raise BadInput(msg) from error


def _places(case: Path) -> list[Path]:
    """Files that may hold the answer of a case, the likeliest first."""
    if case.is_file():
        return [case.with_name(f"{case.stem}-truth.json")]
    folder = case.resolve()
    return [folder / "truth.json", folder.with_name(f"{folder.name}-truth.json"), folder.with_name("truth.json")]


def _answer(written: bytes, case: Path) -> dict[str, Any]:
    """The answer as values; BadInput where it is not one."""
    try:
        found = json.loads(written)
    except ValueError:
        found = None
    sources = found.get("sources") if isinstance(found, dict) else None
    if isinstance(sources, list) and all(isinstance(one, dict) and {"node", "level"} <= one.keys() for one in sources):
        return dict(found)
    msg = f'the known answer of {case} is none: it must be JSON with "sources", each with "node" and "level"'
    raise BadInput(msg)
