"""The only door to `graph` and `ingest`.

Answers are kept by workspace, its last entry and role, so that nobody is shown what another role asked for, nor
yesterday's answer to today's data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import state
from dashboard.aliases import aliases
from dashboard.environment import workspace
from dashboard.models import Origin, Value
from dashboard.waterfall import made_of
from graph.errors import NotFound
from graph.evidence import Evidence, evidence_of
from graph.index import Index
from graph.ledger import LEDGER, head
from graph.ranking.holder.one_holder import Look, look_at
from graph.ranking.holder.stability import Stability, stability
from graph.ranking.pipeline import Examined, examine, verdict_of
from graph.ranking.told import agreement
from graph.ranking.told.agreement import Opinion
from graph.stores import EmbeddedStore
from graph.tracing import open_index
from graph.verdict import Verdict
from graph.what_if import WhatIf
from graph.workspace import Workspace
from ingest.masking import mask_digits

PLAIN = WhatIf()


@dataclass(frozen=True, slots=True)
class Access:
    """Who asks of which state of which workspace; the key under which answers are kept."""

    workspace: str
    published: tuple[str, ...]  # the runs, withdrawn ones too
    ledger: str  # hash of its last entry: judgements and withdrawals are such
    role: str


def access() -> Access:
    """The workspace served, as its ledger stands now; NoWorkspace where there is none."""
    place = Workspace.create(workspace())
    with place.connect() as db:
        runs = tuple(row["run"] for row in db.execute("SELECT run FROM runs ORDER BY published_at, run"))
        end = head(db, LEDGER)
    return Access(str(place.root), runs, end, state.ROLE)


@st.cache_resource(show_spinner=False, max_entries=4)
def store(access: Access) -> EmbeddedStore:
    """The store of a workspace in one state; it never changes under its reader."""
    return EmbeddedStore(Path(access.workspace))


@st.cache_resource(show_spinner=False, max_entries=4)
def index(access: Access, case_alias: str | None) -> Index:
    """The index of all cases or of one, opened once; NotFound where there is no case of this alias."""
    return open_index(store(access), case_number(access, case_alias))


def case_number(access: Access, alias: str | None) -> str | None:
    """The number of the case of an alias; None for all cases. NotFound: there is no such case."""
    if alias is None:
        return None
    number = cases(access).get(alias)
    if number is None:
        msg = f"Nothing of id {alias} is there, or it is not yours to see."
        raise NotFound(msg)
    return number


@st.cache_resource(show_spinner=False, max_entries=8)
def _examined(access: Access, case_alias: str | None, what_if: WhatIf) -> Examined:
    """The search carried out on the open index; what else is asked of the same view starts from it."""
    return examine(index(access, case_alias), what_if)


@st.cache_data(show_spinner=False, max_entries=32)
def verdict(access: Access, case_alias: str | None, what_if: WhatIf = PLAIN) -> Verdict:
    """The verdict on all cases or on the one with this alias, under a what-if; NotFound where there is none."""
    return verdict_of(_examined(access, case_alias, what_if))


def kinds(access: Access, case_alias: str | None) -> tuple[str, ...]:
    """The kinds of holders there are."""
    return index(access, case_alias).kinds


def _look(access: Access, case_alias: str | None, what_if: WhatIf, kind: str, holder: str) -> Look:
    return look_at(_examined(access, case_alias, what_if), kind, holder)


@st.cache_data(show_spinner=False, max_entries=64)
def value(access: Access, case_alias: str | None, what_if: WhatIf, kind: str, holder: str) -> Value | None:
    """The value of a holder, named or not, and its terms; None where it was not weighed."""
    figures = _look(access, case_alias, what_if, kind, holder).figures
    return made_of(figures) if figures else None


@st.cache_data(show_spinner=False, max_entries=64)
def opinions(access: Access, case_alias: str | None, what_if: WhatIf, kind: str, holder: str) -> tuple[Opinion, ...]:
    """What the other methods say of a holder; nothing where nobody touched it before the call."""
    case = _examined(access, case_alias, what_if).prepared.case
    touched = (kind, holder) in case.names
    return agreement.opinions(case, case.names.index((kind, holder))) if touched else ()


@st.cache_data(show_spinner=False, max_entries=64)
def steadiness(access: Access, case_alias: str | None, what_if: WhatIf, kind: str, holder: str) -> Stability | None:
    """What the value of a holder owes to single victims; None where it was not weighed."""
    examined = _examined(access, case_alias, what_if)
    weighed = _look(access, case_alias, what_if, kind, holder).named
    if examined.field is None or examined.found is None or weighed is None:
        return None
    return stability(examined.field, examined.found, weighed.candidate)


@st.cache_data(show_spinner=False, max_entries=8)
def cases(access: Access) -> dict[str, str]:
    """Alias → number of every case, by number."""
    numbers = Workspace(Path(access.workspace)).facts().table("victims")["case_no"].drop_nulls().unique().sort()
    return {alias: number for number, alias in aliases("C", numbers.to_list()).items()}


@st.cache_data(show_spinner=False, max_entries=64)
def origins(access: Access, records: tuple[str, ...]) -> list[Origin]:
    """The rows that tell of each record: by record as given, then as the store has them."""
    kept = store(access)
    rows = [(record, row) for record in records for row in kept.sources(record).iter_rows(named=True)]
    files = {
        one.sha256: one for one in evidence_of(Workspace(Path(access.workspace)), {row["sha256"] for _, row in rows})
    }
    return [_origin(record, row, files[row["sha256"]]) for record, row in rows]


def _origin(record: str, row: Mapping[str, Any], file: Evidence) -> Origin:
    number = mask_digits(record.partition(":")[2])
    place = (row["file"], row["sheet"], row["row"])
    return Origin(record, number, row["kind"], *place, file.sha256, file.encoding, file.who, in_beijing(file.at))


def in_beijing(moment: str) -> str:
    """A moment of the ledger as people here read it: 2026-11-12 09:40."""
    return datetime.fromisoformat(moment).astimezone(timezone(timedelta(hours=8))).strftime("%Y-%m-%d %H:%M")
