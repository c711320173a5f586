"""`headwater imports` and `headwater withdraw`: what was imported, and an import taken back, which can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from headwater.options import Json, Workspace
from headwater.output import answer, answer_json, answer_table

if TYPE_CHECKING:
    from ingest.withdrawing import Brought, Deed, Import


def imports(workspace: Workspace, json: Json = False) -> None:
    """List the imports of a workspace from the first: its tables, how many rows were taken, and whether it counts.

    Of the rows that were refused those are open that came back in no later file: headwater refused lists them.

    Example: headwater imports -w workspaces/gulou
    """
    from graph.workspace import Workspace as Opened
    from ingest.withdrawing import imports as listed
    from ingest.withdrawing import short

    found = listed(Opened(workspace))
    if json:
        answer_json({"format": 1, "imports": [_import(one) for one in found]})
        return
    if not found:
        answer("尚无导入 / nothing was imported")
        return
    columns = (
        "import",
        "at",
        "who",
        "file",
        "sheet",
        "kind",
        "taken",
        "flagged",
        "refused",
        "open",
        "repeated",
        "counts",
    )
    answer_table(columns, [_row(one, table) for one in found for table in one.tables])
    for one in found:
        if gone := one.withdrawal:
            answer(
                f"已撤回 / withdrawn: {short(one.run)} ({', '.join(one.files)}), {gone.at} {gone.who} {gone.reason}".rstrip()
            )


def withdraw(
    workspace: Workspace,
    run: Annotated[str, typer.Argument(metavar="IMPORT", help="As headwater imports lists it; 4 digits or more.")],
    reason: Annotated[
        str, typer.Option("--reason", help="Why; kept in plain text, numbers of people masked.", show_default=False)
    ] = "",
    undo: Annotated[bool, typer.Option("--undo", help="Bring an import back that was withdrawn.")] = False,
    json: Json = False,
) -> None:
    """Take an import back: its rows count no more, as if it had never been; rows that others brought too count on.

    Nothing is removed: the ledger says that it was withdrawn, by whom and why, and --undo brings it back. A withdrawn file
    can be imported anew.

    Example: headwater withdraw -w workspaces/gulou 3f2a91c0 --reason "另案的文件"
    """
    from graph.workspace import Workspace as Opened
    from ingest.withdrawing import bring_back, short
    from ingest.withdrawing import withdraw as take_back

    deed = (bring_back if undo else take_back)(Opened(workspace), run, reason=reason)
    if json:
        answer_json(_done(deed, counts=undo))
        return
    here, only = f"{short(deed.run)} ({', '.join(deed.files)})", deed.rows - deed.shared
    if undo:
        answer(f"已恢复导入 {here}：{only} 行重新计入 / import {here} counts again: {only} rows more")
    else:
        answer(f"已撤回导入 {here}：{only} 行不再计入 / {only} rows count no more: import {here}")
        answer(f"恢复 / to undo: headwater withdraw -w {workspace} {short(deed.run)} --undo")
    if deed.shared:
        answer(
            f"另有 {deed.shared} 行其他导入也有，一直计入 / {deed.shared} rows other imports hold too count in any case"
        )
    for one in deed.left_out:
        other = f"{short(one.run)} ({', '.join(one.files)})"
        answer(
            f"注意：导入 {other} 有 {one.rows} 行通话因系当事人本人拨出而未取用，不会自动补回；如需取用，请撤回该导入后重新导入 / "
            f"note: import {other} left out {one.rows} calls that people in the files had made; they do not come back by "
            "themselves: withdraw that import and import its files anew"
        )


def _done(deed: Deed, *, counts: bool) -> dict[str, Any]:
    """What was done, as JSON."""
    left = [{"import": one.run, "files": list(one.files), "rows": one.rows} for one in deed.left_out]
    told = {"format": 1, "import": deed.run, "files": list(deed.files), "counts": counts}
    return told | {"rows": deed.rows, "shared": deed.shared, "left_out": left}


def _row(one: Import, table: Brought) -> tuple[object, ...]:
    """A table of an import as a line."""
    from ingest.withdrawing import short

    counts = "是 / yes" if one.withdrawal is None else "否 / no"
    return (
        short(one.run), one.at, one.who, table.file, table.sheet, table.kind,
        table.taken, table.flagged, table.refused, table.still_open, table.repeated, counts,
    )  # fmt: skip


def _import(one: Import) -> dict[str, Any]:
    """An import as JSON."""
    gone = one.withdrawal
    return {
        "import": one.run, "at": one.at, "who": one.who, "counts": gone is None,
        "withdrawn": None if gone is None else {"at": gone.at, "who": gone.who, "reason": gone.reason},
        "tables": [
            {
                "file": t.file, "sheet": t.sheet, "kind": t.kind, "sha256": t.sha256, "taken": t.taken,
                "flagged": t.flagged, "refused": t.refused, "open": t.still_open, "repeated": t.repeated, "read_in": t.read_in or None,
            }
            for t in one.tables
        ],
    }  # fmt: skip
