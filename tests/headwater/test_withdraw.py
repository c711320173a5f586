"""`imports` and `withdraw` as a user types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph import open_store
from tests.headwater.command import SAMPLE, is_one_line, run


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample, but its orders; then the first of its orders, then all of them."""
    monkeypatch.setenv("HEADWATER_KEY_FILE", str(tmp_path / "keys" / "token.key"))
    lines = (SAMPLE / "orders.csv").read_text("utf-8").splitlines(keepends=True)
    (tmp_path / "part.csv").write_text("".join(lines[:200]), "utf-8")
    others = sorted(set(SAMPLE.glob("*.csv")) - {SAMPLE / "orders.csv"})
    for files in (others, [tmp_path / "part.csv"], [SAMPLE / "orders.csv"]):
        assert run("ingest", *files, "-w", tmp_path / "w").code == 0
    return tmp_path / "w"


def listed(workspace: Path) -> list[dict[str, object]]:
    """The imports as JSON."""
    return json.loads(run("imports", "-w", workspace, "--json").out)["imports"]  # type: ignore[no-any-return]


def test_the_verdict_follows_what_counts(workspace: Path) -> None:
    """Without an import whose rows another holds too it is the same; without both there is nothing to find; undone, as before."""
    _, part, full = (str(one["import"]) for one in listed(workspace))
    before = run("trace", "-w", workspace, "--json").out

    done = run("withdraw", "-w", workspace, part, "--reason", "另案的文件")
    assert "0 行不再计入 / 0 rows count no more" in done.out
    assert "199" in done.out
    assert run("trace", "-w", workspace, "--json").out == before
    assert run("withdraw", "-w", workspace, full).code == 0
    assert "2 withdrawn, not counted: headwater imports" in run("trace", "-w", workspace).err
    assert json.loads(run("trace", "-w", workspace, "--json").out)["sources"] == []
    for one in (part, full):
        assert run("withdraw", "-w", workspace, one[:8], "--undo").code == 0
    assert run("trace", "-w", workspace, "--json").out == before
    assert run("verify", "-w", workspace).code == 0


def test_imports_are_listed_with_what_came_of_them(workspace: Path) -> None:
    """As a table and as JSON, the withdrawn ones with who, when and why."""
    part = str(listed(workspace)[1]["import"])
    done = run("withdraw", "-w", workspace, part, "--reason", "另案的文件", "--json")
    told = listed(workspace)
    table = run("imports", "-w", workspace)

    assert json.loads(done.out) == {
        "format": 1, "import": part, "files": ["part.csv"], "counts": False, "rows": 199, "shared": 199, "left_out": [],
    }  # fmt: skip
    assert [one["counts"] for one in told] == [True, False, True]
    assert told[1]["withdrawn"]["reason"] == "另案的文件"  # type: ignore[index]
    assert [(t["file"], t["taken"], t["repeated"]) for t in told[2]["tables"]] == [("orders.csv", 2557, 199)]  # type: ignore[attr-defined]
    assert f"已撤回 / withdrawn: {part[:8]} (part.csv), " in table.out


def test_an_import_that_is_not_there_ends_with_2_in_one_line(workspace: Path) -> None:
    """With what to do."""
    done = run("withdraw", "-w", workspace, "ffffffff")

    assert done.code == 2
    assert is_one_line(done)
    assert "headwater imports" in done.err


@pytest.fixture
def people(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Victims, then calls of which a victim made one."""
    monkeypatch.setenv("HEADWATER_KEY_FILE", str(tmp_path / "keys" / "token.key"))
    victims = "手机号,姓名,首次联系时间\n13800138000,张三丰,2024-05-01\n13900139000,李四光,哪天\n"
    calls = "主叫号码,被叫号码,通话时间\n02988888888,13800138000,2024-05-01 10:00:00\n13800138000,95588,2024-05-01 11:00:00\n"
    for name, text in (("victims.csv", victims), ("calls.csv", calls)):
        (tmp_path / name).write_text(text, "utf-8")
        assert run("ingest", tmp_path / name, "-w", tmp_path / "w").code == 0
    return tmp_path / "w"


def test_calls_left_out_for_people_that_are_withdrawn_are_told(people: Path) -> None:
    """With the import that lacks them, in words and as JSON; where no people go, there is nothing to tell."""
    victims, calls = (str(one["import"]) for one in listed(people))
    words = run("withdraw", "-w", people, victims)
    assert f"note: import {calls[:8]} (calls.csv) left out 1 calls" in words.out
    assert run("withdraw", "-w", people, victims, "--undo", "--json").out.count("left_out") == 1
    told = json.loads(run("withdraw", "-w", people, victims, "--json").out)
    assert told["left_out"] == [{"import": calls, "files": ["calls.csv"], "rows": 1}]

    assert json.loads(run("withdraw", "-w", people, calls, "--json").out)["left_out"] == []
    assert run("ingest", people.parent / "calls.csv", "-w", people).code == 0
    assert [(t["taken"], t["refused"]) for t in listed(people)[-1]["tables"]] == [(2, 0)]  # type: ignore[attr-defined]


def test_of_refused_rows_it_is_told_how_many_are_open(people: Path, tmp_path: Path) -> None:
    """Those that came back are not; `refused` lists the same, of the same import by the same name."""

    def counts() -> list[tuple[object, object]]:
        return [(t["refused"], t["open"]) for one in listed(people) for t in one["tables"]]  # type: ignore[attr-defined]

    assert counts() == [(1, 1), (1, 1)]
    victims = listed(people)[0]["import"]
    (row,) = json.loads(run("refused", "-w", people, "--import", str(victims)[:8], "--json").out)["refused"]
    assert (row["import"], row["run"]) == (victims, victims)
    book = tmp_path / "repair.xlsx"
    assert run("refused", "-w", people, "--run", str(victims)[:8], "-o", book, "--reason", "补正后导入").code == 0
    assert run("ingest", book, "-w", people).code == 0
    assert counts()[0] == (1, 0)
    run("withdraw", "-w", people, victims)
    assert counts()[0] == (1, 0)


def test_whoever_is_asked_for_after_all_was_withdrawn_is_said_to_be_withdrawn(people: Path) -> None:
    """In one line; a token still opens what the vault keeps."""
    person = str(open_store(str(people)).persons.of["person"][0])
    for one in listed(people):
        run("withdraw", "-w", people, one["import"])
    done = run("reveal", "-w", people, person, "--reason", "回访询问")

    assert (done.code, is_one_line(done)) == (2, True)
    assert "nobody in the imports" in done.err
    assert "2 are withdrawn" in done.err
