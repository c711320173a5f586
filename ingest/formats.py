"""The exports of `formats.toml`: known by their headers, and what each says without a column for it."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from graph.verdict import Text
from ingest.text import header_text, without_unit

NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Format:
    """A known export: its name, its record kind, the headers that tell it (alternatives in each), what it gives."""

    name: str
    said: Text
    kind: str
    headers: tuple[frozenset[str], ...]
    gives: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    ignores: frozenset[str] = frozenset()


@cache
def formats() -> tuple[Format, ...]:
    """The formats of the file, in its order."""
    listed = tomllib.loads(files("ingest").joinpath("formats.toml").read_text("utf-8"))["format"]
    return tuple(
        Format(
            one["name"],
            Text(one["zh"], one["en"]),
            one["kind"],
            tuple(frozenset(map(header_text, group.split("|"))) for group in one["headers"]),
            MappingProxyType(one.get("gives", {})),
            frozenset(map(header_text, one.get("ignores", ()))),
        )
        for one in listed
    )


def format_of(compared: Collection[str]) -> Format | None:
    """The first format all of whose headers are among these (texts as `header_text` has them); None where none is."""
    there = {*compared, *map(without_unit, compared)}
    return next((one for one in formats() if all(group & there for group in one.headers)), None)
