"""A row of a table taken for headers: what each means in a record kind, and what the kind then lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.schema import RECORDS
from ingest.formats import Format, format_of
from ingest.readers import RawTable
from ingest.recognition import Recognition, as_asked
from ingest.rows.completing import MADE_OF
from ingest.synonyms import columns, file_words, headers
from ingest.text import header_text, without_unit

LONGEST_HEADER = 200
"""Characters; a longer cell is no header, and is shown cut."""
FEWEST = 2
"""Columns that must be known before a row is taken for headers."""
_NOT_RATED = as_asked(0)


@dataclass(frozen=True, slots=True)
class Header:
    """One header: its place in the table, its text, the column it means (None: none) and how that is known.

    `reason` is "canonical", "synonym", "mapping", "format" (left out, as its export means another thing) or "unknown".
    Of headers of one column the lower `order` is read first; a `next_best` one may say something else than those before it.
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
    recognition: Recognition = _NOT_RATED

    @property
    def fits(self) -> bool:
        """Whether rows of this layout can be taken; of a known export also where none of them names a person."""
        return self.missing in ((), ("person_id",) if self.format else ()) and self.known >= FEWEST

    def of(self, column: str) -> list[Header]:
        """The headers that mean a column, in the order they are read."""
        return sorted((h for h in self.headers if h.column == column), key=lambda h: (h.order, h.place))


def layouts(raw: RawTable, row: int, kinds: list[str], mapping: Mapping[str, str]) -> list[Layout]:
    """The layout of each kind with this row as headers."""
    texts = [cell or "" for cell in raw.cells.row(row)]
    name = f"{raw.file} {raw.sheet}".lower()
    compared = [header_text(text[: LONGEST_HEADER + 1]) for text in texts]
    spelled = [(plain, without_unit(plain)) for plain in compared]
    format_ = format_of(compared)
    wanted = {header_text(header): column for header, column in mapping.items()}
    found = []
    for kind in kinds:
        known_as = format_ if format_ is not None and format_.kind == kind else None
        ignored = known_as.ignores - set(wanted) if known_as else frozenset()
        read = tuple(
            Header(place, text.strip(), None, "format")
            if spellings[0] in ignored
            else _header(place, text, spellings, kind, wanted)
            for place, (text, spellings) in enumerate(zip(texts, spelled, strict=True))
        )
        meant = {header.column for header in read if header.column}
        hinted = any(word in name for word in file_words(kind))
        found.append(Layout(kind, row + 1, read, missing(kind, meant), len(meant), hinted, known_as))
    return found


def _header(place: int, text: str, spellings: tuple[str, str], kind: str, mapping: Mapping[str, str]) -> Header:
    """What one header means in a record kind; `spellings`: its text as `header_text` has it, and that without a unit.

    A mapping goes before the lists; "" in it leaves the column out, a column of another kind says nothing of this one.
    Of two headers it maps to one column that which stands first in it is read first.
    """
    if len(text) > LONGEST_HEADER:
        return Header(place, text[:LONGEST_HEADER].strip() + "…", None, "unknown")
    known, compared = headers(kind), spellings[0]
    listed = next((known[one] for one in spellings if one and one in known), None)
    if compared in mapping and mapping[compared] in {"", *columns(kind)}:
        same = listed is not None and listed.next_best and listed.column == mapping[compared]
        order = list(mapping).index(compared) - len(mapping)
        return Header(place, text.strip(), mapping[compared] or None, "mapping", order, same)
    if listed is None:
        return Header(place, text.strip(), None, "unknown")
    return Header(
        place, text.strip(), listed.column, "synonym" if listed.place else "canonical", listed.place, listed.next_best
    )


def missing(kind: str, columns: set[str]) -> tuple[str, ...]:
    """What a kind needs and the columns do not give; "person_id" stands for any column that names a person."""
    given = set(columns)
    for parts, made in MADE_OF[kind].items() if kind in MADE_OF else ():
        given |= set(made) if parts <= given else set()
    record = RECORDS[kind]
    lacking = [name for name in record.required if name not in given]
    if record.needs_person and not given & set(record.tokens):
        lacking.append("person_id")
    return tuple(lacking)
