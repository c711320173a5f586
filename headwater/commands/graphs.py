"""`headwater neighbours`, `path` and `export`: what is connected to what, and which record says so."""

from __future__ import annotations

from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.errors import BadInput
from headwater.options import Json, Workspace
from headwater.output import answer, answer_json, answer_table, say

if TYPE_CHECKING:
    from graph.queries.tables import Graph
    from graph.stores import EmbeddedStore

WHAT = "An order, waybill or telephone number, a holder, or a pseudonym."


class Format(StrEnum):
    """Formats a graph can be saved in; i2 and Gephi read the CSV pair."""

    graphml = "graphml"
    gexf = "gexf"
    csv = "csv"
    i2 = "i2"


def neighbours(
    workspace: Workspace,
    what: Annotated[str, typer.Argument(help=WHAT, show_default=False)],
    depth: Annotated[int, typer.Option("--depth", min=1, max=6, help="How many steps away.")] = 1,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1500, help="How many things at most.")] = 300,
    json: Json = False,
) -> None:
    """List what is around something: its links, and the file, sheet and row of each.

    Example: headwater neighbours -w workspaces/gulou 059187654321
    """
    from graph.queries import neighbourhood
    from ingest.accounts import asked, captioned

    store = _open(workspace)
    graph = captioned(workspace, neighbourhood(store, asked(workspace, what), depth=depth, limit=limit))
    if json:
        answer_json(_as_json(store, graph))
        return
    _print_links(store, graph)
    if graph.graph["left_out"]:
        say(f"{graph.graph['left_out']} more were left out; --limit raises the number.")


def path(
    workspace: Workspace,
    a: Annotated[str, typer.Argument(help=WHAT, show_default=False)],
    b: Annotated[str, typer.Argument(help=WHAT, show_default=False)],
    longest: Annotated[int, typer.Option("--longest", min=1, max=8, help="How many steps at most.")] = 5,
    most: Annotated[int, typer.Option("--most", min=1, max=200, help="How many paths at most.")] = 20,
    json: Json = False,
) -> None:
    """List the shortest ways from one thing to another, and the records they go through.

    Example: headwater path -w workspaces/gulou 059187654321 "湖前云仓3号库"
    """
    from graph.queries import paths
    from ingest.accounts import asked, captioned

    store = _open(workspace)
    found = paths(store, asked(workspace, a), asked(workspace, b), longest=longest, most=most)
    captioned(workspace, found.graph)
    if json:
        answer_json({"total": found.total, "paths": found.found, **_as_json(store, found.graph)})
        return
    for way in found.found:
        answer(" → ".join(f"{found.graph.nodes[key]['label']} {found.graph.nodes[key]['name']}" for key in way))
    answer("")
    _print_links(store, found.graph.edge_subgraph(_on(found.graph, found.found)))
    if found.total > len(found.found):
        say(f"{found.total - len(found.found)} more paths of this length; --most raises the number.")


def export(
    workspace: Workspace,
    out: Annotated[Path, typer.Option("-o", "--out", help="The file to write.", show_default=False)],
    format: Annotated[Format, typer.Option("--format", help="csv and i2: a pair of tables.")] = Format.graphml,  # noqa: A002
    around: Annotated[str | None, typer.Option("--around", help=WHAT, show_default=False)] = None,
    depth: Annotated[int, typer.Option("--depth", min=1, max=6, help="With --around: how many steps away.")] = 1,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1500, help="With --around: how many things.")] = 300,
) -> None:
    """Save a small graph, pseudonymous: what is around something, or the evidence of the verdict.

    Example: headwater export -w workspaces/gulou --format graphml -o evidence.graphml
    """
    from graph.queries import neighbourhood
    from ingest.accounts import asked, captioned

    store = _open(workspace)
    around = around and asked(workspace, around)
    graph = neighbourhood(store, around, depth=depth, limit=limit) if around else _evidence(store)
    for file in _write(captioned(workspace, graph), format, out):
        answer(f"{graph.number_of_nodes()} nodes, {graph.number_of_edges()} links: {file}")


def _open(workspace: Path) -> EmbeddedStore:
    from graph.stores import EmbeddedStore

    return EmbeddedStore(workspace)


def _evidence(store: EmbeddedStore) -> Graph:
    """The evidence of the verdict; BadInput where no source is named."""
    from graph import trace
    from graph.queries.evidence import evidence

    verdict = trace(store)
    if not verdict.sources:
        msg = f"the verdict is {verdict.state!r}, so there is no evidence to save: say what to save with --around"
        raise BadInput(msg)
    return evidence(store, verdict)


def _write(graph: Graph, format_: Format, out: Path) -> list[Path]:
    """Write the graph; the files. BadInput where the place cannot be written to."""
    from graph.queries import to_csv, to_gexf, to_graphml

    if format_ in (Format.csv, Format.i2):
        nodes, links = to_csv(graph)
        content = {out.with_name(f"{out.stem}-nodes.csv"): nodes, out.with_name(f"{out.stem}-links.csv"): links}
    else:
        content = {out: to_graphml(graph) if format_ is Format.graphml else to_gexf(graph)}
    try:
        for file, data in content.items():
            file.write_bytes(data)
    except OSError as error:
        msg = f"cannot write {out}: {error.strerror}"
        raise BadInput(msg) from error
    return list(content)


def _on(graph: Graph, ways: tuple[tuple[str, ...], ...]) -> list[Any]:
    """The links that paths go along, with their keys; networkx takes these, its type information only pairs."""
    steps = {frozenset(step) for way in ways for step in pairwise(way)}
    return [edge for edge in graph.edges(keys=True) if frozenset(edge[:2]) in steps]


def _print_links(store: EmbeddedStore, graph: Graph) -> None:
    """Print each link with the first row that says so."""
    names = store.file_names()
    rows = [
        (graph.nodes[a]["label"], graph.nodes[a]["name"], data["type"], graph.nodes[b]["label"], graph.nodes[b]["name"],
         data.get("seen_from") or data.get("call_time") or "", names.get(data["source_file"], data["source_file"]),
         data["source_sheet"], data["source_row"], data["records"])
        for a, b, data in graph.edges(data=True)
    ]  # fmt: skip
    answer_table(("from", "", "link", "to", "", "time", "file", "sheet", "row", "rows"), rows)


def _as_json(store: EmbeddedStore, graph: Graph) -> dict[str, Any]:
    """A graph as JSON, links with the file that says so."""
    names = store.file_names()
    return {
        "nodes": [{"node": key, **data} for key, data in graph.nodes(data=True)],
        "links": [
            {"source": a, "target": b, **data, "file": names.get(data["source_file"], data["source_file"])}
            for a, b, data in graph.edges(data=True)
        ],
    }
