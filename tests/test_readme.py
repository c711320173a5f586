"""What the README tells people to type works as it stands there."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.headwater.command import ROOT, environment, run

README = (ROOT / "README.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    """The blocks of code in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.M | re.S)


def commands() -> list[list[str]]:
    """Every `headwater …` of the shell blocks, as words, without remarks."""
    lines = [shlex.split(line, comments=True) for block in blocks("sh") for line in block.splitlines()]
    return [words[1:] for words in lines if words and words[0].endswith("headwater")]


def test_the_python_example_runs(tmp_path: Path) -> None:
    """In a folder that holds the sample and nothing else; it prints the sentence of the verdict."""
    (example,) = blocks("python")
    shutil.copytree(ROOT / "sample_data", tmp_path / "sample_data")

    done = subprocess.run(
        [sys.executable, "-c", example],
        cwd=tmp_path, env=environment(HEADWATER_KEY_FILE=str(tmp_path / "token.key")), capture_output=True, text=True,
        timeout=120, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("The evidence points to 4 sources. ")
    assert len([line for line in example.splitlines() if line.strip()]) == 5


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_each_command_line_has_a_verb_and_options_that_exist(words: list[str]) -> None:
    """The help of the verb knows every option."""
    told = run(words[0], "--help")

    assert told.code == 0
    assert [word for word in words[1:] if word.startswith("-") and not re.search(rf"[ ,]{word}[ ,]", told.out)] == []


def test_there_are_commands_to_look_at() -> None:
    """The blocks are still found."""
    assert {words[0] for words in commands()} >= {"ingest", "trace", "dashboard"}


def test_each_target_of_make_exists() -> None:
    """`make demo`, `make test`."""
    named = re.findall(r"^make ([a-z]+)", "\n".join(blocks("sh")), re.M)
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M)

    assert named
    assert set(named) <= set(targets)


def test_each_link_leads_to_a_file() -> None:
    """Documents and pictures."""
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link]

    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
