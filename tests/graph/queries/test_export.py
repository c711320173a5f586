"""What is exported is read back as it was, by networkx and by a spreadsheet."""

from __future__ import annotations

import io
from typing import Any

import networkx as nx
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.queries import neighbourhood, to_csv, to_gexf, to_graphml
from graph.queries.tables import Graph
from tests.graph.queries.tables import DRAWN, Drawn, whole

SMALL = Drawn([("p0", "o1"), ("p0", "o1"), ("o1", "h1")])


def read_graphml(data: bytes) -> nx.Graph[str]:
    """As networkx reads it; links are told apart by number, not by key."""
    return nx.read_graphml(io.BytesIO(data), force_multigraph=True)


def read_gexf(data: bytes) -> nx.Graph[str]:
    """As networkx reads it."""
    return nx.read_gexf(io.BytesIO(data))


READERS = pytest.mark.parametrize(
    ("write", "read"), [(to_graphml, read_graphml), (to_gexf, read_gexf)], ids=["graphml", "gexf"]
)


def expected_links(graph: Graph) -> list[tuple[Any, ...]]:
    """Ends, type and row of every link."""
    return sorted((a, b, data["type"], data["source_row"]) for a, b, data in graph.edges(data=True))


@READERS
@settings(max_examples=30, deadline=None)
@given(tables=DRAWN)
def test_networkx_reads_back_every_node_and_link(write: Any, read: Any, tables: Drawn) -> None:
    """With label, id, caption, type and source; several links between two nodes stay several."""
    graph = whole(tables)
    back = read(write(graph))

    assert {key: (d["node_label"], d["node_id"]) for key, d in back.nodes(data=True)} == {
        key: (d["label"], d["id"]) for key, d in graph.nodes(data=True)
    }
    found = sorted((a, b, d["link_type"], d["source_row"]) for a, b, d in back.edges(data=True))
    assert found == expected_links(graph)


@READERS
def test_the_caption_of_a_holder_is_its_name(write: Any, read: Any) -> None:
    """GEXF would take our label for it."""
    back = read(write(whole(SMALL)))

    assert back.nodes["Holder:h1"]["label"] == "site h1"


@READERS
@given(text=st.text())
@settings(max_examples=40, deadline=None)
def test_any_text_of_a_name_can_be_written(write: Any, read: Any, text: str) -> None:
    """What XML cannot hold becomes U+FFFD, so that the file stays readable."""
    graph = whole(SMALL)
    graph.nodes["Holder:h1"]["name"] = "a" + text + "z"
    back = read(write(graph)).nodes["Holder:h1"]["label"]

    assert len(back.replace("\r\n", "\n")) == len(("a" + text + "z").replace("\r\n", "\n"))


@pytest.mark.parametrize("write", [to_graphml, to_gexf, to_csv])
def test_the_same_graph_gives_the_same_bytes(write: Any) -> None:
    """Of two loads; no clock in it."""
    one, other = (neighbourhood(Drawn(SMALL.pairs), "p0", depth=2) for _ in range(2))

    assert write(one) == write(other)


def test_gexf_does_not_say_on_which_day_it_was_written() -> None:
    """The only clock networkx puts in."""
    assert b"lastmodified" not in to_gexf(whole(SMALL))


def test_csv_is_a_pair_of_tables_with_a_mark_for_excel() -> None:
    """Nodes and links, their main columns first."""
    nodes, links = to_csv(whole(SMALL))

    assert nodes.startswith(b"\xef\xbb\xbfnode,node_label,node_id,label,kind\n")
    assert links.startswith(b"\xef\xbb\xbfsource,target,link_type,label,source_file,source_row,source_sheet\n")
    assert pl.read_csv(nodes)["node"].to_list() == ["Holder:h1", "Order:o1", "Person:p0"]
    assert pl.read_csv(links).select("source", "source_row").rows() == [
        ("Order:o1", 2),
        ("Person:p0", 0),
        ("Person:p0", 1),
    ]


@pytest.mark.parametrize("text", ["=1+1", "+86", "-x", "@cmd", "＝1", "＠x", "\t=1", "\r=1", "\n=1"])
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    """Holders' names come from files of others."""
    graph = whole(SMALL)
    graph.nodes["Holder:h1"]["name"] = text

    assert pl.read_csv(to_csv(graph)[0])["label"][0] == f"'{text}"


def test_an_empty_graph_has_headers_alone() -> None:
    """And is still a file that can be read."""
    nothing: Graph = nx.MultiDiGraph()

    assert to_csv(nothing)[0] == b"\xef\xbb\xbfnode,node_label,node_id,label\n"
    assert len(read_gexf(to_gexf(nothing))) == len(read_graphml(to_graphml(nothing))) == 0
