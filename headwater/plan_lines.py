"""A plan as `headwater ingest` prints it: figures, then remarks, then what was flagged or refused and why, in both languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from headwater.output import answer, answer_table

if TYPE_CHECKING:
    from graph.verdict import Text
    from ingest import Plan
    from ingest.planned import PlannedTable

MOST = 200
"""Refused rows of a table that are printed one by one."""


def print_plan(plan: Plan) -> None:
    """Print one line a table, then what is to be said of each, then what is not data."""
    from graph.schema import RECORDS
    from graph.wording import importing
    from ingest.reasons import remedy
    from ingest.remarks import remarks

    rows = [
        (t.file, t.sheet, f"{RECORDS[t.kind].zh}/{t.kind}", t.encoding, t.taken, t.flagged, t.refused, t.repeated)
        for t in plan.tables
    ]
    answer_table([f"{heading.zh}/{heading.en}" for heading in importing.HEADINGS], rows)
    for table in plan.tables:
        for text in remarks(table):
            answer(f"{place(table.file, table.sheet)}: {both(text)}")
        for line in (*flags(table), *refusals(table)):
            answer(line)
    for skipped in plan.skipped:
        why = f"{both(skipped.reason)} → {both(remedy(skipped.code))}"
        answer(f"{both(importing.LABELS['not_data'])}: {place(skipped.file, skipped.sheet)}: {why}")


def flags(table: PlannedTable) -> Iterator[str]:
    """What is odd about rows that are taken: a line for each remark, with how many rows it is about."""
    import polars as pl

    from graph.wording import importing
    from ingest.reasons import reason, remedy

    by = [pl.col("column"), pl.col("code")]
    parts = [
        frame.filter(~pl.col("refused")).group_by(by).agg(count=pl.len(), first=pl.col("row").min())
        for frame in table.problem_frames
    ]
    odd = pl.concat(parts).group_by(by).agg(pl.col("count").sum(), pl.col("first").min()) if parts else pl.DataFrame()
    for column, code, count, first in odd.sort(odd.columns[:2]).iter_rows():
        where, how_many = place(table.file, table.sheet), both(importing.rows(count, table.headed(column or ""), first))
        yield f"{both(importing.LABELS['flagged'])}: {where}: {how_many}: {both(reason(code))} → {both(remedy(code))}"


def refusals(table: PlannedTable) -> Iterator[str]:
    """Each refused row with its reason and remedy; of very many the first, then how many more there are of each reason."""
    from graph.wording import importing

    label, where, refused = both(importing.LABELS["refused"]), place(table.file, table.sheet), table.refusals
    for one in refused[:MOST]:
        cell = both(importing.row(one.row, table.headed(one.column or ""), one.value or ""))
        yield f"{label}: {where}: {cell}: {both(one.reason)} → {both(one.remedy)}"
    more = Counter((both(one.reason), both(one.remedy)) for one in refused[MOST:])
    for (reason, remedy), count in sorted(more.items()):
        yield f"{label}: {where}: {both(importing.more_rows(count))}: {reason} → {remedy}"
    if more:
        yield f"{label}: {where}: {both(importing.ALL_REFUSED)}"


def both(text: Text) -> str:
    """A sentence in both languages."""
    return f"{text.zh} / {text.en}"


def place(file: str, sheet: str) -> str:
    """A file and its sheet, as one reads them."""
    return f"{file} [{sheet}]" if sheet else file
