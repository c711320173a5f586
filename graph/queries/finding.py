"""What a user typed → the node that is meant."""

from __future__ import annotations

import polars as pl

from graph.errors import BadInput, NotFound
from graph.queries.tables import Tables

SHOWN = 10


def find(tables: Tables, text: str) -> str:
    """The key of the one node of this key ("Order:…", "order:…"), id, or holder's name; blanks around it are ignored.

    NotFound: there is none. BadInput: there are several; the message lists their keys.
    """
    wanted = text.strip()
    found = _by_key(tables, wanted) or _by_name(tables, wanted)
    if len(found) == 1:
        return found[0]
    if not found:
        msg = f"nothing in the data is called {wanted!r}: give an order, waybill or telephone number, a holder, or a pseudonym"
        raise NotFound(msg)
    listed = ", ".join(found[:SHOWN]) + (", …" if len(found) > SHOWN else "")
    msg = f"{wanted!r} can be {len(found)} things: {listed}; give one of these"
    raise BadInput(msg)


def _by_key(tables: Tables, text: str) -> list[str]:
    label, _, id_ = text.partition(":")
    labels = [known for known in tables.nodes if known.lower() == label.lower()]
    return [f"{known}:{id_}" for known in labels if id_ in tables.nodes[known]["id"]]


def _by_name(tables: Tables, text: str) -> list[str]:
    """Keys of the nodes with this id, and of the holders with this name, sorted."""
    found: set[str] = set()
    for label, nodes in tables.nodes.items():
        named = (pl.col("id") == text) | ((pl.col("name") == text) if label == "Holder" else pl.lit(value=False))
        found.update(f"{label}:{id_}" for id_ in nodes.filter(named)["id"])
    return sorted(found)
