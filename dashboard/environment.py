"""What the process that starts the dashboard tells the one that serves it."""

from __future__ import annotations

import os
from pathlib import Path

from graph.errors import NoWorkspace

WORKSPACE_VARIABLE = "HEADWATER_WORKSPACE"
DEMO_VARIABLE = "HEADWATER_DEMO"


def workspace() -> Path:
    """The workspace being shown; NoWorkspace where none was given."""
    given = os.environ.get(WORKSPACE_VARIABLE)
    if not given:
        msg = f"{WORKSPACE_VARIABLE} is not set; start the screens with: headwater dashboard -w WORKSPACE"
        raise NoWorkspace(msg)
    return Path(given)


def demo() -> bool:
    """Whether what is shown is made up, and deleted when the program ends."""
    return os.environ.get(DEMO_VARIABLE) == "1"
