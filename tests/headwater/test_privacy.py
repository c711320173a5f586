"""No identity of the sample stands in a workspace or in what a command prints."""

from __future__ import annotations

import csv
import sqlite3
from contextlib import closing
from pathlib import Path

import polars as pl
import pytest

from tests.headwater.command import SAMPLE, files, run

# Accounts of the other side (payee, broadband line) are holders' names, not identities of victims.
IDENTITIES = ("person_id", "name", "phone", "id_number", "account", "address", "account_owner", "install_address")
FEWEST = 1500


@pytest.fixture(scope="module")
def identities() -> list[str]:
    """Every identity in the CSVs of the sample; names of two characters too."""
    found = set()
    for file in SAMPLE.iterdir():
        with file.open(encoding="utf-8", newline="") as source:
            for row in csv.DictReader(source):
                found |= {row[column] for column in IDENTITIES if row.get(column)}
    assert len(found) > FEWEST
    return sorted(found)


def told(text: str, identities: list[str]) -> list[str]:
    """The identities that stand in a text."""
    return [one for one in identities if one in text]


def test_facts_hold_none(workspace: Path, identities: list[str]) -> None:
    """Every cell of every Parquet file, and its footer."""
    tables = sorted((workspace / "facts").rglob("*.parquet"))
    text = "\n".join(pl.read_parquet(table).write_csv() for table in tables)
    raw = b"".join(table.read_bytes() for table in tables).decode("utf-8", "ignore")

    assert len(tables) == 10  # nine kinds, and the hints
    assert told(text, identities) == []
    assert told(raw, identities) == []


def test_the_ledger_holds_none(workspace: Path, identities: list[str]) -> None:
    """Its rows, and the bytes of its files, where deleted rows would linger."""
    with closing(sqlite3.connect(workspace / "headwater.sqlite")) as db:
        text = "\n".join(db.iterdump())
    raw = b"".join(data for name, data in files(workspace).items() if "sqlite" in name).decode("utf-8", "ignore")

    assert "orders.csv" in text
    assert told(text, identities) == []
    assert told(raw, identities) == []


def test_no_command_prints_one(workspace: Path, traced: str, identities: list[str], tmp_path: Path) -> None:
    """On stdout and stderr, as text and as JSON."""
    assert told(traced, identities) == []
    commands = [
        ("ingest", SAMPLE, "-w", tmp_path / "w", "--dry-run", "--json"),
        ("trace", "-w", workspace),
        ("neighbours", "-w", workspace, "枳蓁店铺管家", "--depth", "2", "--limit", "800"),
        ("neighbours", "-w", workspace, "枳蓁店铺管家", "--depth", "2", "--limit", "800", "--json"),
        ("path", "-w", workspace, "枳蓁店铺管家", "筱垚云仓", "--json"),
    ]
    for words in commands:
        done = run(*words)

        assert done.code == 0, words
        assert told(done.out + done.err, identities) == [], words


def test_no_export_holds_one(evidence: dict[str, Path], identities: list[str]) -> None:
    """In any format."""
    for name, data in files(evidence["csv"].parent).items():
        assert told(data.decode("utf-8-sig"), identities) == [], name


def test_a_cell_that_was_refused_is_shown_masked(tmp_path: Path) -> None:
    """Of a telephone number with a digit too many only the ends are shown."""
    table = tmp_path / "v.csv"
    table.write_text("姓名,手机号,首次来电时间\n王小样,1930000572212,2024-05-01\n王小本,19300005723,不详\n", "utf-8")

    done = run("ingest", table, "-w", tmp_path / "w", "--json")

    assert done.code == 0
    assert told(done.out + done.err, ["王小样", "王小本", "1930000572212", "19300005723"]) == []
