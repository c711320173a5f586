"""The words the schema is written in: columns, records, kinds of holder, nodes and links.

They are declarations only; `graph.schema` uses them, everything else derives from what it says.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Type(StrEnum):
    """What a cell of a column holds once it has been read."""

    TEXT = "text"
    TIME = "time"  # ISO 8601 local time of China: "2024-04-29T15:16:00", or "2024-04-29" where no hour was written
    AMOUNT = "amount"  # yuan, a float
    COUNT = "count"  # a whole number
    SHARE = "share"  # 0 to 1
    FLAG = "flag"  # true or false
    FIELDS = "fields"  # names from FIELDS, sorted, joined by ";"
    NUMBER = "number"  # a telephone number, normalised


class Identity(StrEnum):
    """How a column speaks of a person; none of these is ever written as plain text outside the vault."""

    LINKS = "links"  # equal values are one person; facts carry its token
    HINTS = "hints"  # a match is only ever a suggestion; its token stands apart from the facts
    SECRET = "secret"  # somebody beside the row's person; facts carry its token, which links nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a record kind."""

    name: str
    doc: str
    type: Type = Type.TEXT
    required: bool = False
    identity: Identity | None = None
    holder: str | None = None  # the kind of holder this column names


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """One end of a link: a node label and the column that holds its key; of a Person no column, the row's person."""

    label: str
    column: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link that each row of a record yields where both ends are known."""

    type: str
    start: End
    end: End
    properties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeOf:
    """A node that each row of a record yields, with the columns it keeps as properties."""

    label: str
    column: str | None = None
    properties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A record kind: what one row is, its columns, and what it adds to the graph.

    `needs_person`: a row counts only if one of its identity columns names somebody.
    """

    name: str
    doc: str
    zh: str
    columns: tuple[Column, ...]
    needs_person: bool = False
    nodes: tuple[NodeOf, ...] = ()
    links: tuple[Link, ...] = ()

    def column(self, name: str) -> Column:
        """The column of this name; KeyError with the columns there are."""
        for column in self.columns:
            if column.name == name:
                return column
        msg = f"{self.name} has no column {name!r}; it has {', '.join(c.name for c in self.columns)}"
        raise KeyError(msg)

    @property
    def required(self) -> tuple[str, ...]:
        """Columns without which a row cannot be taken (the person apart)."""
        return tuple(column.name for column in self.columns if column.required)

    @property
    def kept(self) -> tuple[Column, ...]:
        """The columns a fact carries: all but hints, which nothing may write as text."""
        return tuple(column for column in self.columns if column.identity is not Identity.HINTS)

    @property
    def tokens(self) -> tuple[str, ...]:
        """The identity columns whose equal values are one person, strongest first."""
        return tuple(column.name for column in self.columns if column.identity is Identity.LINKS)

    @property
    def holders(self) -> tuple[Column, ...]:
        """The columns that name a holder."""
        return tuple(column for column in self.columns if column.holder)


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderKind:
    """A kind of holder, how its look is drawn, and from when it held a record.

    `seen_from` lists where its time is read, best first; a time from further down the list is marked assumed.
    `parent` is the kind it belongs to, `local` says that it serves addresses near it, `gated` that it must also
    stand with its place fitted (METHOD.md step 7), `label_only` that it sees of a parcel what its label shows: where that
    is a virtual number, it held the record and not the number.
    """

    name: str
    zh: str
    en: str
    family: str
    glyph: str
    code: str
    shape: str
    seen_from: tuple[str, ...] = ("seen_from",)
    parent: str | None = None
    local: bool = False
    gated: bool = False
    label_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A node label of the graph and the property that is unique in it."""

    label: str
    doc: str
    zh: str
    key: str = "id"
