"""What is said of each person that may tell who they are: the rows that suggestions are made of."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from graph.facts import Facts
from graph.identity import Persons
from graph.schema import RECORDS
from ingest.suggestions.trait import HIDDEN, STAR

FIELDS = ("name", "address", "phone", "id_number")
TRAITS = pl.Schema({"person": pl.String, "field": pl.String, "token": pl.String, "text": pl.String})
"""`text`: what is known of the value (`Trait.text`); null: nothing but that equal tokens are equal values."""


@dataclass(frozen=True, slots=True)
class Known:
    """What can be read behind tokens: `plain` with the vault's key, `masked` without it."""

    plain: Mapping[str, str] = field(default_factory=dict)
    masked: Mapping[str, str] = field(default_factory=dict)

    def text(self, token: str, column: str) -> str | None:
        """The most that may be known of a value; of a masked address the one character left says nothing."""
        found = self.plain.get(token)
        if found is None and column != "address":
            found = self.masked.get(token)
            if found is not None and column == "name":
                found = found.replace(STAR, HIDDEN)
        return None if found is None else _normalised(found)


def traits(facts: Facts, persons: Persons, hints: pl.DataFrame, known: Known) -> pl.DataFrame:
    """Names, addresses, telephone and identity card numbers of each person, masked ones too (columns TRAITS); sorted."""
    hinted = hints.select("column", "token", owner="who")
    owned = [table.select(column=pl.lit(name), token=name, owner=name) for name, table in _columns(facts)]
    rows = pl.concat([hinted.select("column", "token", "owner"), *owned]).drop_nulls().unique()
    rows = rows.with_columns(field=pl.col("column").str.strip_prefix("masked_")).filter(pl.col("field").is_in(FIELDS))
    rows = rows.join(persons.of, left_on="owner", right_on="token").select("person", "field", "token").unique()
    told = rows.select("field", "token").unique()
    texts = [known.text(token, column) for column, token in told.iter_rows()]
    told = told.with_columns(text=pl.Series(texts, dtype=pl.String))
    return rows.join(told, on=("field", "token")).match_to_schema(TRAITS).sort("person", "field", "token")


def _columns(facts: Facts) -> list[tuple[str, pl.DataFrame]]:
    """The columns of facts whose tokens stand for numbers that masked ones can be held against."""
    named = [(name, kind) for kind, record in RECORDS.items() for name in record.tokens if name in FIELDS]
    return [(name, facts.table(kind).select(name)) for name, kind in named]


def _normalised(text: str) -> str:
    """One way of writing it: widths and blanks, and the marks that exports put for what they hide."""
    return "".join(unicodedata.normalize("NFKC", text).split()).replace("＊", "*").replace("•", "*").upper()
