"""The lists of `synonyms.toml`: which headers mean which column, which words which value."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from graph.schema import RECORDS
from ingest.text import header_text


@cache
def _lists() -> dict[str, Any]:
    """The file, parsed."""
    return tomllib.loads(files("ingest").joinpath("synonyms.toml").read_text("utf-8"))


@cache
def headers(kind: str) -> dict[str, tuple[str, int]]:
    """Compared header → (column, place) for a record kind; of two headers of one column the lower place is read first."""
    own, common = _lists().get(kind, {}), _lists()["any"]
    found: dict[str, tuple[str, int]] = {}
    columns = [column.name for column in RECORDS[kind].columns] + [name for name in own if name.startswith("_")]
    listed = {name: [name, *own.get(name, [])] for name in columns}
    for name in columns:
        for place, header in enumerate(listed[name]):
            found[header_text(header)] = (name, place)
    for name in columns:
        for place, header in enumerate(common.get(name, []), start=len(listed[name])):
            found.setdefault(header_text(header), (name, place))
    return found


@cache
def columns(kind: str) -> tuple[str, ...]:
    """The columns a header of a record kind can mean, in schema order, then those it is completed from."""
    return tuple(dict.fromkeys(column for column, _ in headers(kind).values()))


def file_words(kind: str) -> tuple[str, ...]:
    """Words in a file's name that speak for a record kind."""
    return tuple(_lists()["_files"].get(kind, ()))


def values(column: str) -> dict[str, list[str]]:
    """Canonical value → other words for it, of a column with a vocabulary; "flag" for yes and no."""
    found: dict[str, list[str]] = _lists()["_values"][column]
    return found
