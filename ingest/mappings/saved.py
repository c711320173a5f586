"""A saved mapping, and what tells that two tables stand under the same headers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from graph.errors import BadInput
from ingest.text import header_text

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Saving:
    """What is saved of one table: its header set, its kind, and each header's column ("": left out), best read first."""

    header_set: str
    kind: str
    mapping: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SavedMapping:
    """A version of a named mapping for one header set; who saved it when (UTC, ISO)."""

    name: str
    version: int
    saving: Saving
    who: str
    at: str


NO_MAPPINGS: Mapping[str, SavedMapping] = MappingProxyType({})


def header_set(headers: Iterable[str]) -> str:
    """SHA-256 in hex over the different headers of a table as they are compared; their order and dress do not count."""
    compared = sorted({header_text(header) for header in headers} - {""})
    return hashlib.sha256(json.dumps(compared, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def checked_name(name: str) -> str:
    """A name that can be told apart on one line; BadInput for any other."""
    bare = " ".join(name.split())
    if not bare or len(bare) > LONGEST_NAME or not bare.isprintable():
        msg = f"a mapping cannot be called {name!r}: give it a name of 1 to {LONGEST_NAME} characters on one line"
        raise BadInput(msg)
    return bare
