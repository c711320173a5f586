"""Headers to a layout: which row holds them, which record kind they tell of, which column each means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.errors import BadInput
from graph.schema import RECORDS
from ingest.readers import RawTable
from ingest.rows.calls import OWN, PEER
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

    `reason` is "canonical", "synonym", "mapping" or "unknown". Of headers of one column the lower `order` is read first.
    """

    place: int
    text: str
    column: str | None
    reason: str
    order: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is read as a record kind. `first` is its first row of data, counted from 0; `missing` what it lacks."""

    kind: str
    first: int
    headers: tuple[Header, ...]
    missing: tuple[str, ...]
    known: int
    hinted: bool  # the file's name speaks for the kind

    @property
    def fits(self) -> bool:
        """Whether rows of this layout can be taken."""
        return not self.missing and self.known >= FEWEST

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
    return max(near, key=lambda layout: (layout.fits, layout.known, layout.hinted), default=None)


def _layouts(raw: RawTable, row: int, kinds: list[str], mapping: Mapping[str, str]) -> list[Layout]:
    """The layout of each kind with this row as headers."""
    texts = [cell or "" for cell in raw.cells.row(row)]
    name = f"{raw.file} {raw.sheet}".lower()
    compared = [header_text(text[: LONGEST_HEADER + 1]) for text in texts]
    wanted = {header_text(header): column for header, column in mapping.items()}
    found = []
    for kind in kinds:
        read = tuple(
            _header(place, text, plain, kind, wanted)
            for place, (text, plain) in enumerate(zip(texts, compared, strict=True))
        )
        meant = {header.column for header in read if header.column}
        hinted = any(word in name for word in file_words(kind))
        found.append(Layout(kind, row + 1, read, _missing(kind, meant), len(meant), hinted))
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
            column, order = known[spelling]
            return Header(place, text.strip(), column, "synonym" if order else "canonical", order)
    return Header(place, text.strip(), None, "unknown")


def _missing(kind: str, columns: set[str]) -> tuple[str, ...]:
    """What a kind needs and the columns do not give; "person_id" stands for any column that names a person."""
    given = set(columns)
    if kind == "calls" and {OWN, PEER, "direction"} <= given:
        given |= {"calling_number", "phone"}
    record = RECORDS[kind]
    missing = [name for name in record.required if name not in given]
    if record.needs_person and not given & set(record.tokens):
        missing.append("person_id")
    return tuple(missing)
