"""`reveal`, `refused`, `key` and `original` as a user types them."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from graph import open_store
from tests.headwater.command import is_one_line, run


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One victim taken, one refused; the original is kept."""
    monkeypatch.setenv("HEADWATER_KEY_FILE", str(tmp_path / "keys" / "token.key"))
    rows = "手机号,姓名,首次联系时间\n13800138000,张三丰,2024-05-01\n13900139000,李四光,哪天\n"
    (tmp_path / "victims.csv").write_text(rows, "utf-8")
    assert run("ingest", tmp_path / "victims.csv", "-w", tmp_path / "w", "--keep-originals").code == 0
    return tmp_path / "w"


def person(workspace: Path) -> str:
    """The pseudonym of the victim."""
    return str(open_store(str(workspace)).persons.of["person"][0])


@pytest.mark.parametrize("words", [[], ["--dry-run"]])
def test_where_the_key_is_lost_importing_makes_no_other_in_its_place(
    workspace: Path, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With one there, the lost one could not be taken in again where it belongs."""
    lost = workspace.parent / "lost" / "token.key"
    monkeypatch.setenv("HEADWATER_KEY_FILE", str(lost))
    done = run("ingest", workspace.parent / "victims.csv", "-w", workspace, *words)

    assert done.code == 2
    assert is_one_line(done)
    assert "Restore it from your copy" in done.err
    assert not lost.exists()


def test_reveal_answers_for_a_reason_and_the_audit_tells_of_it(workspace: Path) -> None:
    """As a table and as JSON."""
    done = run("reveal", "-w", workspace, person(workspace), "--reason", "回访询问", "--json")
    table = run("reveal", "-w", workspace, person(workspace), "--reason", "回访询问")
    audit = json.loads(run("audit", "-w", workspace, "--json").out)

    assert [one["value"] for one in json.loads(done.out)["identities"]] == ["13800138000", "张三丰"]
    assert "张三丰" in table.out
    assert [(one["what"], one["reason"]) for one in audit["entries"]] == [("revealed", "回访询问")] * 2


@pytest.mark.parametrize("words", [["--reason", ""], ["--reason", "啊"], []])
def test_without_a_reason_it_ends_with_2_in_one_line(workspace: Path, words: list[str]) -> None:
    """And shows nothing."""
    done = run("reveal", "-w", workspace, person(workspace), *words)

    assert done.code == 2
    assert is_one_line(done)


def test_what_is_not_there_ends_with_2_in_one_line(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody of that name, no workspace, no key."""
    asked = [[workspace, "p:0123456789abcdef"], [workspace.parent, "p:0123456789abcdef"]]
    done = [run("reveal", "-w", *words, "--reason", "回访询问") for words in asked]
    whom = person(workspace)
    monkeypatch.setenv("HEADWATER_KEY_FILE", str(workspace.parent / "none.key"))
    done += [run("reveal", "-w", workspace, whom, "--reason", "回访询问"), run("key", "rotate", "-w", workspace)]

    assert [one.code for one in done] == [2] * 4
    assert all(is_one_line(one) or one.err.startswith("Sealing") for one in done)


def test_refused_rows_are_listed_and_written_for_repair(workspace: Path, tmp_path: Path) -> None:
    """The list names nobody; the workbook needs a reason."""
    listed = json.loads(run("refused", "-w", workspace, "--json").out)["refused"]
    table = run("refused", "-w", workspace)
    unreasoned = run("refused", "-w", workspace, "-o", tmp_path / "repair.xlsx")
    written = run("refused", "-w", workspace, "-o", tmp_path / "repair.xlsx", "--reason", "补正后重新导入")

    assert [(one["file"], one["row"], one["code"]) for one in listed] == [("victims.csv", 3, "unreadable_time")]
    assert "李四光" not in table.out
    assert (unreasoned.code, written.code) == (2, 0)
    assert (tmp_path / "repair.xlsx").is_file()


def test_the_key_is_rotated_exported_and_taken_in(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On another computer the exported key opens the vault."""
    rotated = json.loads(run("key", "rotate", "-w", workspace, "--json").out)
    exported = json.loads(run("key", "export", "-w", workspace, "-o", tmp_path / "second.json", "--json").out)
    whom = person(workspace)
    monkeypatch.setenv("HEADWATER_KEY_FILE", str(tmp_path / "elsewhere" / "token.key"))
    monkeypatch.setattr("sys.stdin", io.StringIO(exported["passphrase"] + "\n"))
    assert run("key", "import", tmp_path / "second.json").code == 0

    assert rotated["values"] > 0
    assert "13800138000" in run("reveal", "-w", workspace, whom, "--reason", "回访询问").out
    assert run("verify", "-w", workspace).code == 0


def test_an_original_is_given_back(workspace: Path, tmp_path: Path) -> None:
    """Byte for byte, named by its digest."""
    (sealed,) = (workspace / "originals").iterdir()
    done = run("original", "-w", workspace, sealed.stem[:8], "-o", tmp_path / "back.csv", "--reason", "移送证据")

    assert done.code == 0
    assert (tmp_path / "back.csv").read_bytes() == (tmp_path / "victims.csv").read_bytes()
