"""Files to a plan: read, recognise, clean and judge every table; write nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from graph.errors import BadInput
from graph.schema import RECORDS
from ingest.faults import fault, raise_all
from ingest.gathering import Gathering, Reading
from ingest.headers import check_mapping
from ingest.keys import Key
from ingest.known import NOTHING, Known
from ingest.mappings import NO_MAPPINGS, SavedMapping
from ingest.planned import Plan
from ingest.progress import Progress, silent
from ingest.readers import sources
from ingest.spool import Spool
from ingest.synonyms import kind_named
from ingest.unrecognised import headers_in_vain


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

    `known` tells of what was imported before; `kind` (in English or Chinese) reads every table as that record kind;
    `mapping` (header → column, "" leaves it out) goes before the lists of synonyms, as does, without either, the one of
    `saved` (by header set) for a table's headers; `progress` hears how far it is. What is too much for memory lies in a
    private folder in `spool`, or among the temporary files, until the plan is gone.
    BadInput where a file cannot be read at all, nothing in it is recognised, the mapping names no column or a header that
    no table has, or a file imported before would now be read otherwise; all files are looked at, and it tells of each.
    """
    asked = _kind(kind)
    check_mapping(mapping or {}, asked)
    reading = Reading(key, known, asked, mapping or {}, saved, progress)
    gathering = _gathered(paths, Gathering(reading, Spool(spool)))
    if gathering.calls_of_later_people():
        gathering = _gathered(paths, Gathering(reading, Spool(spool), gathering.people))
    return gathering.plan()


def _kind(asked: str | None) -> str | None:
    """The record kind that was asked for; BadInput for a word that is none."""
    if asked is None:
        return None
    kind = kind_named(asked)
    if kind is None:
        said = {"what_zh": "、".join(record.zh for record in RECORDS.values()), "what": ", ".join(RECORDS)}
        raise fault(asked, "strange_kind", **said)
    return kind


def _gathered(paths: Sequence[Path], gathering: Gathering) -> Gathering:
    """All files gathered. BadInput tells of every one that cannot be, and of headers that the mapping names in vain."""
    faults: list[BadInput] = []
    for source in sources(paths):
        try:
            gathering.add(source)
        except BadInput as error:
            faults.append(error)
    raise_all([*headers_in_vain(gathering.reading.mapping, gathering.layouts), *faults])
    return gathering
