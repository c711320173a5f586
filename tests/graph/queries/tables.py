"""Small property graphs for the tests of queries: by hand, by Hypothesis, and the whole of one in networkx."""

from __future__ import annotations

from dataclasses import dataclass, field

import networkx as nx
import polars as pl
from hypothesis import strategies as st

from graph.queries.tables import Graph, small_graph

LABELS = {"p": "Person", "o": "Order", "h": "Holder"}


@dataclass
class Drawn:
    """A property graph from pairs of ids; the first letter of an id tells its label."""

    pairs: list[tuple[str, str]]
    alone: tuple[str, ...] = ()
    nodes: dict[str, pl.DataFrame] = field(init=False)
    links: dict[str, pl.DataFrame] = field(init=False)

    def __post_init__(self) -> None:
        ids = sorted({*self.alone, *(id_ for pair in self.pairs for id_ in pair)})
        frames = {
            name: pl.DataFrame({"id": [i for i in ids if i[0] == c]}, schema={"id": pl.String})
            for c, name in LABELS.items()
        }
        self.nodes = frames | {"Holder": frames["Holder"].with_columns(kind=pl.lit("hub"), name="site " + pl.col("id"))}
        rows = [(LABELS[a[0]], a, LABELS[b[0]], b, "f.csv", "", n) for n, (a, b) in enumerate(self.pairs)]
        columns = ("start_label", "start", "end_label", "end", "source_file", "source_sheet", "source_row")
        dtypes = dict.fromkeys(columns, pl.String) | {"source_row": pl.Int64}
        self.links = {"MEETS": pl.DataFrame(rows, schema=dtypes, orient="row")}

    @property
    def keys(self) -> list[str]:
        """The keys of all nodes."""
        return [f"{label}:{id_}" for label, nodes in self.nodes.items() for id_ in nodes["id"]]


IDS = st.sampled_from([f"{letter}{n}" for letter in "poh" for n in range(4)])
DRAWN = st.builds(Drawn, st.lists(st.tuples(IDS, IDS), max_size=25), st.just(("p0", "h0")))


def whole(tables: Drawn) -> Graph:
    """All of it."""
    return small_graph(tables, tables.keys)


def undirected(tables: Drawn) -> nx.Graph[str]:
    """All of it, each two nodes linked once or not."""
    return nx.Graph(whole(tables).to_undirected())
