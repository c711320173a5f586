"""`headwater explain`: everything for and against one holder of the sample."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests.headwater.command import SAMPLE, is_one_line, run


@pytest.fixture(scope="module")
def first(traced: str) -> dict[str, Any]:
    """The first source of the sample."""
    source: dict[str, Any] = json.loads(traced)["sources"][0]
    return source


@pytest.fixture(scope="module")
def told(workspace: Path, first: dict[str, Any]) -> dict[str, Any]:
    """What `explain --json` prints of it."""
    done = run("explain", first["kind"], first["holder"], "-w", workspace, "--json")
    assert done.code == 0
    assert done.err.splitlines()[0] == "ranking the holders …"
    answer: dict[str, Any] = json.loads(done.out)
    return answer


def test_its_figures_are_those_of_the_verdict(told: dict[str, Any], first: dict[str, Any]) -> None:
    """And the victims it explains are among those told with their records."""
    assert told["state"] == "named"
    assert told["figures"] == {name: first[name] for name in told["figures"]}
    assert {person["person"] for person in told["people"] if person["probability"] >= 0.5} == set(first["people"])


def test_every_record_is_followed_to_a_row_of_a_file_of_the_sample(told: dict[str, Any]) -> None:
    """Whose line holds the number of the order."""
    lines = {file.name: file.read_text("utf-8").splitlines() for file in SAMPLE.iterdir()}

    for person in told["people"]:
        for record in person["records"]:
            orders = [row for row in record["rows"] if row["kind"] == "orders"]
            assert orders
            for row in orders:
                number = record["record"].removeprefix("order:")
                assert number in lines[Path(row["file"]).name][row["row"] - 1]


def test_one_shot_says_what_the_workspace_says(told: dict[str, Any], first: dict[str, Any]) -> None:
    """The same figures, people and rows, but for the folder in the names of files."""
    done = run("explain", first["kind"], first["holder"], SAMPLE, "--json")

    assert done.code == 0
    assert json.loads(done.out)["figures"] == told["figures"]
    assert json.loads(done.out)["people"] == told["people"]


def test_every_row_is_in_a_file_that_the_ledger_knows(
    told: dict[str, Any], workspace: Path, first: dict[str, Any]
) -> None:
    """By digest, encoding, how its headers were read, by whom and when."""
    files = {one["sha256"]: one for one in told["files"]}
    rows = [row for person in told["people"] for record in person["records"] for row in record["rows"]]

    assert {row["sha256"] for row in rows} == files.keys()
    for sha256, one in files.items():
        content = (SAMPLE / Path(one["file"]).name).read_bytes()
        assert (hashlib.sha256(content).hexdigest(), len(content), one["encoding"]) == (sha256, one["size"], "utf-8")
        assert {"orders": "order_no", "merchants": "merchant"}.get(one["kind"], "waybill_no") in one["mapping"].values()
        assert one["at"].startswith("20")


def test_in_words_it_tells_for_against_how_firm_and_where(workspace: Path, first: dict[str, Any]) -> None:
    """In both languages, with the rows and their files; progress only on stderr."""
    done = run("explain", first["kind"], first["holder"], "-w", workspace)

    assert done.code == 0
    for heading in ("why this holder", "支持 / for", "反对 / against", "how firm", "other methods", "名受害人的记录"):
        assert heading in done.out
    assert first["holder"] in done.out
    assert "had it leaked" not in done.out
    assert "orders.csv row " in done.out
    assert hashlib.sha256((SAMPLE / "orders.csv").read_bytes()).hexdigest()[:12] in done.out
    assert "…" in done.err


def test_one_that_says_nothing_is_told_too(workspace: Path, traced: str) -> None:
    """The last of the ranking."""
    last = json.loads(traced)["ranking"][-1]
    done = run("explain", last["kind"], last["holder"], "-w", workspace, "--json")

    assert "had it leaked" in run("explain", last["kind"], last["holder"], "-w", workspace).out
    assert done.code == 0
    answer = json.loads(done.out)
    assert answer["figures"]["value"] == last["value"]
    assert (answer["value_left"], answer["grade"]) == (last["value_left"], last["grade"])


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("warehouse", "没有这家"), "did you mean"),
        (("shop", "x"), "no holder is of the kind 'shop'"),
        (("warehouse",), "Missing argument"),
        (("warehouse", "x", "--case", "none"), "case"),
    ],
)
def test_what_is_not_there_is_said_in_one_line(workspace: Path, words: tuple[str, ...], says: str) -> None:
    """With what to do."""
    done = run("explain", *words, "-w", workspace)

    assert done.code == 2
    assert says in done.err
    assert is_one_line(done)
