"""The lists of `synonyms.toml`: which headers mean which column, which words which value."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from graph.schema import RECORDS
from ingest.text import header_text

NEXT_BEST = "~"
"""Before a header that is read only where the others of its column are empty, and may differ from them."""
INTERNAL = "_"
"""Before the name of a column that belongs to no record: rows are completed from it."""
BEHIND = 1000
"""What the place of a next best header is put back by: beyond every list."""


class Meaning(NamedTuple):
    """What a header means: its column, its place among the headers of that column, whether it is only the next best."""

    column: str
    place: int
    next_best: bool


@cache
def _lists() -> dict[str, Any]:
    """The file, parsed."""
    return tomllib.loads(files("ingest").joinpath("synonyms.toml").read_text("utf-8"))


@cache
def headers(kind: str) -> dict[str, Meaning]:
    """Compared header → what it means for a record kind; of two headers of one column the lower place is read first."""
    own, common = _lists().get(kind, {}), _lists()["any"]
    found: dict[str, Meaning] = {}
    columns = [column.name for column in RECORDS[kind].columns] + [name for name in own if name.startswith(INTERNAL)]
    listed = {name: [name, *own.get(name, [])] for name in columns}
    for name in columns:
        for place, header in enumerate(listed[name]):
            found[_compared(header)] = _meaning(name, place, header)
    for name in columns:
        for place, header in enumerate(common.get(name, []), start=len(listed[name])):
            found.setdefault(_compared(header), _meaning(name, place, header))
    return found


@cache
def listed() -> frozenset[str]:
    """The headers that some list knows, as they are compared."""
    return frozenset(header for kind in RECORDS for header in headers(kind))


def _compared(header: str) -> str:
    """A listed header as it is compared."""
    return header_text(header.removeprefix(NEXT_BEST))


def _meaning(name: str, place: int, header: str) -> Meaning:
    """What a listed header means; the next best go behind all others."""
    next_best = header.startswith(NEXT_BEST)
    return Meaning(name, place + BEHIND * next_best, next_best)


@cache
def columns(kind: str) -> tuple[str, ...]:
    """The columns a header of a record kind can mean, in schema order, then those it is completed from."""
    return tuple(dict.fromkeys(meaning.column for meaning in headers(kind).values()))


def file_words(kind: str) -> tuple[str, ...]:
    """Words in a file's name that speak for a record kind."""
    return tuple(_lists()["_files"].get(kind, ()))


def kind_named(word: str) -> str | None:
    """The record kind of an English or Chinese name (`orders`, `订单`); None where there is none."""
    asked = header_text(word)
    named = (kind for kind, record in RECORDS.items() if asked in {kind, record.zh, *chinese_names(kind)})
    return next(named, None)


def chinese_names(kind: str) -> tuple[str, ...]:
    """What a record kind is called in Chinese besides its name: 话单, 运单."""
    return tuple(word for word in file_words(kind) if not word.isascii())


def values(column: str) -> dict[str, list[str]]:
    """Canonical value → other words for it, of a column with a vocabulary; "flag" for yes and no."""
    found: dict[str, list[str]] = _lists()["_values"][column]
    return found
