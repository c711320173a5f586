"""What is projected: the property graph of the facts as batches of rows, each with the statement that writes it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from graph.facts import Facts
from graph.identity import resolve
from graph.judgements import NOTHING, Judged
from graph.links import ENDS, links, nodes
from graph.schema import NODES
from graph.stores.assemble import assemble
from graph.stores.neo4j.cypher import EXPOSED_TO, SHAPES, Shape, create_links, create_nodes
from graph.stores.neo4j.waist import exposed, with_people, with_shares

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """Nodes of one label or links of one shape: the statement that creates $rows, and a table with a row for each."""

    statement: str
    table: pl.DataFrame


@dataclass(frozen=True)
class Content:
    """All parts in the order in which they are written: nodes first, since links need their ends."""

    of_nodes: tuple[Part, ...]
    of_links: tuple[Part, ...]
    judged: str = NOTHING.to_json()  # the judgements it was made with

    @property
    def parts(self) -> tuple[Part, ...]:
        """Nodes, then links."""
        return self.of_nodes + self.of_links

    @property
    def nodes(self) -> int:
        """How many nodes there are."""
        return sum(part.table.height for part in self.of_nodes)

    @property
    def total(self) -> int:
        """How many nodes and links there are."""
        return sum(part.table.height for part in self.parts)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of statements and rows: the same content has the same digest, whatever order the facts came in."""
        found = hashlib.sha256()
        for part in self.parts:
            found.update(part.statement.encode())
            found.update(part.table.write_ndjson().encode())
        return found.hexdigest()

    def batches(self, size: int, skip: int = 0) -> Iterator[tuple[str, list[Row]]]:
        """Statement and up to `size` rows at a time, after the first `skip` rows of all."""
        for part in self.parts:
            for start in range(min(skip, part.table.height), part.table.height, size):
                yield part.statement, part.table.slice(start, size).to_dicts()
            skip = max(0, skip - part.table.height)


def project(facts: Facts, judged: Judged = NOTHING) -> Content:
    """The content that these facts yield under judgements: the property graph, and the waist on top of it."""
    persons = resolve(facts, judged)
    waist = assemble(facts, persons)
    tables = links(facts, persons) | {EXPOSED_TO.type: exposed(waist.holdings)}
    found = nodes(facts, persons)
    found["Person"] = with_people(found["Person"], waist.people)
    found["Holder"] = with_shares(found["Holder"], waist.shares)
    of_nodes = tuple(Part(create_nodes(label), found[label]) for label in NODES)
    of_links = tuple(Part(create_links(shape), _rows(tables[shape.type], shape)) for shape in SHAPES)
    content = Content(of_nodes, of_links, judged.to_json())
    yielded = sum(table.height for table in (*found.values(), *tables.values()))
    if content.total != yielded:
        msg = f"the facts yield {yielded} nodes and links, of which only {content.total} are of a declared shape"
        raise TypeError(msg)
    return content


def _rows(table: pl.DataFrame, shape: Shape) -> pl.DataFrame:
    """The links of one shape: `start`, `end`, and all else as one column `properties`."""
    ours = table.filter(pl.col("start_label") == shape.start, pl.col("end_label") == shape.end)
    return ours.select("start", "end", properties=pl.struct(pl.exclude(*ENDS)))
