"""`headwater trace` under other conditions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.headwater.command import run


def test_a_workspace_answers_from_its_index_as_without_one(workspace: Path) -> None:
    """Built by the first trace, read by the second, harmless to delete."""
    answers = [run("trace", "-w", workspace, "--json").out for _ in range(2)]
    indexes = list((workspace / "index").glob("*-all"))  # other tests ask for a case
    for file in indexes[0].iterdir():
        file.unlink()
    answers.append(run("trace", "-w", workspace, "--json").out)

    assert len(indexes) == 1
    assert answers[0] == answers[1] == answers[2]
    assert "what_if" not in json.loads(answers[0])


def test_conditions_are_said_before_the_answer_and_in_json(workspace: Path) -> None:
    """So that nobody takes the view for the verdict."""
    kind = json.loads(run("trace", "-w", workspace, "--json").out)["ranking"][0]["kind"]
    words = ("trace", "-w", workspace, "--without", kind, "--comparisons", "none", "--lag-cap", 30, "--no-protection")
    told = json.loads(run(*words, "--json").out)

    assert told["what_if"] == {"lag_cap": 30, "without_kinds": [kind], "protection": False, "comparisons": "none"}
    assert kind not in {row["kind"] for row in told["ranking"]}
    assert run(*words).out.startswith("假设视图：")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--without", "nobody"), "the kinds are:"),
        (("--without", "merchant:nobody"), "no merchant is called 'nobody'"),
        (("--lag-cap", "31"), "choose 30 or 90"),
        (("--comparisons", "few"), "all, same_region, none"),
        (("--knowledge", "no.toml"), "no.toml cannot be read"),
    ],
)
def test_a_condition_that_cannot_be_is_refused_in_one_line(words: tuple[str, str], said: str, workspace: Path) -> None:
    """Exit code 2."""
    done = run("trace", "-w", workspace, *words)

    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert len(done.err.splitlines()) == 1
