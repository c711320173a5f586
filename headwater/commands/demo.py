"""`headwater demo` and `headwater dashboard`: the screens, on this machine only."""

from __future__ import annotations

import signal
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from headwater.options import MaybeWorkspace
from headwater.output import say

Port = Annotated[int | None, typer.Option("--port", help="Port on 127.0.0.1; default 8501 or one that is free.")]
Headless = Annotated[bool, typer.Option("--headless", help="Do not open a browser (servers).")]


def dashboard(
    workspace: Annotated[
        Path, typer.Option("-w", "--workspace", help="The workspace; made if it is not there.", show_default=False)
    ],
    port: Port = None,
    headless: Headless = False,
) -> None:
    """Open the dashboard of a workspace on 127.0.0.1; nothing leaves the machine.

    Example: headwater dashboard -w workspaces/gulou
    """
    from dashboard.launch import choose_port, launch
    from graph.workspace import Workspace

    choose_port(port)  # one that is taken is known before anything is made
    Workspace.create(workspace)
    launch(workspace, port=port, headless=headless)


def demo(
    workspace: MaybeWorkspace = None,
    port: Port = None,
    headless: Headless = False,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Another fictional case.")] = 1,
) -> None:
    """Make a fictional case, import it and open the dashboard; nothing to prepare.

    Example: headwater demo
    """
    from dashboard.launch import choose_port, launch

    choose_port(port)
    signal.signal(signal.SIGTERM, _leave)
    with tempfile.TemporaryDirectory(prefix="headwater-demo-") as scratch:
        place = workspace or Path(scratch, "workspace")
        say("Making a fictional case …")
        _fill(place, Path(scratch, "case"), seed)
        launch(place, port=port, headless=headless, demo=workspace is None)


def _leave(_signal: int, _frame: object) -> None:
    """Make SIGTERM unwind as an error does, so that the scratch folder goes too."""
    sys.exit(128 + signal.SIGTERM)


def _fill(workspace: Path, case: Path, seed: int) -> None:
    """Simulate a case, import it, and say what the dashboard will show."""
    from graph import open_store, trace
    from ingest import ingest_files
    from ingest.simulation import simulate

    simulate(case, seed=seed)
    ingest_files([case], workspace)
    say(trace(open_store(str(workspace))).sentence.zh)
