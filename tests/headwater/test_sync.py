"""`headwater sync` against a real server, and without one."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import neo4j
import pytest

from tests.conftest import Address
from tests.headwater.command import is_one_line, run

ROWS = """\
person_id,order_no,order_time,merchant,platform
A1,100200300,2024-05-01 10:00:00,岚垚店,澹蓁网
A2,100200301,2024-05-02 10:00:00,岚垚店,澹蓁网
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A workspace of two orders."""
    (tmp_path / "orders.csv").write_text(ROWS, "utf-8")
    assert run("ingest", tmp_path / "orders.csv", "-w", tmp_path / "w").code == 0
    return tmp_path / "w"


def test_a_second_sync_has_nothing_to_do(
    small: Path, neo4j_driver: neo4j.Driver, neo4j_server: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first one creates people, orders and holders; progress goes to stderr."""
    monkeypatch.setenv("HEADWATER_NEO4J_USER", neo4j_server.auth[0])
    monkeypatch.setenv("HEADWATER_NEO4J_PASSWORD", neo4j_server.auth[1])

    first = run("sync", "-w", small, "--to", neo4j_server.uri, "--json")
    count = "MATCH (n:Person|Order|Holder) RETURN count(n) AS n"
    there = neo4j_driver.execute_query(count, database_="neo4j").records[0]["n"]
    second = run("sync", "-w", small, "--to", neo4j_server.uri)

    assert (first.code, second.code) == (0, 0), first.err + second.err
    told = json.loads(first.out)
    assert there == 6
    assert told["nodes"] >= there
    assert not told["already"]
    assert "rows" in first.err
    assert second.out == "All of it was there already; nothing was changed.\n"
    assert neo4j_driver.execute_query(count, database_="neo4j").records[0]["n"] == there


def test_a_wrong_password_is_one_line_without_it(
    small: Path, neo4j_server: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says where the password comes from."""
    monkeypatch.setenv("HEADWATER_NEO4J_PASSWORD", "not-the-password")

    done = run("sync", "-w", small, "--to", neo4j_server.uri)

    assert (done.code, is_one_line(done)) == (2, True), done
    assert "HEADWATER_NEO4J_PASSWORD" in done.err
    assert "not-the-password" not in done.err


def test_without_a_server_it_is_said_what_to_do(small: Path) -> None:
    """One line; the workspace stays as it is."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    done = run("sync", "-w", small, "--to", f"bolt://127.0.0.1:{port}")

    assert (done.code, is_one_line(done)) == (2, True), done
    assert f"no Neo4j server answers at bolt://127.0.0.1:{port}" in done.err
    assert "start it" in done.err


@pytest.mark.parametrize("address", ["http://127.0.0.1:7474", "gulou"])
def test_an_address_of_something_else_is_one_line(address: str, small: Path) -> None:
    """With how to write one."""
    done = run("sync", "-w", small, "--to", address)

    assert (done.code, is_one_line(done)) == (2, True), done
    assert "bolt://localhost:7687" in done.err
