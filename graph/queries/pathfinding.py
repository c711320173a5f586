"""How two things hang together: the shortest paths between them, least-connected things first."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import polars as pl

from graph.errors import NotFound
from graph.queries.finding import find
from graph.queries.neighbours import distances
from graph.queries.tables import Graph, Tables, small_graph, steps

Ranked = tuple[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Paths:
    """Shortest paths between two nodes, each a tuple of keys from one to the other.

    `found` are the most telling: those whose inner nodes have the fewest links in sum, then by key. `total` is how many
    of this length there are; `graph` holds the nodes of `found` and the links between them, with their sources.
    """

    found: tuple[tuple[str, ...], ...]
    total: int
    graph: Graph


def paths(tables: Tables, a: str, b: str, *, longest: int = 5, most: int = 20) -> Paths:
    """The shortest paths from what `a` names to what `b` names, of at most `longest` steps; `most` of them.

    NotFound: nothing of that name, or no path so short. BadInput: a name of several things.
    """
    start, goal = find(tables, a), find(tables, b)
    every = steps(tables)
    far = distances(every, start, longest).filter(pl.col("key") == goal)
    if far.is_empty():
        msg = f"no path of at most {longest} steps leads from {start} to {goal}"
        raise NotFound(msg)
    length = far["distance"].item()
    found, total = _best(_on_the_way(every, start, goal, length), start, goal, most)
    return Paths(found, total, small_graph(tables, {key for path in found for key in path}))


def _on_the_way(every: pl.DataFrame, start: str, goal: str, length: int) -> pl.DataFrame:
    """The steps of all shortest paths: columns `at`, `to`, `distance` of `at` from the start, `links` of `to`; sorted."""
    there, back = distances(every, start, length), distances(every, goal, length)
    on = there.join(back, on="key", suffix=" back").filter(pl.col("distance") + pl.col("distance back") == length)
    degree = every.join(on, left_on="at", right_on="key", how="semi").group_by("at").len(name="links")
    places = on.join(degree, left_on="key", right_on="at", how="left").select("key", "distance", "links")
    between = every.join(places.drop("links"), left_on="at", right_on="key").join(
        places, left_on="to", right_on="key", suffix=" to"
    )
    onward = between.filter(pl.col("distance to") == pl.col("distance") + 1)
    return onward.select("at", "to", "distance", "links").sort("distance", "at", "to")


def _best(onward: pl.DataFrame, start: str, goal: str, most: int) -> tuple[tuple[tuple[str, ...], ...], int]:
    """The `most` paths with the fewest links of inner nodes, and how many paths there are at all."""
    best: dict[str, list[Ranked]] = defaultdict(list, {start: [(0, (start,))]})
    counts: dict[str, int] = defaultdict(int, {start: 1})
    for _, steps_ in onward.group_by("distance", maintain_order=True):
        for at, to, links in steps_.select("at", "to", "links").iter_rows():
            counts[to] += counts[at]
            best[to] += [(cost + (0 if to == goal else links), (*path, to)) for cost, path in best[at]]
        for to in set(steps_["to"]):
            best[to] = sorted(best[to])[:most]
    return tuple(path for _, path in best[goal][:most]), counts[goal]
