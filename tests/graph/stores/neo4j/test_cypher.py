"""The schema as Cypher, compared as text: what a newcomer would read in the server's query log."""

from __future__ import annotations

import pytest

from graph.schema import NODES, RECORDS
from graph.stores.neo4j.cypher import LINK_TYPES, SHAPES, Shape, constraints, create_links, create_nodes


def test_every_label_and_the_marker_get_a_uniqueness_constraint() -> None:
    """Community Edition has no other kind, and links find their ends through its index."""
    found = constraints()

    assert len(found) == len(NODES) + 1
    assert found[0] == "CREATE CONSTRAINT headwater_person IF NOT EXISTS FOR (n:Person) REQUIRE n.id IS UNIQUE"
    assert found[-1] == "CREATE CONSTRAINT headwater_run IF NOT EXISTS FOR (n:Run) REQUIRE n.id IS UNIQUE"


def test_nodes_are_created_under_our_label_with_all_properties_as_parameters() -> None:
    """Nothing of the data is part of the statement."""
    assert create_nodes("Holder") == "UNWIND $rows AS row CREATE (n:Headwater:Holder) SET n = row"


def test_links_are_created_between_ends_found_by_key() -> None:
    """One statement a shape, since Cypher takes no type from a parameter."""
    assert create_links(Shape("Person", "PLACED", "Order")) == (
        "UNWIND $rows AS row MATCH (a:Person {id: row.start}) MATCH (b:Order {id: row.end}) "
        "CREATE (a)-[r:PLACED]->(b) SET r = row.properties"
    )


def test_every_declared_link_has_a_shape() -> None:
    """A link added to the schema is projected without an edit here."""
    declared = {(link.start.label, link.type, link.end.label) for r in RECORDS.values() for link in r.links}

    assert declared <= set(SHAPES)
    assert set(LINK_TYPES) == {type_ for _, type_, _ in SHAPES}
    assert len(SHAPES) == len(set(SHAPES))


@pytest.mark.parametrize("label", ["Person) DETACH DELETE (n", "person", ""])
def test_a_label_that_is_not_declared_makes_no_statement(label: str) -> None:
    """So a label can never come from data."""
    with pytest.raises(KeyError):
        create_nodes(label)
