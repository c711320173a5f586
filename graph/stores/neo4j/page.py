"""What is projected, as the tables of docs/neo4j.md: made from the schema, so that the page cannot fall behind."""

from __future__ import annotations

import polars as pl

from graph.facts import MemoryFacts
from graph.schema import NODES
from graph.stores.neo4j.content import project
from graph.stores.neo4j.cypher import SHAPES


def projected() -> str:
    """Markdown tables of all nodes and links, with their properties."""
    empty = project(MemoryFacts({}))
    nodes = [
        f"| `{node.label}` | {node.zh} | {node.doc} | {_code(part.table.columns)} |"
        for node, part in zip(NODES.values(), empty.of_nodes, strict=True)
    ]
    links = [
        f"| `(:{start})-[:{type_}]->(:{end})` | {_code(part.table.select(pl.col('properties').struct.unnest()).columns)} |"
        for (start, type_, end), part in zip(SHAPES, empty.of_links, strict=True)
    ]
    return "\n".join([
        "| label | 中文 | what | properties |", "|---|---|---|---|", *nodes, "",
        "| link | properties |", "|---|---|", *links, "",
    ])  # fmt: skip


def _code(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
