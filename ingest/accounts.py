"""Accounts of payments: tokens in facts and graphs, masked where they are shown, found by the number that somebody types."""

from __future__ import annotations

import re
from pathlib import Path

from graph.queries.tables import Graph
from ingest.clean.codes import read_account
from ingest.keys import key_path, present_key
from ingest.showing import label, masks
from ingest.tokens import token

NODE = "Account"
_NAMED = re.compile(rf"(?i){NODE}:\s*(.+)")
_CARD = re.compile(r"\d[\d -]{13,}\d")


def asked(root: Path, text: str) -> str:
    """The node that is meant where the number of an account is typed (`account:…`, or 15 digits and more); else the text.

    Without the user's key no number leads to its node; its token does.
    """
    named = _NAMED.fullmatch(text.strip())
    number, _ = read_account(named[1] if named else text.strip())
    if number is None or not (named or _CARD.fullmatch(text.strip())) or not key_path().exists():
        return text
    found = token(present_key(key_path()), "to_account", number)
    return f"{NODE}:{found}" if masks(root, [found]) else text


def captioned(root: Path, graph: Graph) -> Graph:
    """The graph, its accounts called by what the vault shows of them, with their tokens: what `reveal` is asked."""
    accounts = {key: data["id"] for key, data in graph.nodes(data=True) if data["label"] == NODE}
    shown = masks(root, accounts.values())
    for key, id_ in accounts.items():
        graph.nodes[key]["name"] = label(id_, shown)
    return graph
