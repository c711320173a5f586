"""`headwater verify`: whether a workspace is still what was recorded, hash by hash."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import DamagedWorkspace
from headwater.options import Json, Workspace
from headwater.output import answer, answer_json, answer_table, say

if TYPE_CHECKING:
    from ingest.verifying import Verification

NOT_CHECKED = "index/"


def verify(
    workspace: Workspace,
    expect: Annotated[
        str | None,
        typer.Option(
            "--expect", help="A hash this command printed before: it must still be there.", show_default=False
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Compute every hash of a workspace again, and say what differs and where: ledger, chains, facts, vault, originals.

    Write the hashes it prints down somewhere else: who makes a whole chain anew cannot make them again, and --expect
    tells. Exit 0: nothing differs; 3: something does.

    Example: headwater verify -w workspaces/gulou
    """
    from ingest.verifying import verify as check

    found = check(workspace, expect=expect, progress=lambda file: say(f"Checking {file} …"))
    if json:
        answer_json(_listed(found))
    else:
        _print(found)
    if found.differences:
        files = ", ".join(dict.fromkeys(one.file for one in found.differences))
        msg = f"{workspace} is damaged: {files}. Restore it from a copy, or import the files into a new workspace"
        raise DamagedWorkspace(msg)


def _print(found: Verification) -> None:
    """Print what differs, what is left over, and what to write down."""
    from graph.wording import DAMAGES

    if found.differences:
        rows = [
            (one.file, one.table, one.seq or "", f"{DAMAGES[one.code].zh} / {DAMAGES[one.code].en}", one.detail)
            for one in found.differences
        ]
        answer_table(("file", "table", "entry", "what", "detail"), rows)
    else:
        answer("完好：一切与记录相符 / whole: everything is what was recorded")
    for file in found.spare:
        answer(f"未计入（没有任何导入登记）/ no import names it, counts for nothing: {file}")
    answer(f"未检查（可随时重建）/ not checked, made anew when needed: {NOT_CHECKED}")
    for chain, (count, hash_) in found.heads.items():
        answer(f"{chain}: {count} 条 / entries, {hash_}")


def _listed(found: Verification) -> dict[str, object]:
    from graph.wording import DAMAGES

    return {
        "format": 1,
        "whole": not found.differences,
        "differences": [
            {
                "file": one.file, "table": one.table, "entry": one.seq, "code": one.code, "detail": one.detail,
                "reason": DAMAGES[one.code].en, "reason_zh": DAMAGES[one.code].zh,
            }
            for one in found.differences
        ],
        "spare": list(found.spare),
        "not_checked": [NOT_CHECKED],
        "heads": {chain: {"entries": count, "hash": hash_} for chain, (count, hash_) in found.heads.items()},
    }  # fmt: skip
