"""Headers to a layout: which row holds them, which record kind they tell of, which column each means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.errors import BadInput
from graph.schema import RECORDS
from ingest.formats import Format, format_of
from ingest.readers import RawTable
from ingest.rows.completing import MADE_OF
from ingest.synonyms import columns, file_words, headers
from ingest.text import header_text, without_unit

HEAD = 10
"""Rows searched for headers; above them stand titles."""
LONGEST_HEADER = 200
"""Characters; a longer cell is no header, and is shown cut."""
FEWEST = 2
"""Columns that must be known before a row is taken for headers."""
NEARLY = 2 / 3
"""Share of the best explanation that another must exceed to be considered."""


@dataclass(frozen=True, slots=True)
class Header:
    """One header: its place in the table, its text, the column it means (None: none) and how that is known.

    `reason` is "canonical", "synonym", "mapping", "format" (left out, as its export means another thing) or "unknown". Of headers of one column the lower `order` is read first;
    a `next_best` one may say something else than those before it.
    """

    place: int
    text: str
    column: str | None
    reason: str
    order: int = 0
    next_best: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is read as a record kind. `first` is its first row of data, counted from 0; `missing` what it lacks."""

    kind: str
    first: int
    headers: tuple[Header, ...]
    missing: tuple[str, ...]
    known: int
    hinted: bool  # the file's name speaks for the kind
    format: Format | None = None  # the known export it is

    @property
    def fits(self) -> bool:
        """Whether rows of this layout can be taken; of a known export also where none of them names a person."""
        return self.missing in ((), ("person_id",) if self.format else ()) and self.known >= FEWEST

    def of(self, column: str) -> list[Header]:
        """The headers that mean a column, in the order they are read."""
        return sorted((h for h in self.headers if h.column == column), key=lambda h: (h.order, h.place))


def check_mapping(mapping: Mapping[str, str], kind: str | None) -> None:
    """BadInput where a mapping names a column that the kind, or without one any kind, does not have."""
    there = list(dict.fromkeys(name for one in ([kind] if kind else RECORDS) for name in columns(one)))
    strange = [column for column in mapping.values() if column and column not in there]
    if strange:
        msg = f"the mapping names {', '.join(map(repr, strange))}, which is no column. Columns: {', '.join(there)}"
        raise BadInput(msg)


def best_layout(raw: RawTable, *, kind: str | None, mapping: Mapping[str, str]) -> Layout | None:
    """The layout that explains most of a table's headers, whether it fits or not; None for a table without text.

    Of those that explain nearly as much, one that fits goes first, then the one with more known columns, then the kind
    that the file's name tells. An export of orders without times is thus no table of shops, though it names shops.
    """
    layouts = [
        layout
        for row in range(min(HEAD, raw.cells.height))
        for layout in _layouts(raw, row, [kind] if kind else list(RECORDS), mapping)
    ]
    most = max((layout.known for layout in layouts), default=0)
    near = [layout for layout in layouts if layout.known > most * NEARLY or layout.known == most]
    return max(near, key=lambda one: (one.fits, one.format is not None, one.known, one.hinted), default=None)


def _layouts(raw: RawTable, row: int, kinds: list[str], mapping: Mapping[str, str]) -> list[Layout]:
    """The layout of each kind with this row as headers."""
    texts = [cell or "" for cell in raw.cells.row(row)]
    name = f"{raw.file} {raw.sheet}".lower()
    compared = [header_text(text[: LONGEST_HEADER + 1]) for text in texts]
    format_ = format_of(compared)
    wanted = {header_text(header): column for header, column in mapping.items()}
    found = []
    for kind in kinds:
        known_as = format_ if format_ is not None and format_.kind == kind else None
        ignored = known_as.ignores - set(wanted) if known_as else frozenset()
        read = tuple(
            Header(place, text.strip(), None, "format")
            if plain in ignored
            else _header(place, text, plain, kind, wanted)
            for place, (text, plain) in enumerate(zip(texts, compared, strict=True))
        )
        meant = {header.column for header in read if header.column}
        hinted = any(word in name for word in file_words(kind))
        found.append(Layout(kind, row + 1, read, _missing(kind, meant), len(meant), hinted, known_as))
    return found


def _header(place: int, text: str, compared: str, kind: str, mapping: Mapping[str, str]) -> Header:
    """What one header means in a record kind; `compared`: its text as `header_text` has it.

    A mapping goes before the lists; "" in it leaves the column out, a column of another kind says nothing of this one.
    """
    if len(text) > LONGEST_HEADER:
        return Header(place, text[:LONGEST_HEADER].strip() + "…", None, "unknown")
    known = headers(kind)
    if mapping.get(compared) in {"", *columns(kind)}:
        return Header(place, text.strip(), mapping[compared] or None, "mapping", -1)
    for spelling in (compared, without_unit(compared)):
        if spelling and spelling in known:
            column, order, next_best = known[spelling]
            return Header(place, text.strip(), column, "synonym" if order else "canonical", order, next_best)
    return Header(place, text.strip(), None, "unknown")


def _missing(kind: str, columns: set[str]) -> tuple[str, ...]:
    """What a kind needs and the columns do not give; "person_id" stands for any column that names a person."""
    given = set(columns)
    for parts, made in MADE_OF[kind].items() if kind in MADE_OF else ():
        given |= set(made) if parts <= given else set()
    record = RECORDS[kind]
    missing = [name for name in record.required if name not in given]
    if record.needs_person and not given & set(record.tokens):
        missing.append("person_id")
    return tuple(missing)
