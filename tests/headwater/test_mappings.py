"""`headwater mappings` and the mappings that `headwater ingest` saves and uses again."""

from __future__ import annotations

import json
from pathlib import Path

from tests.headwater.command import is_one_line, run


def test_a_mapping_is_saved_listed_and_used_again(tmp_path: Path) -> None:
    """And that is said."""
    header, rows = "单号,会员手机,何时\n", ["1,13800138000,2024-05-01\n", "2,13800138000,2024-05-02\n"]
    mapping, first, second = tmp_path / "m.toml", tmp_path / "a.csv", tmp_path / "b.csv"
    mapping.write_text('"会员手机" = "phone"\n"单号" = "order_no"\n"何时" = "order_time"\n', "utf-8")
    first.write_text(header + rows[0], "utf-8")
    second.write_text(header + rows[1], "utf-8")
    done = run(
        "ingest", first, "-w", tmp_path / "w", "--kind", "orders", "--mapping", mapping, "--save-mapping", "某平台"
    )
    again = run("ingest", second, "-w", tmp_path / "w")

    assert (done.code, again.code) == (0, 0)
    assert "导入规格 某平台 第 1 版已保存" in done.err
    assert "b.csv: 使用了导入规格 某平台 v1 / 某平台 v1 was used" in again.out
    (told,) = json.loads(run("mappings", "-w", tmp_path / "w", "--json").out)
    assert (told["name"], told["version"], told["kind"]) == ("某平台", 1, "orders")
    assert told["mapping"] == {"单号": "order_no", "会员手机": "phone", "何时": "order_time"}
    assert "3 of 3" in run("mappings", "-w", tmp_path / "w").out


def test_a_workspace_without_mappings_says_how_to_save_one(workspace: Path) -> None:
    """And where there is no workspace, that."""
    assert "--save-mapping" in run("mappings", "-w", workspace).out
    assert is_one_line(run("mappings", "-w", workspace / "none"))


def test_a_name_that_is_none_is_one_line(victims: Path, tmp_path: Path) -> None:
    """After the import, which stands."""
    done = run("ingest", victims, "-w", tmp_path / "w", "--save-mapping", " ")

    assert done.code == 2
    assert is_one_line(done)
