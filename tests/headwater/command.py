"""Runs the command as a user does: in this process, or in one of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from headwater.cli import main

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "sample_data" / "case"


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


def run(*words: object) -> Done:
    """`headwater WORDS…` in this process, through the same door as from a shell."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    with patch.object(sys, "argv", ["headwater", *map(str, words)]), redirect_stdout(out), redirect_stderr(err):
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
    return Done(code, out.getvalue(), err.getvalue())


def spawn(*words: object, cwd: Path | None = None, **variables: str) -> Done:
    """`python -m headwater WORDS…` in a process of its own, with further environment variables.

    Needed for what starts processes itself: tests of the dashboard leave a `__main__` behind that those would run again.
    """
    done = subprocess.run(
        command(*words), cwd=cwd, env=environment(**variables), capture_output=True, text=True, timeout=120, check=False
    )
    return Done(done.returncode, done.stdout, done.stderr)


def command(*words: object) -> list[str]:
    """The words that start the command."""
    return [sys.executable, "-m", "headwater", *map(str, words)]


def environment(**variables: str) -> dict[str, str]:
    """The environment of the tests, with the repository importable from anywhere."""
    return os.environ | {"PYTHONPATH": str(ROOT)} | variables


def files(root: Path) -> dict[str, bytes]:
    """Everything below a folder, folders too, byte for byte."""
    return {str(p.relative_to(root)): p.read_bytes() if p.is_file() else b"" for p in sorted(root.rglob("*"))}


def is_one_line(done: Done) -> bool:
    """Whether a command that failed said so in one line of its own, after the progress it may have reported."""
    lines = [line for line in done.err.splitlines() if not line.startswith(("Reading ", "left out: "))]
    return done.out == "" and len(lines) == 1 and lines[0].startswith("headwater: ") and "unexpected" not in lines[0]
