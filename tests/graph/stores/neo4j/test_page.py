"""docs/neo4j.md tells what is projected and shows Cypher that runs."""

from __future__ import annotations

import re
from pathlib import Path

import neo4j
import pytest

from graph.schema import NODES
from graph.stores.neo4j import sync
from graph.stores.neo4j.cypher import LINK_TYPES
from graph.stores.neo4j.page import projected
from tests.conftest import Address
from tests.graph.stores.neo4j.small import small_facts

PAGE = Path(__file__).resolve().parents[4] / "docs" / "neo4j.md"
EXAMPLES = re.findall(r"```cypher\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def test_the_page_holds_the_tables_made_from_the_schema() -> None:
    """To renew them: put what `graph.stores.neo4j.page.projected()` returns between the two marks."""
    page = PAGE.read_text(encoding="utf-8")

    assert page.partition("<!-- projected -->\n")[2].partition("<!-- /projected -->")[0] == projected()


def test_every_label_and_type_is_in_the_tables() -> None:
    """With the properties that a query can ask for."""
    tables = projected()

    assert all(f"| `{label}` |" in tables for label in NODES)
    assert all(f"[:{type_}]" in tables for type_ in LINK_TYPES)
    assert (
        "| `(:Person)-[:EXPOSED_TO]->(:Holder)` | `record`, `seen_from`, `seen_to`, `protected`, `assumed` |" in tables
    )


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_of_the_page_finds_something(
    neo4j_driver: neo4j.Driver, neo4j_server: Address, example: str
) -> None:
    """Copied as it stands, on data with the names the page uses."""
    sync(small_facts(), neo4j_server.uri, auth=neo4j_server.auth)

    assert neo4j_driver.execute_query(example).records


def test_there_are_three_examples() -> None:
    """The test above would pass on none."""
    assert len(EXAMPLES) == 3
