"""`headwater refused`: the rows that were not taken, and a workbook of them to be corrected and imported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import BadInput
from headwater.options import Json, Workspace
from headwater.output import answer, answer_json, answer_table

if TYPE_CHECKING:
    from ingest.vault.refusals import Refusal


def refused(
    workspace: Workspace,
    run: Annotated[
        str | None,
        typer.Option(
            "--import", "--run", help="Of one import only, as headwater imports lists it.", show_default=False
        ),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Also those that came back in a later file, or whose import was withdrawn.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="A new .xlsx, with the rows in plain text.", show_default=False),
    ] = None,
    reason: Annotated[
        str | None,
        typer.Option(
            "--reason", help="Why, for -o; the audit keeps it in plain text. At least 2 characters.", show_default=False
        ),
    ] = None,
    json: Json = False,
) -> None:
    """List refused rows: where each stands, why, and what to do. With -o, write them to a workbook to be corrected.

    The workbook names people: it needs a reason, which is written into the audit chain first. Correct the rows in it and
    import it; its columns of reasons are left out, and the rows in it are listed no more, but where they are refused again.

    Example: headwater refused -w workspaces/gulou -o repair.xlsx --reason "补正后重新导入"
    """
    from graph.workspace import Workspace as Opened
    from ingest.vault.refusals import export_refused, refusals

    opened = Opened(workspace)
    if output is not None:
        count = export_refused(opened, output, reason=reason or "", run=run, every=every)
        if json:
            answer_json({"format": 1, "file": str(output), "rows": count})
        else:
            answer(f"{count} 行已写入 / rows written to {output}")
        return
    if reason is not None:
        msg = "--reason is for -o: without a workbook nothing is shown that names anybody"
        raise BadInput(msg)
    _print(refusals(opened, run, every=every), json=json)


def _print(found: list[Refusal], *, json: bool) -> None:
    """Print where rows stand and why they were refused; never what they say."""
    from ingest.reasons import reason, remedy

    if json:
        listed = [
            {
                "file": one.file, "sheet": one.sheet, "row": one.row, "column": one.column, "code": one.code, "import": one.run, "run": one.run,
                "answered": one.answered or None,
                "reason": reason(one.code).en, "reason_zh": reason(one.code).zh,
                "remedy": remedy(one.code).en, "remedy_zh": remedy(one.code).zh,
            }
            for one in found
        ]  # fmt: skip
        answer_json({"format": 1, "refused": listed})
        return
    if not found:
        answer("没有待补正的拒收行 / no refused row is open")
        return
    rows = [
        (one.file, one.sheet, one.row, one.column, f"{reason(one.code).zh} / {reason(one.code).en}",
         f"{remedy(one.code).zh} / {remedy(one.code).en}") for one in found
    ]  # fmt: skip
    answer_table(("file", "sheet", "row", "column", "reason", "remedy"), rows)
