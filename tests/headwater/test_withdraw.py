"""`imports` and `withdraw` as a user types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

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

    assert json.loads(done.out) == {"format": 1, "import": part, "counts": False, "rows": 199, "shared": 199}
    assert [one["counts"] for one in told] == [True, False, True]
    assert told[1]["withdrawn"]["reason"] == "另案的文件"  # type: ignore[index]
    assert [(t["file"], t["taken"], t["repeated"]) for t in told[2]["tables"]] == [("orders.csv", 2557, 199)]  # type: ignore[attr-defined]
    assert "已撤回 / withdrawn" in table.out
    assert part[:8] in table.out


def test_an_import_that_is_not_there_ends_with_2_in_one_line(workspace: Path) -> None:
    """With what to do."""
    done = run("withdraw", "-w", workspace, "ffffffff")

    assert done.code == 2
    assert is_one_line(done)
    assert "headwater imports" in done.err
