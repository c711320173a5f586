"""A small graph as GraphML, GEXF, or a pair of CSV files: for Gephi, i2, Excel and the like.

Formats clash with our words: GEXF takes a node's `label` for its caption and swallows a link's `type`. So, in every
format, nodes have `node_label`, `node_id` and the caption `label`, links `link_type` and the caption `label`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO
from typing import Any

import networkx as nx
import polars as pl

from graph.queries.tables import Graph

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def to_graphml(graph: Graph) -> bytes:
    """GraphML in UTF-8. A character XML cannot hold becomes U+FFFD, here and in GEXF."""
    written = BytesIO()
    nx.write_graphml_xml(_portable(graph), written)
    return written.getvalue()


def to_gexf(graph: Graph) -> bytes:
    """GEXF 1.2 in UTF-8, without the day it was written on: the same graph gives the same bytes."""
    text = "\n".join(nx.generate_gexf(_portable(graph)))
    return re.sub(r' lastmodifieddate="[^"]*"', "", text, count=1).encode()


def to_csv(graph: Graph) -> tuple[bytes, bytes]:
    """Nodes and links as CSV in UTF-8 with a BOM, so that Excel shows Chinese.

    Text that a spreadsheet would run as a formula gets an apostrophe in front.
    """
    plain = _portable(graph)
    nodes = [{"node": key} | data for key, data in plain.nodes(data=True)]
    links = [{"source": a, "target": b} | data for a, b, data in plain.edges(data=True)]
    return _csv(nodes, ("node", "node_label", "node_id", "label")), _csv(
        links, ("source", "target", "link_type", "label")
    )


def _portable(graph: Graph) -> Graph:
    """The graph under names and with text that every format can carry."""
    found: Graph = nx.MultiDiGraph()
    for key, data in graph.nodes(data=True):
        renamed = {"node_label": data["label"], "node_id": data["id"], "label": data["name"]}
        found.add_node(_text(key), **_texts(renamed | _without(data, ("label", "id", "name"))))
    for a, b, data in graph.edges(data=True):
        renamed = {"link_type": data["type"], "label": data["type"]}
        found.add_edge(_text(a), _text(b), **_texts(renamed | _without(data, ("type",))))
    return found


def _without(data: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name not in names}


def _texts(data: dict[str, Any]) -> dict[str, Any]:
    return {name: _text(value) if isinstance(value, str) else value for name, value in data.items()}


def _text(value: str) -> str:
    return NOT_XML.sub("\ufffd", value)


def _csv(rows: list[dict[str, Any]], first: tuple[str, ...]) -> bytes:
    """These columns first, then all others that any row has, by name."""
    others = sorted({name for row in rows for name in row} - set(first))
    table = pl.DataFrame({name: [_cell(row.get(name)) for row in rows] for name in (*first, *others)}, strict=False)
    return table.write_csv(include_bom=True).encode()


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
