"""A row of a table taken for headers: what each means in a record kind, and what the kind then lacks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from graph.declarations import Type
from graph.schema import RECORDS
from ingest.formats import Format, format_of
from ingest.header_rows import LONGEST_HEADER, Head
from ingest.kept_headers import meant
from ingest.readers import RawTable
from ingest.recognition import Recognition, as_asked
from ingest.rows.completing import MADE_OF
from ingest.synonyms import INTERNAL, columns, file_words, headers
from ingest.text import header_text, without_unit
from ingest.units import reading_unit, unit_of

FEWEST = 2
"""Columns that must be known before a row is taken for headers."""
_GROUPED = re.compile(r"(..+?)人?(?:信息|资料|方)(..+)")
_NOT_RATED = as_asked(0)


@dataclass(frozen=True, slots=True)
class Header:
    """One header: its place in the table, its text, the column it means (None: none) and how that is known.

    `reason` is "canonical", "synonym", "mapping", "format" (left out, as its export means another thing) "unit" (left out, as its numbers are in a unit they cannot be read in) or "unknown".
    Of headers of one column the lower `order` is read first; a `next_best` one may say something else than those before it.
    `unit` is what is put behind the plain numbers below it.
    """

    place: int
    text: str
    column: str | None
    reason: str
    order: int = 0
    next_best: bool = False
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is read as a record kind. `first` is its first row of data, counted from 0; `missing` what it lacks.

    `until`: the number of the row in which another table begins below.
    """

    kind: str
    first: int
    headers: tuple[Header, ...]
    missing: tuple[str, ...]
    known: int
    hinted: bool  # the file's name speaks for the kind
    format: Format | None = None  # the known export it is
    recognition: Recognition = _NOT_RATED
    until: int | None = None

    @property
    def fits(self) -> bool:
        """Whether rows of this layout can be taken; of a known export also where none of them names a person."""
        return self.missing in ((), ("person_id",) if self.format else ()) and self.known >= FEWEST

    def of(self, column: str) -> list[Header]:
        """The headers that mean a column, in the order they are read."""
        return sorted((h for h in self.headers if h.column == column), key=lambda h: (h.order, h.place))


def layouts(raw: RawTable, head: Head, kinds: list[str], mapping: Mapping[str, str]) -> list[Layout]:
    """The layout of each kind under these headers."""
    texts = head.texts
    name = f"{raw.file} {raw.sheet}".lower()
    compared = [header_text(text[: LONGEST_HEADER + 1]) for text in texts]
    spelled = [_spellings(plain) for plain in compared]
    format_ = format_of(compared)
    wanted = {header_text(header): column for header, column in meant(mapping, texts).items()}
    found = []
    for kind in kinds:
        known_as = format_ if format_ is not None and format_.kind == kind else None
        ignored = known_as.ignores - set(wanted) if known_as else frozenset()
        read = tuple(
            Header(place, text.strip(), None, "format")
            if spellings[0] in ignored
            else _in_unit(_header(place, text, spellings, kind, wanted), spellings[0], kind, head.unit)
            for place, (text, spellings) in enumerate(zip(texts, spelled, strict=True))
        )
        known = {header.column for header in read if header.column}
        hinted = any(word in name for word in file_words(kind))
        found.append(Layout(kind, head.first, read, missing(kind, known), len(known), hinted, known_as))
    return found


def _spellings(plain: str) -> tuple[str, ...]:
    """A compared header as it may be listed: as it stands, without its unit, and without a word that says nothing of it.

    What stands below "收件信息" is of the 收件人.
    """
    bare = without_unit(plain)
    found = _GROUPED.fullmatch(bare)
    return (plain, bare, *((f"{found[1]}人{found[2]}", f"{found[1]}{found[2]}") if found else ()))


def _in_unit(header: Header, compared: str, kind: str, above: str) -> Header:
    """A header with the unit it names, or one above does of amounts; without a column where its cells cannot be read in that."""
    if header.column is None or header.column.startswith(INTERNAL):
        return header
    column, own = RECORDS[kind].column(header.column), unit_of(compared)
    unit = own or (above if column.type is Type.AMOUNT else "")
    if not unit or (own and header.reason != "mapping" and compared in headers(kind)):
        return header
    behind = reading_unit(column, unit)
    return Header(header.place, header.text, None, "unit") if behind is None else replace(header, unit=behind)


def _header(place: int, text: str, spellings: tuple[str, ...], kind: str, mapping: Mapping[str, str]) -> Header:
    """What one header means in a record kind; `spellings`: its text as `header_text` has it, then as it may be listed.

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
