"""Files to a plan: read, recognise, clean and judge every table; write nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from graph.errors import BadInput
from graph.schema import RECORDS
from ingest.gathering import Gathering, Reading
from ingest.headers import check_mapping
from ingest.keys import Key
from ingest.known import NOTHING, Known
from ingest.mappings import NO_MAPPINGS, SavedMapping
from ingest.planned import Plan
from ingest.progress import Progress, silent
from ingest.readers import sources
from ingest.spool import Spool


def plan_files(
    paths: Sequence[Path],
    *,
    key: Key,
    known: Known = NOTHING,
    kind: str | None = None,
    mapping: Mapping[str, str] | None = None,
    saved: Mapping[str, SavedMapping] = NO_MAPPINGS,
    progress: Progress = silent,
    spool: Path | None = None,
) -> Plan:
    """What importing files, folders and zips would do.

    `known` tells of what was imported before; `kind` reads every table as that record kind; `mapping` (header → column,
    "" leaves it out) goes before the lists of synonyms, as does, without either, the one of `saved` (by header set) for a
    table's headers; `progress` hears how far it is. What is too much for memory lies
    in a private folder in `spool`, or among the temporary files, until the plan is gone.
    BadInput where a file cannot be read at all, nothing in it is recognised, the mapping names no column, or a file
    imported before would now be read otherwise.
    """
    if kind is not None and kind not in RECORDS:
        msg = f"there is no record kind {kind!r}. Kinds: {', '.join(RECORDS)}"
        raise BadInput(msg)
    check_mapping(mapping or {}, kind)
    reading = Reading(key, known, kind, mapping or {}, saved, progress)
    gathering = _gathered(paths, Gathering(reading, Spool(spool)))
    if gathering.calls_of_later_people():
        gathering = _gathered(paths, Gathering(reading, Spool(spool), gathering.people))
    return gathering.plan()


def _gathered(paths: Sequence[Path], gathering: Gathering) -> Gathering:
    """All files gathered."""
    for source in sources(paths):
        gathering.add(source)
    return gathering
