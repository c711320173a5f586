"""What the ledger keeps of an import: its files, how each table was read, and where refused rows stand."""

from __future__ import annotations

import json
import sqlite3
from importlib.metadata import version

from graph.errors import BadInput, Overtaken
from ingest.planned import Plan, PlannedTable


def record(db: sqlite3.Connection, plan: Plan, who: str, at: str, entry: int) -> None:
    """Write down run, files, tables and refused rows; of these only where they stand, never what they say."""
    run = plan.digest
    db.execute("INSERT OR IGNORE INTO meta VALUES ('token_key', ?, ?)", (plan.fingerprint, entry))
    db.execute("INSERT INTO runs VALUES (?, ?, ?, ?, ?)", (run, at, who, version("headwater"), entry))
    db.executemany(
        "INSERT OR IGNORE INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(f.sha256, run, f.file, f.size, f.archive, f.archive_sha256, entry) for f in plan.files],
    )
    for table in plan.tables:
        if not table.repeats:
            _record_table(db, table, run, entry)


def _record_table(db: sqlite3.Connection, table: PlannedTable, run: str, entry: int) -> None:
    """One table and its refused rows."""
    counts = (table.taken, table.flagged, table.refused, table.repeated, table.dropped)
    told = (table.sha256, table.sheet, run, table.file, table.kind, table.encoding, mapping_of(table))
    used = (table.recognition.mapping_name, table.recognition.mapping_version)
    db.execute(
        "INSERT INTO tables VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*told, *used, *counts, entry)
    )
    refused = table.problems.filter("refused").select("row", "column", "code").unique().rows()
    db.executemany(
        "INSERT INTO refusals VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(entry, table.sha256, table.sheet, row, column, code, run) for row, column, code in refused],
    )


def check_reading(db: sqlite3.Connection, plan: Plan) -> None:
    """BadInput where a file imported before is asked to be read otherwise: its facts stay as they were read then."""
    for table in plan.tables:
        known = db.execute("SELECT sheet, kind, mapping FROM tables WHERE sha256 = ?", (table.sha256,)).fetchall()
        if (
            table.repeats
            and table.recognition.asked
            and known
            and (table.sheet, table.kind, mapping_of(table)) not in map(tuple, known)
        ):
            kinds = " and ".join(sorted({row["kind"] for row in known}))
            msg = (
                f"{table.file} was imported before as {kinds} with another mapping or kind, which cannot be replaced yet. "
                "Import it into a new workspace"
            )
            raise BadInput(msg)


def check_files(db: sqlite3.Connection, plan: Plan) -> None:
    """Overtaken where the plan does not know of all that has been imported: rows might be taken twice."""
    known = {row["sha256"] for row in db.execute("SELECT DISTINCT sha256 FROM evidence")}
    late = sorted({table.file for table in plan.tables if not table.repeats and table.sha256 in known})
    if late:
        msg = f"{', '.join(late)} was imported since this plan was made. Plan again"
        raise Overtaken(msg)
    there = {row["run"] for row in db.execute("SELECT DISTINCT run FROM facts")}
    if plan.after is not None and plan.after != there:
        msg = "somebody imported other files since this plan was made, and they may hold some of its rows. Plan again"
        raise Overtaken(msg)


def mapping_of(table: PlannedTable) -> str:
    """How the headers of a table were read, as the ledger keeps it: JSON, header to column."""
    return json.dumps({column.header: column.column for column in table.columns}, ensure_ascii=False)
