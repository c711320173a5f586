"""The only door to `graph` and `ingest`.

Answers are kept by workspace, published runs and role, so that nobody is shown what another role asked for, nor
yesterday's answer to today's data.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from getpass import getuser
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

import streamlit as st

from dashboard import state
from dashboard.aliases import aliases
from dashboard.environment import workspace
from dashboard.models import Origin, PastImport
from graph import open_store, trace
from graph.errors import BadInput, NotFound
from graph.stores import Store
from graph.verdict import Verdict
from graph.workspace import Workspace
from ingest import Plan, Receipt, commit, default_key, known_files, plan_files
from ingest.masking import mask_digits


@dataclass(frozen=True, slots=True)
class Access:
    """Who asks of which state of which workspace; the key under which answers are kept."""

    workspace: str
    published: tuple[str, ...]  # the runs that count
    role: str


def access() -> Access:
    """The workspace served, as its ledger stands now; NoWorkspace where there is none."""
    place = Workspace.create(workspace())
    with place.connect() as db:
        runs = tuple(row["run"] for row in db.execute("SELECT run FROM runs ORDER BY published_at, run"))
    return Access(str(place.root), runs, state.ROLE)


@st.cache_resource(show_spinner=False, max_entries=4)
def _store(access: Access) -> Store:
    """The store of a workspace in one state; it never changes under its reader."""
    return open_store(access.workspace)


@st.cache_data(show_spinner=False, max_entries=32)
def verdict(access: Access, case_alias: str | None) -> Verdict:
    """The verdict on all cases or on the one with this alias; NotFound where there is none."""
    case = None
    if case_alias is not None:
        named = {alias: number for alias, number in cases(access).items() if alias == case_alias}
        if not named:
            msg = f"Nothing of id {case_alias} is there, or it is not yours to see."
            raise NotFound(msg)
        case = named[case_alias]
    return trace(_store(access), case=case)


@st.cache_data(show_spinner=False, max_entries=8)
def cases(access: Access) -> dict[str, str]:
    """Alias → number of every case, by number."""
    numbers = Workspace(Path(access.workspace)).facts().table("victims")["case_no"].drop_nulls().unique().sort()
    return {alias: number for number, alias in aliases("C", numbers.to_list()).items()}


@st.cache_data(show_spinner=False, max_entries=64)
def origins(access: Access, records: tuple[str, ...]) -> list[Origin]:
    """The rows that tell of each record: by record as given, then as the store has them."""
    store = _store(access)
    return [
        Origin(record, mask_digits(record.partition(":")[2]), row["kind"], row["file"], row["sheet"], row["row"])
        for record in records
        for row in store.sources(record).iter_rows(named=True)
    ]


@st.cache_data(show_spinner=False, max_entries=8)
def past_imports(access: Access) -> list[PastImport]:
    """Earlier imports, the latest first."""
    with Workspace(Path(access.workspace)).connect() as db:
        files: dict[str, list[str]] = {}
        for row in db.execute("SELECT run, file FROM evidence ORDER BY run, file"):
            files.setdefault(row["run"], []).append(row["file"])
        return [
            PastImport(
                row["run"], _in_beijing(row["published_at"]), row["who"], tuple(files.get(row["run"], ())), *row[3:]
            )
            for row in db.execute(_RUNS)
        ]


def _in_beijing(moment: str) -> str:
    """A moment of the ledger as people here read it: 2026-11-12 09:40."""
    return datetime.fromisoformat(moment).astimezone(timezone(timedelta(hours=8))).strftime("%Y-%m-%d %H:%M")


_RUNS = """
SELECT r.run, r.published_at, r.who,
       coalesce(sum(t.taken), 0), coalesce(sum(t.flagged), 0), coalesce(sum(t.refused), 0)
FROM runs r LEFT JOIN tables t USING (run) GROUP BY r.run ORDER BY r.published_at DESC, r.run
"""


def plan(access: Access, files: Sequence[tuple[str, bytes]]) -> Plan:
    """What would be taken of uploaded files (name, content); BadInput where one cannot be read.

    The bytes lie in a private folder while they are read, and nowhere afterwards.
    """
    with TemporaryDirectory(prefix="headwater-") as private:
        paths = [_lay_down(Path(private, str(place)), name, content) for place, (name, content) in enumerate(files)]
        return plan_files(paths, key=default_key(), known=known_files(Workspace(Path(access.workspace))))


def _lay_down(folder: Path, name: str, content: bytes) -> Path:
    """Write one upload under its own name, without the folders in it; BadInput where nothing of it can name a file."""
    bare = PurePath(name.replace("\\", "/")).name
    if bare in {"", ".", ".."} or "\0" in bare:
        msg = f"the name {name!r} cannot name a file; rename it and choose it again"
        raise BadInput(msg)
    folder.mkdir(mode=0o700)
    path = folder / bare
    path.write_bytes(content)
    return path


def record(access: Access, planned: Plan) -> Receipt:
    """Carry out exactly this plan, in the name of whoever is logged in to this machine."""
    return commit(planned, Workspace(Path(access.workspace)), who=getuser())
