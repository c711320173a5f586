"""`headwater ingest`: the plan on stdout, progress on stderr, and nothing written twice."""

from __future__ import annotations

import json
import shlex
import shutil
from pathlib import Path

import pytest

from tests.headwater.command import SAMPLE, files, is_one_line, run

KINDS = ["calls", "comparisons", "lines", "merchants", "orders", "scans", "shares", "victims", "waybills"]
ANSWERED = [
    "文件/file",
    "工作表/sheet",
    "类型/kind",
    "编码/encoding",
    "取用/taken",
    "标注/flagged",
    "拒收/refused",
    "重复/repeated",
]


@pytest.fixture
def own(workspace: Path, tmp_path: Path) -> Path:
    """A copy of the workspace that a test may change."""
    return Path(shutil.copytree(workspace, tmp_path / "own"))


def test_each_table_is_a_line_with_its_kind_and_figures(tmp_path: Path) -> None:
    """A dry run and an import print the same plan, apart from the last line."""
    dry = run("ingest", SAMPLE, "-w", tmp_path / "w", "--dry-run")
    wet = run("ingest", SAMPLE, "-w", tmp_path / "w")

    assert (dry.code, wet.code) == (0, 0)
    assert dry.out.splitlines()[:-1] == wet.out.splitlines()[:-1]
    assert dry.out.splitlines()[0].split() == ANSWERED
    assert [line.split()[1].partition("/")[2] for line in dry.out.splitlines()[1 : 1 + len(KINDS)]] == KINDS
    assert ["orders.csv", "订单/orders", "utf-8", "2756", "0", "0", "0"] in [
        line.split() for line in dry.out.splitlines()
    ]
    assert wet.err.splitlines() == [f"Reading {kind}.csv …" for kind in KINDS]


def test_a_dry_run_writes_nothing(victims: Path, tmp_path: Path) -> None:
    """No workspace appears, and nothing beside the file."""
    before = files(tmp_path)

    done = run("ingest", victims, "-w", tmp_path / "w", "--dry-run")

    assert done.code == 0
    assert done.out.endswith("Nothing was written: this was a dry run.\n")
    assert files(tmp_path) == before


def test_a_dry_run_on_a_workspace_leaves_its_facts_and_ledger(victims: Path, own: Path) -> None:
    """Byte for byte."""
    before = files(own)

    assert run("ingest", victims, "-w", own, "--dry-run").code == 0

    assert files(own) == before


def test_json_says_of_each_table_what_the_contract_names(victims: Path, tmp_path: Path) -> None:
    """The JSON of a dry run is that of the import, and stdout is nothing else."""
    dry = run("ingest", victims, "-w", tmp_path / "w", "--dry-run", "--json")
    wet = run("ingest", victims, "-w", tmp_path / "w", "--json")
    (table,) = json.loads(wet.out)["tables"]

    assert dry.out == wet.out
    assert wet.err == "Reading victims.csv …\n"
    told = {key: table[key] for key in ("file", "sheet", "kind", "encoding", "taken", "flagged", "refused")}
    assert told == {
        "file": "victims.csv", "sheet": "", "kind": "victims", "encoding": "utf-8", "taken": 2, "flagged": 0, "refused": 1,
    }  # fmt: skip
    (refusal,) = table["refusals"]
    assert (refusal["row"], refusal["column"]) == (3, "first_contact")
    assert refusal["reason"] == "unreadable time"
    assert "2024-05-01 13:30" in refusal["remedy"]


def test_a_row_that_cannot_be_taken_is_named_with_the_remedy_and_the_rest_goes_on(
    victims: Path, tmp_path: Path
) -> None:
    """Exit code 0: the import is done."""
    done = run("ingest", victims, "-w", tmp_path / "w")

    assert done.code == 0
    assert "拒收 / refused: victims.csv: 第 3 行 first_contact 列" in done.out
    assert (
        "时间无法识别 / unreadable time → 按 2024-05-01 13:30 的格式填写 / write it as 2024-05-01 13:30\n" in done.out
    )
    assert "Only 2 victims" in run("trace", "-w", tmp_path / "w").out


def test_the_same_files_again_add_nothing(own: Path, traced: str) -> None:
    """They are told to be there already, and neither facts nor the verdict change."""
    facts = files(own / "facts")

    again = run("ingest", SAMPLE, "-w", own)

    assert again.code == 0
    assert again.out.endswith(f"Nothing new: all of it is in {own} already.\n")
    assert [line.split()[3:] for line in again.out.splitlines()[1:3]] == [
        ["0", "0", "0", "1271"],
        ["0", "0", "0", "100"],
    ]
    assert files(own / "facts") == facts
    assert run("trace", "-w", own, "--json").out == traced


def test_what_is_no_table_among_tables_is_said(tmp_path: Path) -> None:
    """A note beside the tables is left out, with the reason."""
    shutil.copytree(SAMPLE, tmp_path / "case")
    (tmp_path / "case" / "note.pdf").write_bytes(b"%PDF-1.7")

    done = run("ingest", tmp_path / "case", "-w", tmp_path / "w", "--dry-run")

    assert done.code == 0
    assert "不是数据 / not data: note.pdf: " in done.out


def test_headers_that_nobody_knows_are_named_by_a_mapping(tmp_path: Path) -> None:
    """TOML lines from header to column."""
    table, names = tmp_path / "t.csv", tmp_path / "names.toml"
    table.write_text("谁,哪天\nA1,2024-05-01\n", "utf-8")
    names.write_text('"谁" = "person_id"\n"哪天" = "first_contact"\n', "utf-8")

    assert run("ingest", table, "-w", tmp_path / "w", "--dry-run").code == 2
    done = run("ingest", table, "-w", tmp_path / "w", "--mapping", names, "--kind", "victims", "--json")

    assert done.code == 0
    assert json.loads(done.out)["tables"][0]["taken"] == 1


@pytest.mark.parametrize("content", [b"no toml", b"\xff\xfe", None])
def test_a_mapping_that_is_none_is_one_line(content: bytes | None, victims: Path, tmp_path: Path) -> None:
    """With how to write one."""
    names = tmp_path / "names.toml"
    if content is not None:
        names.write_bytes(content)

    done = run("ingest", victims, "-w", tmp_path / "w", "--mapping", names)

    assert done.code == 2
    assert is_one_line(done)
    assert '"订单编号" = "order_no"' in done.err


def test_very_many_refused_rows_are_counted_by_reason_after_the_first(tmp_path: Path) -> None:
    """A screen of thousands of lines hides what was taken."""
    file = tmp_path / "victims.csv"
    rows = [f"1380013{n:04},sometime,A" for n in range(300)] + ["13900139000,2024-05-01,A"]
    file.write_text("phone,first_contact,case_no\n" + "\n".join(rows) + "\n", "utf-8")
    done = run("ingest", file, "-w", tmp_path / "w", "--dry-run")

    assert sum("/ row " in line for line in done.out.splitlines()) == 200
    assert "refused: victims.csv: 另有 100 行 / 100 more: 时间无法识别 / unreadable time" in done.out


def test_what_is_odd_about_rows_taken_is_told_by_reason(tmp_path: Path) -> None:
    """How many rows, of which column as the file calls it, and the first of them; then what comes next."""
    file = tmp_path / "orders.csv"
    rows = [
        "1,13800138000,2024-05-01 24:00",
        "2,13800138001,2024-05-01",
        "3,138****8002,2024-05-01 24:00",
        "4,,2024-05-01",
    ]
    file.write_text("订单号,手机,下单时间\n" + "\n".join(rows) + "\n", "utf-8")
    done = run("ingest", file, "-w", tmp_path / "w")

    assert (
        "标注 / flagged: orders.csv: 1 行（下单时间 (order_time) 列，首见于第 2 行） / "
        "1 rows, column 下单时间 (order_time), first row 2" in done.out
    )
    last = done.out.splitlines()[-1]
    assert last.startswith(f"已记入 {tmp_path / 'w'}，拒收的 2 行未取。下一步：headwater refused -w")
    assert f"Next: headwater refused -w {tmp_path / 'w'} -o FILE.xlsx --reason " in last


def test_the_command_that_comes_next_after_refusals_works_as_it_is_printed(victims: Path, tmp_path: Path) -> None:
    """With the reason that a workbook of people needs."""
    last = run("ingest", victims, "-w", tmp_path / "w").out.splitlines()[-1]
    command = shlex.split(last[last.index("Next: headwater ") :].removeprefix("Next: headwater ").split(" writes ")[0])
    done = run(*(tmp_path / "r.xlsx" if word == "FILE.xlsx" else word for word in command))

    assert (done.code, (tmp_path / "r.xlsx").is_file()) == (0, True)


def test_what_comes_after_an_import_without_refusals_is_the_verdict(tmp_path: Path) -> None:
    """In both languages."""
    done = run("ingest", SAMPLE, "-w", tmp_path / "w")

    assert done.out.endswith(
        f"下一步：headwater trace -w {tmp_path / 'w'} / Recorded in {tmp_path / 'w'}. Next: headwater trace -w {tmp_path / 'w'}\n"
    )
