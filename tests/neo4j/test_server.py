"""The server the tests run on is a real one, and what was committed to it survives kill -9."""

from __future__ import annotations

from pathlib import Path

import neo4j

from tests.neo4j.server import Neo4jServer


def test_the_fixture_is_a_real_empty_community_server(neo4j_driver: neo4j.Driver) -> None:
    """Not a mock: it tells its edition, and starts with nothing in it."""
    components = neo4j_driver.execute_query("CALL dbms.components() YIELD edition RETURN edition").records
    nodes = neo4j_driver.execute_query("MATCH (n) RETURN count(n) AS nodes").records

    assert [row["edition"] for row in components] == ["community"]
    assert nodes[0]["nodes"] == 0


def test_a_committed_node_survives_a_crash_of_the_server(tmp_path: Path) -> None:
    """Tests of interruption rest on this: a home that was killed can be started again."""
    with Neo4jServer(tmp_path / "home") as server:
        with neo4j.GraphDatabase.driver(server.uri, auth=server.auth) as driver:
            driver.execute_query("CREATE (:Kept {id: 'a'})")
        server.crash()

    with (
        Neo4jServer(tmp_path / "home") as server,
        neo4j.GraphDatabase.driver(server.uri, auth=server.auth) as driver,
    ):
        kept = driver.execute_query("MATCH (k:Kept) RETURN k.id AS id").records
    assert [row["id"] for row in kept] == ["a"]
