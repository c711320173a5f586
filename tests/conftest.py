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
    """Where a Neo4j server answers, who may ask it, and the server itself where it is our own."""

    uri: str
    auth: tuple[str, str]
    own: Neo4jServer | None = None


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[Address]:
    """A real server for the whole run: our own, or the one NEO4J_TEST_URI names, which the tests empty."""
    given = os.environ.get("NEO4J_TEST_URI")
    if given:
        yield Address(given, (os.environ.get("NEO4J_TEST_USER", "neo4j"), os.environ.get("NEO4J_TEST_PASSWORD", "")))
        return
    with Neo4jServer() as server:
        yield Address(server.uri, server.auth, server)


@pytest.fixture
def neo4j_driver(neo4j_server: Address) -> Iterator[neo4j.Driver]:
    """A driver on an empty database."""
    with neo4j.GraphDatabase.driver(neo4j_server.uri, auth=neo4j_server.auth) as driver:
        empty(driver)
        yield driver


def empty(driver: neo4j.Driver) -> None:
    """Removes all data: Community has one database, which all tests share. Constraints stay, since they cost seconds."""
    driver.execute_query("MATCH (n) DETACH DELETE n", database_="neo4j")


def drop_constraints(driver: neo4j.Driver) -> None:
    """Removes the constraints too, for tests of a database that has never seen us."""
    for row in driver.execute_query("SHOW CONSTRAINTS YIELD name", database_="neo4j").records:
        driver.execute_query(f"DROP CONSTRAINT `{row['name']}`", database_="neo4j")
