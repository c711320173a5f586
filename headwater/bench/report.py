"""A report as Markdown, goals and ratios first, and as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from headwater.bench.machine import Machine
from headwater.bench.values import Cell, Column, Goal, Part, Report, Table, Unit

HEAD = """\
# Performance

Written by `headwater bench`; nothing here is typed by hand. All ways that are compared ran in this one run, in turns, and
gave the same answer, which is checked. Ratios are the middle of the ratios turn by turn; seconds are the least seen.
"""
AGAIN = """\
## How to repeat this

    headwater bench --reference leak_reference.py -o docs/performance.md

`--quick` leaves out what takes long, and makes the rest smaller. Without `--reference` the columns that need it are empty:
it is the plain NumPy implementation of the method that the figures of `docs/method.md` were first measured with. DuckDB
takes part where it is installed. Run it on a machine that does nothing else: the load before the start stands above.
"""
QUICK = "**A quick run**: smaller than the goals speak of, so its figures tell of the direction only.\n"


def to_dict(report: Report) -> dict[str, Any]:
    """The report as JSON; figures in seconds, bytes and plain numbers."""
    return {
        "format": 1,
        "machine": {**asdict(report.machine), "libraries": dict(report.machine.libraries)},
        "quick": report.quick,
        "parts": [
            {**asdict(part), "goals": [{**asdict(goal), "reached": goal.reached} for goal in part.goals]}
            for part in report.parts
        ],
    }


def to_markdown(report: Report) -> str:
    """The page."""
    goals = [goal for part in report.parts for goal in part.goals]
    blocks = [
        HEAD,
        QUICK if report.quick else "",
        "## Goals\n",
        _goals(goals),
        "## Machine\n",
        _machine(report.machine),
    ]
    blocks += [_part(part) for part in report.parts]
    return "\n".join(block for block in [*blocks, AGAIN] if block)


def _goals(goals: list[Goal]) -> str:
    columns = tuple(Column(name) for name in ("work", "goal", "measured", "reached"))
    said = {True: "yes", False: "**no**", None: "not measured"}
    rows = tuple(
        (goal.work, f"{'≥' if goal.at_least else '≤'} {shown(goal.limit, goal.unit)}", shown(goal.figure, goal.unit), said[goal.reached])
        for goal in goals
    )  # fmt: skip
    return _table(Table("", columns, rows))


def _machine(machine: Machine) -> str:
    libraries = ", ".join(f"{name} {version}" for name, version in machine.libraries)
    return f"""\
{machine.processor}, {machine.cores} cores, {shown(machine.memory, "bytes")} of memory, {machine.system}; load before the
start {machine.load}. {machine.python}; {libraries}.
"""


def _part(part: Part) -> str:
    return "\n".join([f"## {part.title}\n", f"{part.how}\n", *(_table(table) for table in part.tables)])


def _table(table: Table) -> str:
    heads = [column.name for column in table.columns]
    rules = ["---" if column.unit == "text" else "---:" for column in table.columns]
    cells = [[shown(cell, column.unit) for cell, column in zip(row, table.columns, strict=True)] for row in table.rows]
    lines = [f"| {' | '.join(row)} |" for row in (heads, rules, *cells)]
    return "\n".join(([f"**{table.title}**\n"] if table.title else []) + [*lines, ""])


def shown(cell: Cell, unit: Unit) -> str:
    """A figure as people read it; a dash where there is none."""
    if cell is None:
        return "–"
    if isinstance(cell, str):
        return cell
    if unit == "seconds":
        return f"{cell:.1f} s" if cell >= 10 else f"{cell:.2f} s" if cell >= 1 else f"{cell * 1000:.3g} ms"
    if unit == "bytes":
        return f"{cell / 1e9:.2f} GB" if cell >= 1e9 else f"{cell / 1e6:.0f} MB"
    if unit == "times":
        return f"{cell:,.0f}×" if cell >= 10 else f"{cell:.2f}×"
    return f"{cell:,}" if unit == "count" else f"{cell:,.2f}"
