"""What is projected is a function of the facts: same content, same digest, same rows in the same order."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.facts import MemoryFacts
from graph.schema import RECORDS
from graph.stores.neo4j.content import Content, Part, project
from tests.graph.stores.neo4j.small import small_facts


def reordered(facts: MemoryFacts) -> MemoryFacts:
    """The same facts, last row first."""
    return MemoryFacts({kind: facts.table(kind).reverse() for kind in RECORDS})


def test_the_digest_does_not_hear_the_order_of_rows() -> None:
    """Files imported in another order are the same facts."""
    assert project(small_facts()).digest == project(reordered(small_facts())).digest


def test_other_facts_have_another_digest() -> None:
    """One person more is another projection."""
    assert project(small_facts(victims=6)).digest != project(small_facts(victims=7)).digest


def test_an_empty_text_and_a_missing_one_have_different_digests() -> None:
    """A property that is not there is another graph than one that is empty."""
    digests = {
        Content((Part("CREATE", pl.DataFrame({"id": ["a"], "region": region}, schema_overrides={"region": pl.String})),), ()).digest
        for region in ([""], [None])
    }  # fmt: skip

    assert len(digests) == 2


def test_every_node_and_link_is_in_a_part() -> None:
    """Nodes first, so that every link finds its ends."""
    content = project(small_facts())

    assert content.total == content.nodes + sum(part.table.height for part in content.of_links)
    assert content.parts == content.of_nodes + content.of_links
    assert content.nodes > 20


@given(heights=st.lists(st.integers(0, 7), max_size=4), size=st.integers(1, 5), data=st.data())
def test_batches_after_a_skip_are_exactly_the_rows_that_are_left(heights: list[int], size: int, data: Any) -> None:
    """Whatever the sizes: nothing twice, nothing lost, no batch across two statements."""
    parts = tuple(
        Part(f"part {place}", pl.DataFrame({"id": [f"{place}.{row}" for row in range(height)]}))
        for place, height in enumerate(heights)
    )
    skip = data.draw(st.integers(0, sum(heights)))

    batches = list(Content(parts, ()).batches(size, skip))

    every = [(f"part {place}", f"{place}.{row}") for place, height in enumerate(heights) for row in range(height)]
    assert [(statement, row["id"]) for statement, rows in batches for row in rows] == every[skip:]
    assert all(1 <= len(rows) <= size for _, rows in batches)


def test_a_link_that_nobody_declared_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Better no projection than one that silently lacks links."""
    monkeypatch.setattr("graph.stores.neo4j.content.SHAPES", ())

    with pytest.raises(TypeError, match="of a declared shape"):
        project(small_facts())
