"""What lies around a node, against networkx on the whole graph."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import NotFound
from graph.queries import neighbourhood
from graph.stores import MemoryStore
from tests.graph.plain_cases import plain_case
from tests.graph.queries.tables import DRAWN, Drawn, undirected, whole

SHORT = settings(max_examples=40, deadline=None)


@SHORT
@given(DRAWN, st.integers(0, 4))
def test_a_neighbourhood_is_what_networkx_finds_within_the_depth(tables: Drawn, depth: int) -> None:
    """The same nodes at the same distance, and every link between them with its properties."""
    expected = nx.single_source_shortest_path_length(undirected(tables), "Person:p0", cutoff=depth)
    around = neighbourhood(tables, "p0", depth=depth)

    assert dict(around.nodes(data="distance")) == expected
    assert sorted(around.edges(data="source_row")) == sorted(whole(tables).subgraph(expected).edges(data="source_row"))
    assert around.graph == {"center": "Person:p0", "left_out": 0}


@SHORT
@given(DRAWN, st.integers(1, 8))
def test_a_limit_keeps_nearer_nodes_and_says_how_many_it_left_out(tables: Drawn, limit: int) -> None:
    """The centre always stays; nobody kept is farther than anybody left out."""
    distance = nx.single_source_shortest_path_length(undirected(tables), "Person:p0", cutoff=3)
    around = neighbourhood(tables, "p0", depth=3, limit=limit)
    left = [distance[key] for key in distance if key not in around]

    assert "Person:p0" in around
    assert len(around) == min(limit, len(distance))
    assert around.graph["left_out"] == len(left)
    assert max(d for _, d in around.nodes(data="distance")) <= min(left, default=9)


def test_of_two_neighbours_the_one_with_fewer_links_is_kept() -> None:
    """What everybody uses tells least."""
    hub = [(f"o{n}", "h1") for n in range(4)]

    assert "Holder:h2" in neighbourhood(Drawn([*hub, ("p0", "h1"), ("p0", "h2")]), "p0", limit=2)


def test_nodes_and_links_carry_what_a_screen_shows() -> None:
    """Label, id, name; type and source; nothing that is null."""
    around = neighbourhood(Drawn([("p0", "h1")]), "p0")

    assert around.nodes["Holder:h1"] == {"label": "Holder", "id": "h1", "kind": "hub", "name": "site h1", "distance": 1}
    assert list(around.edges(data=True)) == [
        ("Person:p0", "Holder:h1", {"type": "MEETS", "source_file": "f.csv", "source_sheet": "", "source_row": 0})
    ]


def test_the_neighbourhood_of_nothing_is_not_found() -> None:
    """Rather than an empty picture."""
    with pytest.raises(NotFound, match="nothing in the data is called 'p9'"):
        neighbourhood(Drawn([]), "p9")


def test_a_victim_of_a_whole_case_has_her_orders_around_her() -> None:
    """And the limit holds among thousands."""
    store = MemoryStore(plain_case("easy_branch-100"))
    victim = store.exposures().people.filter(role="victim").sort("person")["person"][0]
    around = neighbourhood(store, victim, depth=2, limit=200)
    placed = store.links["PLACED"].filter(start=victim)["end"]

    assert {f"Order:{number}" for number in placed} <= set(around)
    assert len(around) == 200 if around.graph["left_out"] else len(around) <= 200
    assert all(data["records"] > 0 for _, _, data in around.edges(data=True))
