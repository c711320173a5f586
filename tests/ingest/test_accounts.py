"""Accounts of payments: whosever they are, and whatever is imported when, no number stands outside the vault."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.headwater.command import run
from tests.ingest.vault.exposed import found_in, readable

OWN, THEIRS = "6222021234567890123", "6217000000000009876"
FILES = (
    ("payments.csv", f"from_account,to_account,paid_at,amount\n{THEIRS},{OWN},2024-04-01 12:00,88\n"),
    ("victims.csv", f"person_id,phone,first_contact,payee_account\nV1,13855501234,2024-05-01,{THEIRS}\n"),
    ("more.csv", f"phone,from_account,to_account,paid_at,amount\n13855501234,{OWN},{THEIRS},2024-05-01 12:00,1000\n"),
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace `w` into which the files came one after another: whose account it is, is told last."""
    root = tmp_path_factory.mktemp("accounts")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("HEADWATER_KEY_FILE", str(root / "keys" / "token.key"))
        for name, text in FILES:
            (root / name).write_text(text, "utf-8")
            assert run("ingest", root / name, "-w", root / "w").code == 0
    return root


@pytest.fixture(autouse=True)
def _key(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEADWATER_KEY_FILE", str(root / "keys" / "token.key"))


def test_no_byte_of_the_workspace_tells_one(root: Path) -> None:
    """Neither of a payment that came in before anybody knew whose account it is."""
    assert found_in(readable(root / "w"), (OWN, THEIRS)) == set()


@pytest.mark.parametrize("typed", [THEIRS, f"account:{THEIRS}", "6217 0000 0000 0009 876"])
def test_an_account_is_found_by_its_number_and_shown_masked(root: Path, typed: str) -> None:
    """Paid from and paid into it is one; its token is what `reveal` is asked."""
    done = run("neighbours", "-w", root / "w", typed, "--json")

    assert done.code == 0, done.err
    assert '"label": "Account"' in done.out
    assert "621************9876 (s:" in done.out
    assert found_in([("answer", done.out.encode())], (OWN, THEIRS)) == set()


def test_an_account_nobody_told_of_is_not_found(root: Path) -> None:
    """In one line."""
    done = run("neighbours", "-w", root / "w", "6217000000000001111")

    assert done.code == 2
    assert "nothing in the data is called" in done.err


def test_without_the_key_no_number_leads_to_an_account(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it is called in the graph still does."""
    told = run("neighbours", "-w", root / "w", THEIRS, "--json").out
    node = told[told.index('"Account:s:') + 1 :].split('"')[0]
    monkeypatch.setenv("HEADWATER_KEY_FILE", str(root / "gone"))

    assert run("neighbours", "-w", root / "w", THEIRS).code == 2
    assert run("neighbours", "-w", root / "w", node).code == 0
