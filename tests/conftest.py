"""Fixtures for all tests; helpers are imported as `from tests.needs import need, shared` (tests is a namespace)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

import neo4j
import pytest

from tests.neo4j.server import Neo4jServer


@dataclass(frozen=True, slots=True)
class Address:
    """Where a Neo4j server answers, and who may ask it."""

    uri: str
    auth: tuple[str, str]


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[Address]:
    """A real server for the whole run: our own, or the one NEO4J_TEST_URI names, which the tests empty."""
    given = os.environ.get("NEO4J_TEST_URI")
    if given:
        yield Address(given, (os.environ.get("NEO4J_TEST_USER", "neo4j"), os.environ.get("NEO4J_TEST_PASSWORD", "")))
        return
    with Neo4jServer() as server:
        yield Address(server.uri, server.auth)


@pytest.fixture
def neo4j_driver(neo4j_server: Address) -> Iterator[neo4j.Driver]:
    """A driver on an empty graph: Community has one database, so data and constraints go before each test."""
    with neo4j.GraphDatabase.driver(neo4j_server.uri, auth=neo4j_server.auth) as driver:
        driver.verify_connectivity()
        with driver.session(database="neo4j") as session:
            session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()
            for row in list(session.run("SHOW CONSTRAINTS YIELD name")):
                session.run(f"DROP CONSTRAINT `{row['name']}`").consume()
        yield driver
