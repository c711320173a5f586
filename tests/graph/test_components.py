"""Connected components agree with networkx, whatever the graph."""

from __future__ import annotations

import networkx as nx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graph.components import components

SIZE = 30
NUMBERS = st.integers(0, SIZE - 1)


@given(st.lists(st.tuples(NUMBERS, NUMBERS), max_size=60))
def test_every_element_gets_the_least_member_of_its_component(edges: list[tuple[int, int]]) -> None:
    """As networkx finds them, loops and repeated links too."""
    whole = nx.Graph(edges)
    whole.add_nodes_from(range(SIZE))
    expected = {member: min(part) for part in nx.connected_components(whole) for member in part}

    ends = np.array(edges, dtype=np.int64).reshape(-1, 2)
    found = components(SIZE, ends[:, 0], ends[:, 1])

    assert found.tolist() == [expected[element] for element in range(SIZE)]


def test_a_long_chain_in_bad_order_is_one_component() -> None:
    """Links that reach only one step at a time do not take one round a step."""
    chain = np.random.default_rng(0).permutation(100_000).astype(np.int64)

    assert not components(100_000, chain[:-1], chain[1:]).any()


def test_nothing_is_no_component() -> None:
    """No element, no link: an empty answer."""
    none = np.array([], dtype=np.int64)

    assert components(0, none, none).tolist() == []
