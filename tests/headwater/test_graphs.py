"""`headwater neighbours`, `path` and `export` on the sample."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from tests.headwater.command import SAMPLE, Done, is_one_line, run

WAREHOUSE = "筱垚云仓"


@pytest.fixture(scope="module")
def order() -> dict[str, str]:
    """An order of the sample that went through the leaking warehouse."""
    with (SAMPLE / "orders.csv").open(encoding="utf-8", newline="") as source:
        return next(row for row in csv.DictReader(source) if row["warehouse"] == WAREHOUSE)


def rows(file: Path) -> list[dict[str, str]]:
    """A CSV as a spreadsheet reads it."""
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"))))


def holders(graph: Any) -> set[str]:
    """Captions of the holders in a graph that was read back."""
    return {data["label"] for _, data in graph.nodes(data=True) if data["node_label"] == "Holder"}


def told(done: Done) -> dict[str, Any]:
    """The JSON of a command that went well."""
    assert (done.code, done.err) == (0, "")
    found: dict[str, Any] = json.loads(done.out)
    return found


def test_the_neighbours_of_an_order_are_its_buyer_parcel_and_holders(workspace: Path, order: dict[str, str]) -> None:
    """As the row of the file has them, with the row each link comes from."""
    graph = told(run("neighbours", "-w", workspace, order["order_no"], "--json"))
    names = {node["name"] for node in graph["nodes"]}

    assert {
        order[c] for c in ("order_no", "waybill_no", "platform", "merchant", "erp", "label_vendor", "warehouse")
    } <= names
    assert {link["type"] for link in graph["links"]} == {"PLACED", "SHIPPED_AS", "HELD_BY"}
    assert {link["file"] for link in graph["links"]} == {"orders.csv", "waybills.csv"}
    assert all(link["source_row"] >= 2 for link in graph["links"])
    assert order["person_id"] not in names


def test_a_node_can_be_named_by_its_key_or_pseudonym(workspace: Path, order: dict[str, str]) -> None:
    """What one command prints another understands."""
    graph = told(run("neighbours", "-w", workspace, order["order_no"], "--json"))
    person = next(node for node in graph["nodes"] if node["label"] == "Person")

    assert told(run("neighbours", "-w", workspace, f"order:{order['order_no']}", "--json")) == graph
    assert order["order_no"] in {
        n["name"] for n in told(run("neighbours", "-w", workspace, person["id"], "--json"))["nodes"]
    }


def test_what_was_left_out_is_counted(workspace: Path) -> None:
    """On stderr: the answer stays as it is."""
    done = run("neighbours", "-w", workspace, WAREHOUSE, "--limit", "5")

    assert done.code == 0
    assert "more were left out; --limit raises the number." in done.err
    assert len(done.out.splitlines()) == 5


def test_a_path_names_every_thing_on_the_way(workspace: Path, order: dict[str, str]) -> None:
    """From the parcel over the order to the warehouse, with the records below."""
    done = run("path", "-w", workspace, order["waybill_no"], WAREHOUSE)
    graph = told(run("path", "-w", workspace, order["waybill_no"], WAREHOUSE, "--json"))

    assert done.code == 0
    first = f"Waybill {order['waybill_no']} → Order {order['order_no']} → Holder {WAREHOUSE}"
    assert first in done.out.splitlines()
    assert "orders.csv" in done.out
    assert graph["total"] == len(graph["paths"]) >= 1
    assert {len(path) for path in graph["paths"]} == {3}


def test_more_paths_than_wanted_are_counted(workspace: Path, order: dict[str, str]) -> None:
    """On stderr."""
    done = run("path", "-w", workspace, order["order_no"], WAREHOUSE.replace("筱垚", "霁樨"), "--most", "1")

    assert done.code == 0
    assert done.out.count(" → ") <= 5
    assert "--most raises the number" in done.err


@pytest.mark.parametrize(
    "words", [("neighbours", "没有这家"), ("path", "没有这家", WAREHOUSE), ("path", WAREHOUSE, "p:0")]
)
def test_a_thing_nobody_knows_is_one_line(words: tuple[str, ...], workspace: Path) -> None:
    """With what can be given instead."""
    done = run(words[0], "-w", workspace, *words[1:])

    assert done.code == 2
    assert is_one_line(done)
    assert "give an order, waybill or telephone number" in done.err


def test_an_unknown_thing_is_not_exported(workspace: Path, tmp_path: Path) -> None:
    """And no file is made."""
    done = run("export", "-w", workspace, "--around", "没有这家", "-o", tmp_path / "x.graphml")

    assert (done.code, is_one_line(done)) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_two_things_have_lists_both(tmp_path: Path) -> None:
    """A shop and a warehouse of one name: each can be given by its key."""
    (tmp_path / "o.csv").write_text(
        "person_id,order_no,order_time,merchant,warehouse\nA1,100200300,2024-05-01,同名,同名\n", "utf-8"
    )
    run("ingest", tmp_path / "o.csv", "-w", tmp_path / "w")

    done = run("neighbours", "-w", tmp_path / "w", "同名")

    assert (done.code, is_one_line(done)) == (2, True)
    assert "can be 2 things: Holder:merchant:同名, Holder:warehouse:同名" in done.err
    assert run("neighbours", "-w", tmp_path / "w", "Holder:merchant:同名").code == 0


@pytest.mark.parametrize(("form", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_the_evidence_of_the_verdict_is_read_back_by_networkx(
    form: str, read: Any, evidence: dict[str, Path], traced: str
) -> None:
    """Each source that is named, people under the pseudonyms of the verdict, and the row of every link."""
    graph = read(evidence[form])
    sources = json.loads(traced)["sources"]
    people = {data["node_id"] for _, data in graph.nodes(data=True) if data["node_label"] == "Person"}

    assert {source["holder"] for source in sources} <= holders(graph)
    assert people
    assert people <= {person for source in sources for person in source["people"]}
    assert all(data["source_row"] >= 2 for *_, data in graph.edges(data=True))


def test_all_formats_hold_the_same_graph(evidence: dict[str, Path]) -> None:
    """Nodes by key and label, links by ends and type."""
    nodes, links = rows(evidence["csv"].with_name("e-nodes.csv")), rows(evidence["csv"].with_name("e-links.csv"))
    expected_nodes = sorted((row["node"], row["node_label"], row["label"]) for row in nodes)
    expected_links = sorted((row["source"], row["target"], row["link_type"]) for row in links)

    for form, read in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        graph = read(evidence[form])
        assert sorted((key, d["node_label"], d["label"]) for key, d in graph.nodes(data=True)) == expected_nodes
        assert sorted((a, b, d["link_type"]) for a, b, d in graph.edges(data=True)) == expected_links


def test_an_export_around_something_is_its_neighbourhood(
    workspace: Path, order: dict[str, str], tmp_path: Path
) -> None:
    """The nodes that `neighbours` lists; again the same bytes."""
    one, other = tmp_path / "1.graphml", tmp_path / "2.graphml"
    for file in (one, other):
        assert run("export", "-w", workspace, "--around", order["order_no"], "--depth", "1", "-o", file).code == 0

    for form in ("csv", "i2"):
        run("export", "-w", workspace, "--around", order["order_no"], "--format", form, "-o", tmp_path / f"{form}.csv")
    listed = told(run("neighbours", "-w", workspace, order["order_no"], "--json"))
    assert set(nx.read_graphml(one)) == {node["node"] for node in listed["nodes"]}
    assert one.read_bytes() == other.read_bytes()
    for table in ("nodes", "links"):
        assert (tmp_path / f"csv-{table}.csv").read_bytes() == (tmp_path / f"i2-{table}.csv").read_bytes()


def test_without_a_source_there_is_no_evidence_to_save(victims: Path, tmp_path: Path) -> None:
    """The verdict is said, and what to ask for instead."""
    run("ingest", victims, "-w", tmp_path / "w")

    done = run("export", "-w", tmp_path / "w", "-o", tmp_path / "e.graphml")

    assert (done.code, is_one_line(done)) == (2, True)
    assert "'undecidable'" in done.err
    assert "--around" in done.err
    assert not (tmp_path / "e.graphml").exists()


def test_a_place_that_cannot_be_written_to_is_named(workspace: Path, order: dict[str, str], tmp_path: Path) -> None:
    """The folder is not made: it may be a slip."""
    done = run("export", "-w", workspace, "--around", order["order_no"], "-o", tmp_path / "none" / "e.graphml")

    assert (done.code, is_one_line(done)) == (2, True)
    assert "cannot write" in done.err
