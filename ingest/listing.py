"""A plan as the JSON of `ingest --json`."""

from __future__ import annotations

from typing import Any

from ingest.planned import ColumnPlan, Plan, PlannedTable, Problem


def listing(plan: Plan) -> dict[str, Any]:
    """Tables with their rows taken, flagged and refused, each refusal with row, column, reason and remedy."""
    return {
        "digest": plan.digest,
        "tables": [_table(table) for table in plan.tables],
        "skipped": [
            {
                "file": one.file,
                "sheet": one.sheet,
                "code": one.code,
                "reason": one.reason.en,
                "reason_zh": one.reason.zh,
            }
            for one in plan.skipped
        ],
    }


def _table(table: PlannedTable) -> dict[str, Any]:
    """One table."""
    return {
        "file": table.file,
        "sheet": table.sheet,
        "kind": table.kind,
        "encoding": table.encoding,
        "sha256": table.sha256,
        "rows": table.rows,
        "taken": table.taken,
        "flagged": table.flagged,
        "refused": table.refused,
        "repeated": table.repeated,
        "dropped": table.dropped,
        "repeats": table.repeats,
        "overlaps": [{"sha256": one.sha256, "rows": one.rows} for one in table.overlaps],
        "otherwise": [{"sha256": one.sha256, "rows": one.rows, "file": one.file} for one in table.otherwise],
        "confidence": table.recognition.confidence,
        "reason": table.recognition.reason.en,
        "reason_zh": table.recognition.reason.zh,
        "mapping": table.recognition.mapping or None,
        "columns": {column.header: column.column for column in table.columns},
        "mapped": [_column(column) for column in table.columns],
        "second_columns": [column.header for column in table.columns if column.reason == "second"],
        "refusals": [_problem(one) for one in table.refusals],
        "flags": [_problem(one) for one in table.flags],
    }


def _column(column: ColumnPlan) -> dict[str, Any]:
    """One header."""
    return {
        "header": column.header,
        "column": column.column,
        "confidence": column.confidence,
        "reason": column.why.en,
        "reason_zh": column.why.zh,
    }


def _problem(one: Problem) -> dict[str, Any]:
    """One refusal or flag."""
    return {
        "row": one.row,
        "column": one.column,
        "code": one.code,
        "value": one.value,
        "reason": one.reason.en,
        "remedy": one.remedy.en,
        "reason_zh": one.reason.zh,
        "remedy_zh": one.remedy.zh,
    }
