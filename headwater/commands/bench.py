"""`headwater bench`: how fast the method is, beside other engines and the reference, in one run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph.errors import BadInput
from headwater.options import Json
from headwater.output import answer, answer_json, say


def bench(
    quick: Annotated[bool, typer.Option("--quick", help="Smaller, in a few minutes.")] = False,
    imports: Annotated[
        bool, typer.Option("--ingest", help="Only importing: files to facts, beside bare conversions.")
    ] = False,
    reference: Annotated[
        Path | None,
        typer.Option("--reference", help="The reference implementation: a Python file.", show_default=False),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="Write the page to this file.", show_default=False)
    ] = None,
    json: Json = False,
) -> None:
    """Measure the method side by side with other engines, ratios first, and describe the machine.

    It makes its own cases. With the reference a full run may take hours and more than 10 GB of memory, nearly all of it
    the reference's at 100,000 victims; --quick leaves that out.

    Example: headwater bench --quick -o performance.md
    """
    from headwater.bench.report import to_dict, to_markdown
    from headwater.bench.run import IMPORT, PARTS, run
    from headwater.bench.settings import FULL, QUICK

    if out is not None and (out.is_dir() or not out.parent.is_dir()):
        msg = f"{out}: cannot be written. Name a file in a folder that is there"
        raise BadInput(msg)
    report = run(QUICK if quick else FULL, reference, IMPORT if imports else PARTS)
    if out is not None:
        out.write_text(to_markdown(report), "utf-8")
        say(f"Written: {out}")
    if json:
        answer_json(to_dict(report))
    elif out is None:
        answer(to_markdown(report))
