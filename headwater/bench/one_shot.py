"""Commands as a user starts them: a trace of files in one shot, and `--help`, each with the start of Python."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from headwater.bench.apart import BenchFailed
from headwater.bench.progress import Progress
from headwater.bench.settings import Settings
from headwater.bench.timing import in_turns, once
from headwater.bench.values import Column, Goal, Part, Table
from ingest.simulation import simulate

VICTIMS = 100
TURNS = 5
HOW = f"""\
A simulated case of {VICTIMS} victims, written as files, is traced by `headwater trace FOLDER`: start of Python, reading,
cleaning, verdict, printing. The same files, imported into a workspace beforehand, are traced by `headwater trace -w`: its
index is on disk already, and only the hashes of the facts are computed again. Every command is started once before, so that
files and compiled code are at hand; then they take turns, {TURNS} times."""


def one_shot(settings: Settings, progress: Progress) -> Part:
    """Times of whole processes."""
    progress.step("One-shot commands")
    case, workspace = settings.folder / "one-shot", settings.folder / "one-shot-workspace"
    simulate(case, victims=VICTIMS, seed=1, family="easy_branch")
    _run(["-m", "headwater", "ingest", str(case), "-w", str(workspace)], settings.folder)
    commands = {
        "`headwater trace` of files, one shot": ["-m", "headwater", "trace", str(case)],
        "`headwater trace -w` of a workspace": ["-m", "headwater", "trace", "-w", str(workspace)],
        "`headwater --help`": ["-m", "headwater", "--help"],
        "starting Python and NumPy, nothing else": ["-c", "import numpy"],
    }
    for words in commands.values():
        _run(words, settings.folder)
    works = [lambda words=words: once(lambda: _run(words, settings.folder))[0] for words in commands.values()]
    times = in_turns(works, most=TURNS, budget=300)
    trace, _, helped, _ = times
    return Part(
        name="one_shot",
        title="One-shot commands",
        how=HOW,
        goals=(
            Goal(f"`headwater trace` one-shot, {VICTIMS} victims", trace.best, 1.5, "seconds"),
            Goal("`headwater --help`", helped.best, 0.25, "seconds"),
        ),
        tables=(
            Table(
                "",
                (Column("command"), Column("best", "seconds"), Column("median", "seconds"), Column("worst", "seconds")),
                tuple((name, t.best, t.median, t.worst) for name, t in zip(commands, times, strict=True)),
            ),
        ),
    )


def _run(words: list[str], folder: Path) -> None:
    """Run Python with these words. BenchFailed: it ended with an error."""
    environment = os.environ | {"HEADWATER_KEY_FILE": str(folder / "token.key")}
    done = subprocess.run([sys.executable, *words], env=environment, cwd=folder, capture_output=True, check=False)  # noqa: S603 our own command
    if done.returncode:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        msg = f"python {' '.join(words[:3])} ended with {done.returncode}: {' '.join(last)}"
        raise BenchFailed(msg)
