"""The property graph as tables, and the small part of it around some nodes as networkx.

A node's key is "<Label>:<id>", unique over all labels. Links have a direction, which walking along them ignores.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol, TypeAlias

import networkx as nx
import polars as pl

from graph.links import ENDS

Graph: TypeAlias = "nx.MultiDiGraph[str]"


class Tables(Protocol):
    """What a store needs to have to be asked for graphs: nodes by label and links by type, as `graph.links` makes them."""

    @property
    def nodes(self) -> dict[str, pl.DataFrame]:
        """The nodes of each label."""
        ...

    @property
    def links(self) -> dict[str, pl.DataFrame]:
        """The links of each type."""
        ...


def steps(tables: Tables) -> pl.DataFrame:
    """Every step along a link, both ways, each once (columns `at`, `to`: keys)."""
    ends = [
        links.select(at=_key("start_label", "start"), to=_key("end_label", "end")) for links in tables.links.values()
    ]
    one_way = pl.concat(ends)
    return pl.concat([one_way, one_way.select(at="to", to="at")]).unique()


def small_graph(tables: Tables, keys: Iterable[str]) -> Graph:
    """These nodes and all links between them, in order of their keys; what is null is left out.

    Nodes have `label`, `id`, `name` (of a holder; of others the id) and their properties; links `type`, their
    properties, `records` and the least source.
    """
    graph: Graph = nx.MultiDiGraph()
    wanted = pl.DataFrame({"key": sorted(set(keys))}, schema={"key": pl.String})
    for label, nodes in sorted(tables.nodes.items()):
        keyed = nodes.with_columns(key=pl.concat_str(pl.lit(label), "id", separator=":"))
        for row in keyed.join(wanted, on="key", how="semi").sort("key").to_dicts():
            graph.add_node(row.pop("key"), **({"label": label, "name": row["id"]} | _known(row)))
    for type_, links in sorted(tables.links.items()):
        for row in _between(links, wanted).to_dicts():
            graph.add_edge(row.pop("at"), row.pop("to"), type=type_, **_known(row))
    return graph


def _between(links: pl.DataFrame, wanted: pl.DataFrame) -> pl.DataFrame:
    """The links whose ends are both wanted, with the keys of these in place of ENDS."""
    keyed = links.with_columns(at=_key("start_label", "start"), to=_key("end_label", "end")).drop(ENDS)
    found = keyed.join(wanted, left_on="at", right_on="key", how="semi")
    found = found.join(wanted, left_on="to", right_on="key", how="semi")
    return found.sort(found.columns)


def _key(label: str, id_: str) -> pl.Expr:
    return pl.concat_str(label, id_, separator=":")


def _known(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None}
