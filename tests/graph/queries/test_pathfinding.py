"""Shortest paths, against networkx on the whole graph."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given, settings

from graph.errors import NotFound
from graph.queries import paths
from tests.graph.queries.tables import DRAWN, Drawn, undirected

A, B = "Person:p0", "Holder:h0"


@settings(max_examples=60, deadline=None)
@given(DRAWN)
def test_the_paths_are_the_shortest_that_networkx_finds(tables: Drawn) -> None:
    """All of them, those over the least-connected nodes first, then by key; or none within the longest."""
    around = undirected(tables)
    if not nx.has_path(around, A, B):
        with pytest.raises(NotFound, match="no path of at most 20 steps leads from Person:p0 to Holder:h0"):
            paths(tables, A, B, longest=20)
        return
    links = {key: len(set(around[key])) for key in around}
    every = sorted((sum(links[key] for key in path[1:-1]), tuple(path)) for path in nx.all_shortest_paths(around, A, B))
    found = paths(tables, A, B, longest=20, most=3)

    assert found.found == tuple(path for _, path in every[:3])
    assert found.total == len(every)
    assert set(found.graph) == {key for path in found.found for key in path}


def test_every_step_of_a_path_has_its_record() -> None:
    """The link with its source, whichever way it points."""
    found = paths(Drawn([("p0", "o1"), ("h0", "o1")]), "p0", "h0")

    assert found.found == (("Person:p0", "Order:o1", "Holder:h0"),)
    assert sorted((a, b, row) for a, b, row in found.graph.edges(data="source_row")) == [
        ("Holder:h0", "Order:o1", 1), ("Person:p0", "Order:o1", 0),
    ]  # fmt: skip


def test_a_path_longer_than_asked_for_is_none() -> None:
    """The message names both ends."""
    chain = Drawn([("p0", "o1"), ("o1", "p1"), ("p1", "o2"), ("o2", "h0")])

    assert len(paths(chain, "p0", "h0", longest=4).found[0]) == 5
    with pytest.raises(NotFound, match="no path of at most 3 steps"):
        paths(chain, "p0", "h0", longest=3)


def test_a_thing_is_its_own_path() -> None:
    """Of no step."""
    found = paths(Drawn([("p0", "o1")]), "p0", "p0")

    assert (found.found, found.total) == ((("Person:p0",),), 1)


def test_a_rare_meeting_goes_before_the_platform_everybody_uses() -> None:
    """Though both are as near."""
    crowd = [(f"p{n}", "h1") for n in range(4)]
    found = paths(Drawn([*crowd, ("p0", "h2"), ("p1", "h2")]), "p0", "p1", most=1)

    assert found.found == (("Person:p0", "Holder:h2", "Person:p1"),)
    assert found.total == 2
