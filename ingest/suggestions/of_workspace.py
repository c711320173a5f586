"""The suggestions of a workspace: what its facts and hints say, read with the vault as far as it opens."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from graph.errors import BadInput, WrongKey
from graph.stores import EmbeddedStore
from ingest.keys import Key
from ingest.suggestions.suggest import Suggested, suggest
from ingest.suggestions.traits import FIELDS, Known, traits
from ingest.vault.file import opened
from ingest.vault.opening import Opener

WORDS = ("name", "address")
"""Columns that are read in plain text, in memory only; of numbers what is shown of them does."""
_COMPARED = ", ".join(f"'{prefix}{name}'" for name in FIELDS for prefix in ("", "masked_"))


@dataclass(frozen=True, slots=True)
class Reading:
    """Suggestions, and whether names and addresses could be read: else only equal ones are found."""

    suggested: Suggested
    plain: bool
    known: Known


def suggestions(store: EmbeddedStore, key: Key | None) -> Reading:
    """Who may be one person with a victim or comparison person: nobody else changes a verdict.

    About whom somebody has decided is not suggested again. Without the vault's key names and addresses cannot be
    compared but for equality, without the vault numbers neither.
    """
    known, plain = _known(store, key)
    told = traits(store.facts, store.persons, store.workspace.hints(), known)
    asked = [store.persons.named_in(kind, store.facts.table(kind)) for kind in ("victims", "comparisons")]
    wanted = pl.concat([table["person"] for table in asked]).drop_nulls().unique()
    of = store.persons.of
    pairs = pl.DataFrame(store.judged.not_same, schema={"a": pl.String, "b": pl.String}, orient="row")
    people = pairs.join(of.rename({"token": "a", "person": "first"}), on="a").join(
        of.rename({"token": "b", "person": "second"}), on="b"
    )
    apart = [frozenset(pair) for pair in people.select("first", "second").iter_rows()]
    return Reading(suggest(told, wanted, apart), plain, known)


def _known(store: EmbeddedStore, key: Key | None) -> tuple[Known, bool]:
    """What the vault tells of tokens; whether it opened."""
    try:
        with opened(store.workspace.root) as db:
            masked = dict(db.execute(f'SELECT token, masked FROM identities WHERE "column" IN ({_COMPARED})'))  # noqa: S608 our own words
            rows = db.execute(
                'SELECT batch, number, token, "column", sealed FROM identities WHERE "column" IN (?, ?)', WORDS
            )
            if key is None:
                return Known(masked=masked), False
            try:
                plain = {token: value for token, _, value in Opener.of(db, key).identities(iter(rows))}
            except WrongKey:
                return Known(masked=masked), False
            return Known(plain, masked), True
    except BadInput:  # there is no vault
        return Known(), False
