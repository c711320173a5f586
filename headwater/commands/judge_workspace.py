"""The workspace `headwater judge` was called on, named before or after the verb, and who may be one person in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import BadInput

if TYPE_CHECKING:
    from pathlib import Path

    import typer

    from graph.stores import EmbeddedStore
    from ingest.suggestions.of_workspace import Reading


def store_of(context: typer.Context, workspace: Path | None) -> EmbeddedStore:
    """The workspace named before or after the verb; BadInput where it is named in neither place."""
    from graph.stores import EmbeddedStore as Opened

    where = workspace or context.obj
    if where is None:
        msg = "Missing option '-w' / '--workspace'. See: headwater judge --help"
        raise BadInput(msg)
    return Opened(where)


def reading_of(store: EmbeddedStore) -> Reading:
    """Who may be one person; names and addresses are compared where the vault's key is there."""
    from ingest.keys import key_path, present_key
    from ingest.suggestions.of_workspace import suggestions

    path = key_path()
    return suggestions(store, present_key(path) if path.exists() else None)
