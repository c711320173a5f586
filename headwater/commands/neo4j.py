"""`headwater sync`: the graph of a workspace projected into a Neo4j server."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from headwater.options import Json, Workspace
from headwater.output import answer, answer_json, say


def sync(
    workspace: Workspace,
    to: Annotated[str, typer.Option("--to", help="bolt://… or neo4j://…", show_default=False)],
    json: Json = False,
) -> None:
    """Project a workspace into Neo4j, read under its judgements; again costs little, half-done is completed.

    User and password come from HEADWATER_NEO4J_USER and HEADWATER_NEO4J_PASSWORD.

    Example: headwater sync -w workspaces/gulou --to bolt://127.0.0.1:7687
    """
    from graph.stores import EmbeddedStore
    from graph.stores.neo4j import sync as project

    store = EmbeddedStore(workspace)
    report = project(
        store.facts, to, progress=lambda done, total: say(f"{done:,} of {total:,} rows"), judged=store.judged
    )
    if json:
        answer_json(asdict(report))
    elif report.already:
        answer("All of it was there already; nothing was changed.")
    else:
        answer(f"Created {report.nodes:,} nodes and {report.links:,} links in {report.batches:,} batches.")
