"""`headwater judge`: people decide, the verdict follows, and nothing is lost when a judgement is taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.headwater.command import is_one_line, run
from tests.shared_phone import SECRETS, shared_phone


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A workspace of three victims, two of whom share a telephone, and of accounts whose export is masked."""
    assert run("ingest", *shared_phone(tmp_path), "-w", tmp_path / "ws").code == 0
    return tmp_path / "ws"


def told(*words: object) -> dict[str, object]:
    """What a command prints as JSON."""
    done = run(*words, "--json")
    assert done.code == 0, done.err
    answer: dict[str, object] = json.loads(done.out)
    return answer


def test_a_suggestion_is_accepted_with_its_own_reason_and_listed_masked(place: Path) -> None:
    """No name, no number in plain text."""
    suggestions = told("judge", "suggest", "-w", place)["suggestions"]
    first = suggestions[0]  # type: ignore[index]
    made = told("judge", "-w", place, "same", first["a"], first["b"])
    listed = run("judge", "list", "-w", place)

    assert "138****8000" in first["zh"]
    assert made["reason"] == f"{first['zh']} / {first['en']}"
    assert "有效 / in force" in listed.out
    for secret in SECRETS:
        assert secret not in listed.out + json.dumps(suggestions, ensure_ascii=False) + json.dumps(made)


def test_a_judgement_taken_back_leaves_the_verdict_as_it_was(place: Path) -> None:
    """Byte for byte; both stay in the list."""
    before = run("trace", "-w", place, "--json").out
    made = told("judge", "cleared", "-w", place, "merchant", "甲店", "--reason", "现场检查 13800138000")
    assert run("trace", "-w", place, "--json").out != before
    assert run("judge", "undo", "-w", place, made["number"], "--reason", "误记").code == 0

    assert made["reason"] == "现场检查 138****8000"
    assert run("trace", "-w", place, "--json").out == before
    assert [one["state"] for one in told("judge", "list", "-w", place)["judgements"]] == ["undone"]  # type: ignore[attr-defined]


def test_conflicts_are_listed_and_a_judgement_settles_them(place: Path) -> None:
    """Two identity cards under one telephone: one person after all."""
    (conflict,) = told("judge", "list", "--conflicts", "-w", place)["conflicts"]  # type: ignore[misc]
    assert "139****9001" in conflict["zh"]
    assert run("judge", "same", "-w", place, *conflict["id_numbers"], "--reason", "抄错一位").code == 0

    assert told("judge", "list", "--conflicts", "-w", place)["conflicts"] == []


def test_a_link_can_be_judged_wrong_and_a_person_asked_for_tokens(place: Path) -> None:
    """A token, or a record's holder."""
    persons = run("judge", "person", "-w", place, told("judge", "suggest", "-w", place)["suggestions"][0]["a"])  # type: ignore[index]
    assert "account" in persons.out or "phone" in persons.out
    assert run("judge", "wrong-link", "-w", place, "order:A1", "merchant", "甲店", "--reason", "代发").code == 0
    token = persons.out.splitlines()[1].split()[0]

    assert run("judge", "wrong-link", "-w", place, token, "--reason", "客服号码").code == 0
    assert len(told("judge", "list", "-w", place)["judgements"]) == 2  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (
            ("same", "p:0000000000000000", "p:1111111111111111", "--reason", "x"),
            "nobody is called 'p:0000000000000000'",
        ),
        (("cleared", "merchant", "乙店", "--reason", "x"), "there is no merchant '乙店'"),
        (("cleared", "merchant", "甲店"), "needs its reason"),
        (("wrong-link", "order:A9", "merchant", "甲店", "--reason", "x"), "there is no record 'order:A9'"),
        (("undo", "99", "--reason", "x"), "there is no judgement 99"),
    ],
)
def test_what_is_not_there_is_refused_in_a_line(place: Path, words: tuple[str, ...], says: str) -> None:
    """Exit 2, and nothing is written."""
    done = run("judge", "-w", place, *words)

    assert (done.code, is_one_line(done)) == (2, True)
    assert says in done.err
    assert told("judge", "list", "-w", place)["judgements"] == []


def test_without_a_workspace_the_help_is_pointed_to() -> None:
    """As for any other command."""
    done = run("judge", "list")

    assert (done.code, done.err) == (2, "headwater: Missing option '-w' / '--workspace'. See: headwater judge --help\n")


def test_words_that_are_no_text_are_told_in_one_line(place: Path) -> None:
    """As a terminal sends them whose encoding is another; nothing is written down."""
    done = run("judge", "cleared", "-w", place, "merchant", "甲店", "--reason", "\udcbc\udcd7")

    assert done.code == 2
    assert is_one_line(done)
    assert told("judge", "list", "-w", place)["judgements"] == []


def as_person(monkeypatch: pytest.MonkeyPatch, who: str) -> None:
    """From here on the user of this computer is another one."""
    monkeypatch.setattr("ingest.decisions.user", lambda: who)


def test_where_review_is_on_a_clearance_waits_until_another_approves_it(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The verdict is as before until then; who proposed it is told that another has to."""
    as_person(monkeypatch, "li")
    assert "review is on" in run("judge", "review", "on", "-w", place, "--reason", "支队要求").out
    before = run("trace", "-w", place, "--json").out
    done = run("judge", "cleared", "-w", place, "merchant", "甲店", "--reason", "系统已检查")
    number = done.out.split(":")[0]
    assert f"headwater judge approve {number}" in done.out
    assert run("trace", "-w", place, "--json").out == before
    own = run("judge", "approve", "-w", place, number)
    assert (own.code, is_one_line(own)) == (2, True)
    assert "another has to approve it" in own.err

    as_person(monkeypatch, "wang")
    assert run("judge", "approve", "-w", place, number).code == 0
    one = told("judge", "list", "-w", place)["judgements"][0]  # type: ignore[index]
    assert (one["state"], one["proposer"], one["who"]) == ("in_force", "li", "wang")
    assert run("trace", "-w", place, "--json").out != before
    assert "no proposal" in run("judge", "approve", "-w", place, number).err


def test_review_is_turned_off_by_another_than_who_turned_it_on(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a reason, and once; then a judgement takes effect at once."""
    as_person(monkeypatch, "li")
    refused = run("judge", "review", "on", "-w", place)
    assert (refused.code, is_one_line(refused)) == (2, True)
    assert run("judge", "review", "on", "-w", place, "--reason", "支队要求").code == 0
    assert "on already" in run("judge", "review", "on", "-w", place, "--reason", "支队要求").err
    assert "another has to turn it off" in run("judge", "review", "off", "-w", place, "--reason", "不便").err

    as_person(monkeypatch, "wang")
    assert "review is off" in run("judge", "review", "off", "-w", place, "--reason", "支队要求").out
    assert told("judge", "-w", place, "cleared", "merchant", "甲店", "--reason", "系统已检查")["proposer"] == ""
