"""What the vault has of a person, value by value and masked: what can be asked of `reveal` one at a time."""

from __future__ import annotations

import re
from dataclasses import dataclass

import polars as pl

from graph.errors import BadInput, NotFound
from graph.stores.embedded import EmbeddedStore
from graph.workspace import Workspace
from ingest.masking import KEPT_ALONE
from ingest.vault.file import opened

ORDER = ("id_number", "phone", "name", "account", "address", "person_id")
TOKEN = re.compile(r"[a-z]:[0-9a-f]{32}")
PERSON = re.compile(r"p:[0-9a-f]{16}")
ROW = re.compile(r"(.+):([0-9]{1,9})")
ASKED = 500
"""Tokens asked for at once: few enough for any SQLite."""


@dataclass(frozen=True, slots=True)
class Field:
    """One value of a person: its token, the column it stood in, and what is shown of it everywhere."""

    token: str
    column: str
    masked: str


def fields(store: EmbeddedStore, name: str) -> tuple[Field, ...]:
    """The values of a person (`p:…`) or of one token, by column; nothing where there is no vault. NotFound: no such form.

    What the files have masked already is left out: there is nothing behind it.
    """
    tokens = tokens_behind(store, name)
    found: list[Field] = []
    try:
        with opened(store.workspace.root) as db:
            for start in range(0, len(tokens), ASKED):
                asked = tokens[start : start + ASKED]
                query = f'SELECT token, "column", masked FROM identities WHERE token IN ({", ".join("?" * len(asked))})'  # noqa: S608 - marks only
                found += [Field(*row) for row in db.execute(query, asked)]
    except BadInput:  # there is no vault
        return ()
    return tuple(sorted((one for one in found if one.column in ORDER), key=_place))


def tokens_behind(store: EmbeddedStore, name: str) -> list[str]:
    """The tokens behind which the values of a person, of one token or of a row (`scans.csv:7`) lie. NotFound: it is none."""
    if TOKEN.fullmatch(name):
        return [name]
    if not PERSON.fullmatch(name):
        if row := ROW.fullmatch(name):
            return _of_row(store.workspace, row[1], int(row[2]))
        msg = f"{name!r} is no person and no token: they look like p:0123456789abcdef and h: with 32 digits; or name a row: scans.csv:7"
        raise NotFound(msg)
    own = set(store.persons.of.filter(person=name)["token"])
    hints = store.workspace.hints()
    return sorted(own | set(hints.filter(hints["who"].is_in(list(own)))["token"]))


def _of_row(workspace: Workspace, file: str, row: int) -> list[str]:
    """The tokens of what the vault alone keeps of the rows of this number in files of a name, in any of their sheets."""
    with workspace.connect() as db:
        files = [sha256 for (sha256,) in map(tuple, db.execute("SELECT sha256 FROM evidence WHERE file = ?", (file,)))]
    here = pl.col("source_file").is_in(files) & (pl.col("source_row") == row)
    kept = pl.any_horizontal(pl.col("column").str.starts_with(prefix) for prefix in KEPT_ALONE)
    return workspace.hints().filter(here & kept)["token"].unique().sort().to_list()


def _place(one: Field) -> tuple[int, str, str]:
    return ORDER.index(one.column), one.masked, one.token
