"""The core count in other engines: distinct victims and comparison people per holder within a lag cap.

Each gets the same flat table in its own format beforehand, with the lag of every exposure already reckoned and the role
already beside it, and returns the same counts: 2 x J, victims first. The ways called "prepared" also get what our index
has: at one row of each pair of holder and person its least lag, so that nothing distinct is left to be found.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec

import numpy as np
import polars as pl

from graph.index import Index
from headwater.bench.values import Counts

CAP = 90
"""Days before the call in which an exposure counts."""


@dataclass(frozen=True, slots=True)
class Flat:
    """Exposures by person and time, one a row of the frame: person, holder, lag, victim and nearest."""

    frame: pl.DataFrame
    people: int
    holders: int


Way = Callable[[Flat], Callable[[], Counts]]


def flat(index: Index) -> Flat:
    """The exposures of an index as a plain table."""
    nearest = np.empty_like(index.nearest)
    nearest[index.by_holder] = index.nearest
    columns = {"person": index.person, "holder": index.holder, "lag": index.lag, "nearest": nearest}
    frame = pl.DataFrame({**columns, "victim": index.person < index.victims})
    return Flat(frame, len(index.call_day), len(index.holders))


def ways() -> dict[str, Way]:
    """By name, the engines that are installed; two ways of asking where it is not plain which is the faster."""
    found: dict[str, Way] = {
        "NumPy, sorted keys": numpy_way,
        "NumPy, prepared": numpy_prepared,
        "Polars, n_unique": polars_distinct,
        "Polars, unique then len": polars_unique,
        "Polars, prepared": polars_prepared,
        "pandas, drop_duplicates": pandas_way,
    }
    if find_spec("duckdb"):
        found |= {
            "DuckDB, count(DISTINCT)": lambda table: duckdb_way(table, DISTINCT),
            "DuckDB, DISTINCT then count": lambda table: duckdb_way(table, NESTED),
            "DuckDB, prepared": lambda table: duckdb_way(table, PREPARED),
        }
    return found


def placed(table: Flat, victim: object, holder: object, count: object) -> Counts:
    """Counts of pairs of role and holder as a 2 x J array."""
    out = np.zeros((2, table.holders), np.int64)
    out[1 - np.asarray(victim, np.int64), np.asarray(holder, np.int64)] = np.asarray(count, np.int64)
    return out


def numpy_way(table: Flat) -> Callable[[], Counts]:
    """Pairs of person and holder as one number each, sorted: far faster than `np.unique`, which hashes."""
    person, holder, lag, victim = (table.frame[name].to_numpy() for name in ("person", "holder", "lag", "victim"))
    role = np.zeros(table.people, np.int64)
    role[person] = ~victim
    size = 2 * table.holders

    def count() -> Counts:
        near = (lag >= 1) & (lag <= CAP)
        pairs = person[near].astype(np.int64) * table.holders + holder[near]
        pairs.sort()
        who, what = np.divmod(pairs[np.flatnonzero(np.diff(pairs, prepend=-1))], table.holders)
        return np.bincount(role[who] * table.holders + what, minlength=size).reshape(2, table.holders)

    return count


def numpy_prepared(table: Flat) -> Callable[[], Counts]:
    """Holders and roles of the rows whose least lag is within the cap."""
    holder, nearest, victim = (table.frame[name].to_numpy() for name in ("holder", "nearest", "victim"))
    cell = holder + table.holders * ~victim

    def count() -> Counts:
        near = cell[(nearest >= 1) & (nearest <= CAP)]
        return np.bincount(near, minlength=2 * table.holders).reshape(2, table.holders)

    return count


def polars_distinct(table: Flat) -> Callable[[], Counts]:
    """`n_unique` within each group."""
    near = table.frame.lazy().filter(pl.col("lag").is_between(1, CAP))
    asked = near.group_by("victim", "holder").agg(pl.col("person").n_unique().alias("count"))
    return lambda: placed(table, *asked.select("victim", "holder", "count").collect().get_columns())


def polars_unique(table: Flat) -> Callable[[], Counts]:
    """Distinct pairs first, then their number."""
    near = table.frame.lazy().filter(pl.col("lag").is_between(1, CAP))
    asked = near.select("victim", "holder", "person").unique().group_by("victim", "holder").len()
    return lambda: placed(table, *asked.select("victim", "holder", "len").collect().get_columns())


def polars_prepared(table: Flat) -> Callable[[], Counts]:
    """The number of rows whose least lag is within the cap."""
    asked = table.frame.lazy().filter(pl.col("nearest").is_between(1, CAP)).group_by("victim", "holder").len()
    return lambda: placed(table, *asked.select("victim", "holder", "len").collect().get_columns())


def pandas_way(table: Flat) -> Callable[[], Counts]:
    """Distinct pairs first, then their number."""
    import pandas as pd

    frame = pd.DataFrame({column.name: column.to_numpy() for column in table.frame})

    def count() -> Counts:
        near = frame[frame["lag"].between(1, CAP)].drop_duplicates(["person", "holder"])
        found = near.groupby(["victim", "holder"]).size().reset_index(name="count")
        return placed(table, found["victim"], found["holder"], found["count"])

    return count


DISTINCT = "SELECT victim, holder, count(DISTINCT person) AS n FROM flat WHERE lag BETWEEN 1 AND ? GROUP BY ALL"
NESTED = """SELECT victim, holder, count(*) AS n
            FROM (SELECT DISTINCT victim, holder, person FROM flat WHERE lag BETWEEN 1 AND ?) GROUP BY ALL"""

PREPARED = "SELECT victim, holder, count(*) AS n FROM flat WHERE nearest BETWEEN 1 AND ? GROUP BY ALL"


def duckdb_way(table: Flat, query: str) -> Callable[[], Counts]:
    """DuckDB on a table of its own, in memory."""
    import duckdb

    database = duckdb.connect()
    database.register("given", table.frame.to_arrow())
    database.execute("CREATE TABLE flat AS SELECT * FROM given")
    database.unregister("given")

    def count() -> Counts:
        found = database.execute(query, [CAP]).fetchnumpy()
        return placed(table, found["victim"], found["holder"], found["n"])

    return count


def networkx_way(table: Flat) -> Callable[[], Counts]:
    """People and holders as nodes, exposures as parallel links with their lag; each holder's neighbours."""
    import networkx as nx

    graph: nx.MultiGraph[tuple[str, int]] = nx.MultiGraph()
    person, holder, lag, victim = (table.frame[name].to_list() for name in ("person", "holder", "lag", "victim"))
    graph.add_nodes_from((("person", p), {"victim": v}) for p, v in zip(person, victim, strict=True))
    graph.add_nodes_from(("holder", j) for j in range(table.holders))
    graph.add_edges_from(
        (("person", p), ("holder", j), {"lag": d}) for p, j, d in zip(person, holder, lag, strict=True)
    )

    def count() -> Counts:
        out = np.zeros((2, table.holders), np.int64)
        for j in range(table.holders):
            for who, links in graph.adj["holder", j].items():
                if any(1 <= link["lag"] <= CAP for link in links.values()):
                    out[1 - graph.nodes[who]["victim"], j] += 1
        return out

    return count
