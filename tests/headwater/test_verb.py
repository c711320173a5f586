"""Plain words are taken as they are, and all others are still told what is wrong with them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import pytest
import typer
from typer import BadParameter

from headwater.verb import Verb


def _taken(words: list[str]) -> list[object]:
    """What a command is given for these words."""
    taken: list[object] = []
    app = typer.Typer()

    @app.command(cls=Verb)
    def command(
        files: list[Path],
        name: str | None = None,
        kinds: Annotated[list[str] | None, typer.Option("--kind")] = None,
        top: Annotated[int, typer.Option(min=1)] = 20,
    ) -> None:
        taken.extend([files, name, kinds, top])

    app(args=words, standalone_mode=False)
    return taken


def test_texts_paths_and_numbers_arrive_as_what_they_are(tmp_path: Path) -> None:
    """A path that is there, one that is not, words that repeat, and a number."""
    words = [str(tmp_path), "nowhere", "--name", "5", "--kind", "a", "--kind", "b", "--top", "3"]
    assert _taken(words) == [[tmp_path, Path("nowhere")], "5", ["a", "b"], 3]


def test_what_is_not_said_is_what_was_agreed() -> None:
    """The defaults."""
    files, name, kinds, top = _taken(["one.csv"])
    assert (files, name, top) == ([Path("one.csv")], None, 20)
    assert not kinds


@pytest.mark.parametrize("top", ["many", "0"])
def test_what_is_no_such_number_is_refused(top: str) -> None:
    """No number, and one that is too small."""
    with pytest.raises(BadParameter):
        _taken(["one.csv", "--top", top])


def test_a_trace_does_not_start_pydantic() -> None:
    """The reason for all this."""
    program = """
import sys
from headwater.cli import app
try:
    app(args=["trace", "nowhere.csv"], standalone_mode=False)
except Exception as error:
    print(type(error).__name__, "pydantic" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["BadInput", "False"]
