"""What lies around a node."""

from __future__ import annotations

import polars as pl

from graph.queries.finding import find
from graph.queries.tables import Graph, Tables, small_graph, steps


def neighbourhood(tables: Tables, what: str, *, depth: int = 1, limit: int = 300) -> Graph:
    """The nodes at most `depth` steps from what `what` names, at most `limit` of them, and all links between them.

    Nearer nodes go first, at one distance those with fewer links: a platform that everybody uses tells least. Every node
    has its `distance`; `graph.graph["center"]` is the key that `what` names, `["left_out"]` how many nodes within `depth`
    the limit has cut off. NotFound, BadInput: see `find`.
    """
    center = find(tables, what)
    every = steps(tables)
    reached = distances(every, center, depth)
    links = every.group_by("at").len(name="links").rename({"at": "key"})
    ranked = reached.join(links, on="key", how="left").sort("distance", "links", "key")
    kept = ranked.head(max(limit, 1))
    graph = small_graph(tables, kept["key"])
    for key, distance in kept.select("key", "distance").iter_rows():
        graph.nodes[key]["distance"] = distance
    graph.graph.update(center=center, left_out=ranked.height - kept.height)
    return graph


def distances(every: pl.DataFrame, start: str, longest: int) -> pl.DataFrame:
    """How many of the given steps (columns `at`, `to`) lie between a node and `start`: columns `key`, `distance`."""
    frontier = pl.DataFrame({"key": [start], "distance": [0]}, schema={"key": pl.String, "distance": pl.Int64})
    reached = frontier
    for distance in range(1, longest + 1):
        after = every.join(frontier, left_on="at", right_on="key", how="semi").select(key="to").unique()
        frontier = after.join(reached, on="key", how="anti").with_columns(distance=pl.lit(distance, pl.Int64))
        if frontier.is_empty():
            break
        reached = pl.concat([reached, frontier])
    return reached
