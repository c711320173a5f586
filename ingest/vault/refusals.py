"""Rows that were refused: where they stand and why, for everybody; what they say only in a workbook, for repair, for a reason."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from graph.errors import BadInput, NotFound
from graph.ledger import withdrawals
from graph.workspace import Workspace
from ingest.keys import Key, key_path, present_key
from ingest.new_files import check_free
from ingest.vault.auditing import audit, given
from ingest.vault.file import opened
from ingest.vault.opening import Opener
from ingest.vault.workbook import Repair, write_workbook

CELLS = "SELECT batch, number, sha256, sheet, row, sealed FROM refused WHERE sha256 = ? AND sheet = ? ORDER BY row"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why one row was refused, once a column; `column` is empty where no one column tells.

    `answered`: the run of the import in which the row came back, corrected or not; empty while it is open.
    """

    file: str
    sheet: str
    row: int
    column: str
    code: str
    run: str
    sha256: str
    answered: str = ""


def refusals(workspace: Workspace, run: str | None = None, *, every: bool = False) -> list[Refusal]:
    """The refused rows of all imports, or of one (the first digits of its run do), by file, sheet and row; NotFound.

    Those that are open: their import counts, and no import that counts brought the row again. `every`: the others too.
    """
    with workspace.connect() as db:
        runs = [row["run"] for row in db.execute("SELECT run FROM runs") if row["run"].startswith(run or "")]
        if run is not None and len(runs) != 1:
            msg = f"{len(runs)} imports of {workspace.root} begin with {run!r}. See: headwater imports -w {workspace.root}"
            raise NotFound(msg)
        gone = withdrawals(db).of
        answers = {tuple(place): by for *place, by in db.execute(_ANSWERS) if by not in gone}
        found = [Refusal(*row) for row in map(tuple, db.execute(_REFUSALS)) if row[5] in runs]
    told = [replace(one, answered=answers.get((one.sha256, one.sheet, one.row), "")) for one in found]
    if not every:
        told = [one for one in told if not one.answered and one.run not in gone]
    return sorted(told, key=lambda one: (one.file, one.sha256, one.sheet, one.row, one.column, one.code, one.run))


_ANSWERS = "SELECT sha256, sheet, row, run FROM answers ORDER BY entry DESC, run"
_REFUSALS = (
    'SELECT (SELECT min(file) FROM evidence WHERE evidence.sha256 = refusals.sha256), sheet, row, "column", code, run, sha256 '
    "FROM refusals"
)


def export_refused(
    workspace: Workspace,
    to: Path,
    *,
    reason: str,
    run: str | None = None,
    every: bool = False,
    who: str | None = None,
    key: Key | None = None,
) -> int:
    """Write refused rows, of these `refusals`, as they stood to a new workbook, a sheet a table, with why and where; their number.

    Corrected there, they can be imported. The audit entry is on disk before. BadInput: no reason, the file is there already or cannot be written; WrongKey: no key;
    NotFound: no such import, or nothing was refused.
    """
    why, told = given(workspace, reason), refusals(workspace, run, every=every)
    if not told:
        msg = f"no refused row of {workspace.root} is open"
        raise NotFound(msg)
    if to.suffix.lower() != ".xlsx":
        msg = f"{to} does not end in .xlsx: name a new workbook with -o"
        raise BadInput(msg)
    check_free(to)
    with opened(workspace.root) as db:
        sheets = list(_sheets(db, Opener.of(db, key or present_key(key_path())), told))
    count = sum(len(rows) for _, rows in sheets)
    audit(workspace, who, "refused rows exported", {"rows": count, "to": to.name, "reason": why})
    write_workbook(to, sheets)
    return count


def _sheets(
    db: sqlite3.Connection, opener: Opener, told: list[Refusal]
) -> Iterator[tuple[list[str | None], list[Repair]]]:
    """The headers of each table, and its rows that were refused."""
    for (sha256, sheet), of_table in groupby(told, key=lambda one: (one.sha256, one.sheet)):
        headers = db.execute("SELECT cells FROM headers WHERE sha256 = ? AND sheet = ?", (sha256, sheet)).fetchone()
        cells = {row: tuple(json.loads(text)) for *_, row, text in opener.refused(db.execute(CELLS, (sha256, sheet)))}
        rows = []
        for row, found in groupby(of_table, key=lambda one: one.row):
            why = list(found)
            if row in cells:
                rows.append(Repair(cells[row], tuple((o.column, o.code) for o in why), why[0].file, sheet, row, sha256))
        yield json.loads(headers[0]) if headers else [], rows
