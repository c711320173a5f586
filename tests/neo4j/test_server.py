"""The server the tests run on is a real one."""

from __future__ import annotations

import neo4j


def test_the_fixture_is_a_real_empty_community_server(neo4j_driver: neo4j.Driver) -> None:
    """Not a mock: it tells its edition, and starts with nothing in it."""
    components = neo4j_driver.execute_query("CALL dbms.components() YIELD edition RETURN edition").records
    nodes = neo4j_driver.execute_query("MATCH (n) RETURN count(n) AS nodes").records

    assert [row["edition"] for row in components] == ["community"]
    assert nodes[0]["nodes"] == 0
