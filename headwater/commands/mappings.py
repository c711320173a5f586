"""`headwater mappings`: the mappings of headers to columns that were saved in a workspace."""

from __future__ import annotations

from collections.abc import Iterable

from headwater.options import Json, Workspace
from headwater.output import answer, answer_json, answer_table


def mappings(workspace: Workspace, json: Json = False) -> None:
    """List the saved mappings with their versions; the last that was saved for some headers is used for them.

    Example: headwater mappings -w workspaces/gulou
    """
    from graph.workspace import Workspace as Opened
    from ingest.mappings import listed

    saved = listed(Opened(workspace))
    if json:
        answer_json(
            [
                {
                    "name": one.name, "version": one.version, "kind": one.saving.kind, "who": one.who, "at": one.at,
                    "header_set": one.saving.header_set, "mapping": dict(one.saving.mapping),
                }
                for one in saved
            ]
        )  # fmt: skip
    elif saved:
        rows = [
            (one.name, one.version, one.saving.kind, _taken(one.saving.mapping.values()), one.who, one.at)
            for one in saved
        ]
        answer_table(("mapping", "version", "kind", "columns taken", "who", "when"), rows)
    else:
        answer("No mapping is saved. Save one with: headwater ingest FILE --save-mapping NAME")


def _taken(columns: Iterable[str]) -> str:
    """How many of the columns of a mapping are taken."""
    every = list(columns)
    return f"{sum(map(bool, every))} of {len(every)}"
