"""Arguments and options that several commands share, so that they read the same everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Workspace = Annotated[Path, typer.Option("-w", "--workspace", help="The workspace: a directory.", show_default=False)]
MaybeWorkspace = Annotated[
    Path | None, typer.Option("-w", "--workspace", help="The workspace: a directory.", show_default=False)
]
Paths = Annotated[list[Path], typer.Argument(help="Files, folders or zips.", show_default=False)]
MaybePaths = Annotated[list[Path] | None, typer.Argument(help="Files, folders or zips.", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Case = Annotated[str | None, typer.Option("--case", help="Only the victims of this case number.", show_default=False)]
Kind = Annotated[
    str | None,
    typer.Option(
        "--kind",
        help="What the files are, where their headers do not say: victims 受害人, comparisons 对照人员, orders 订单, "
        "waybills 运单, scans 快递轨迹, merchants 商户服务商, calls 通话, lines 线路, shares 公开份额, exposures 知情记录, transfers 资金流水.",
        show_default=False,
    ),
]
Reason = Annotated[
    str,
    typer.Option(
        "--reason",
        help="Why; the audit keeps it in plain text, so name nobody in it. At least 4 characters.",
        show_default=False,
    ),
]
Person = Annotated[str, typer.Argument(help="A pseudonym (p:…) or a token (n:…, d:…, h:…, a:…).", show_default=False)]
