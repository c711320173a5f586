"""What the ledger keeps of an import: its files, how each table was read, and where refused rows stand."""

from __future__ import annotations

import json
import sqlite3
from importlib.metadata import version

from graph.errors import BadInput, Overtaken
from graph.ledger import counting, withdrawals
from ingest.planned import Plan, PlannedTable


def record(db: sqlite3.Connection, plan: Plan, who: str, at: str, entry: int) -> None:
    """Write down run, files, tables and refused rows; of these only where they stand, never what they say."""
    run = plan.digest
    db.execute("INSERT OR IGNORE INTO meta VALUES ('token_key', ?, ?)", (plan.fingerprint, entry))
    db.execute("INSERT INTO runs VALUES (?, ?, ?, ?, ?)", (run, at, who, version("headwater"), entry))
    db.executemany(
        "INSERT OR IGNORE INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(f.sha256, f.file, run, f.size, f.archive, f.archive_sha256, entry) for f in plan.files],
    )
    known = {row["sha256"]: row["run"] for row in _readings(db)}
    for place, table in enumerate(plan.tables):
        _record_table(db, table, run, place, known.get(table.sha256, "") if table.repeats else "", entry)


def _record_table(db: sqlite3.Connection, table: PlannedTable, run: str, place: int, read_in: str, entry: int) -> None:
    """One table and its refused rows; one that stands in the import already, under another name, is not told twice."""
    counts = (table.taken, table.flagged, table.refused, table.repeated, table.dropped)
    told = (table.sha256, table.sheet, table.kind, run, table.file, table.encoding, mapping_of(table))
    used = (table.recognition.mapping_name, table.recognition.mapping_version)
    db.execute(
        "INSERT OR IGNORE INTO tables VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*told, *used, *counts, place, read_in, entry),
    )
    refused = table.problems.filter("refused").select("row", "column", "code").unique().rows()
    db.executemany(
        "INSERT INTO refusals VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(entry, table.sha256, table.sheet, row, column, code, run) for row, column, code in refused],
    )
    for told in table.answers.iter_rows():
        db.execute(_ANSWER, (run, entry, *told))


_ANSWER = """
INSERT OR IGNORE INTO answers (run, entry, sha256, sheet, row)
SELECT ?1, ?2, refusals.sha256, refusals.sheet, refusals.row FROM refusals
WHERE substr(refusals.sha256, 1, length(?3)) = ?3 AND refusals.sheet = ?4 AND refusals.row = ?5
"""


def _readings(db: sqlite3.Connection) -> list[sqlite3.Row]:
    """The tables that are in the workspace as far as imports count, each with the run that read its file."""
    taken_back = withdrawals(db).of
    query = "SELECT sha256, sheet, kind, mapping, run AS by, CASE read_in WHEN '' THEN run ELSE read_in END AS run FROM tables"
    return [row for row in db.execute(query) if row["by"] not in taken_back]


def check_reading(db: sqlite3.Connection, plan: Plan) -> None:
    """BadInput where a file imported before is asked to be read otherwise: its facts stay as they were read then."""
    readings = _readings(db)
    for table in plan.tables:
        known = [(row["sheet"], row["kind"], row["mapping"]) for row in readings if row["sha256"] == table.sha256]
        asked = table.repeats and table.recognition.asked
        if asked and known and (table.sheet, table.kind, mapping_of(table)) not in known:
            kinds = " and ".join(sorted({kind for _, kind, _ in known}))
            msg = (
                f"{table.file} was imported before as {kinds} with another mapping or kind. "
                "Take that import back first: headwater imports names it, headwater withdraw takes it back"
            )
            raise BadInput(msg)


def check_files(db: sqlite3.Connection, plan: Plan) -> None:
    """Overtaken where the plan does not know of all that counts by now: rows might be taken twice, or not at all."""
    known = {row["sha256"] for row in _readings(db)}
    late = sorted({table.file for table in plan.tables if not table.repeats and table.sha256 in known})
    if late:
        msg = f"{', '.join(late)} was imported since this plan was made. Plan again"
        raise Overtaken(msg)
    there = {one.name for one in counting(db)}
    if plan.after is not None and plan.after != there:
        msg = "somebody imported other files, or withdrew some, since this plan was made. Plan again"
        raise Overtaken(msg)


def mapping_of(table: PlannedTable) -> str:
    """How the headers of a table were read, as the ledger keeps it: JSON, header to column."""
    return json.dumps({column.header: column.column for column in table.columns}, ensure_ascii=False)
