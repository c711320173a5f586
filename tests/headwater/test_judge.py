"""`headwater judge`: people decide, the verdict follows, and nothing is lost when a judgement is taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.headwater.command import is_one_line, run

VICTIMS = """姓名,联系电话,身份证号,住址,首次来电时间
沈穗岚,13800138000,,溪汀市湉水街12号3栋1201室,2024-05-20 10:00
冯樨翎,13900139001,110101190005168222,枳浦市杪榆路5号1栋302室,2024-05-21 10:00
赵禾汀,13900139001,110101190003155591,枳浦市杪榆路7号,2024-05-22 10:00
"""
ORDERS = """订单编号,买家会员名,收货人手机,收货人姓名,收货地址,下单时间,平台,店铺名称
A1,tb_881,138****8000,沈*,溪汀市湉水街12号3幢1201室,2024-05-01 10:00,某宝,甲店
A2,tb_990,,冯樨翎,杪榆路5-1-302,2024-05-02 10:00,某宝,甲店
A3,,13900139001,,,2024-05-03 10:00,某宝,甲店
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A workspace of three victims, two of whom share a telephone, and of accounts whose export is masked."""
    for name, text in (("台账.csv", VICTIMS), ("订单.csv", ORDERS)):
        (tmp_path / name).write_text(text, "utf-8")
    assert run("ingest", tmp_path / "台账.csv", tmp_path / "订单.csv", "-w", tmp_path / "ws").code == 0
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
    for secret in ("沈穗岚", "13800138000", "1201室", "110101190005168222"):
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
