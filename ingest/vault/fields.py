"""What the vault has of a person, value by value and masked: what can be asked of `reveal` one at a time."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.errors import BadInput, NotFound
from graph.stores.embedded import EmbeddedStore
from ingest.vault.file import opened

ORDER = ("id_number", "phone", "name", "account", "address", "person_id")
TOKEN = re.compile(r"[a-z]:[0-9a-f]{32}")
PERSON = re.compile(r"p:[0-9a-f]{16}")
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
    """The tokens behind which the values of a person or of one token lie. NotFound: it is neither."""
    if TOKEN.fullmatch(name):
        return [name]
    if not PERSON.fullmatch(name):
        msg = f"{name!r} is no person and no token: they look like p:0123456789abcdef and h: with 32 digits"
        raise NotFound(msg)
    own = set(store.persons.of.filter(person=name)["token"])
    hints = store.workspace.hints()
    return sorted(own | set(hints.filter(hints["who"].is_in(list(own)))["token"]))


def _place(one: Field) -> tuple[int, str, str]:
    return ORDER.index(one.column), one.masked, one.token
