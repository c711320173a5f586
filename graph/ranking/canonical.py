"""Exposures in an order that follows from their content alone, and their digest.

Neither the order of rows, nor how files were split, nor the key under which people have their pseudonyms, nor how
records are numbered can be seen in it: people are ordered by role, call, region and a fingerprint of all that is known
of them. People who are equal in all of this may stand in either order; nothing depends on it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
import polars as pl

from graph.exposures import Exposures
from graph.ranking.fingerprints import mixed, of_rows, summed

PERSON_FACTS = ("role", "call", "region", "matched_set", "fields_known", "gang")
EXPOSURE_FACTS = ("kind", "holder", "seen_from", "seen_to", "protected")


@dataclass(frozen=True, slots=True)
class Canonical:
    """`people` gains `number` (row), `holdings` gain `number` of the person and `record_number`; sorted by content."""

    people: pl.DataFrame
    holdings: pl.DataFrame
    shares: pl.DataFrame
    digest: str  # "sha256:…" over the content, pseudonyms and names of records left out


def canonical(exposures: Exposures) -> Canonical:
    """The same facts in their canonical order, repeated rows once."""
    people = exposures.people.unique().sort("person")
    holdings = exposures.holdings.drop("assumed").unique()
    holdings = holdings.join(people.select("person", "named"), on="person", how="inner")
    records = holdings.select("person", "record").unique().with_row_index("record_number")
    holdings = holdings.join(records, on=["person", "record"], how="left")
    facts = of_rows(holdings.select(EXPOSURE_FACTS))
    by_record = summed(facts, holdings["record_number"].cast(pl.Int64).to_numpy(), len(records))
    record = by_record[:, holdings["record_number"].to_numpy()]
    # The name of a record may depend on how files were read; what it holds, and whether it was named, does not.
    in_named = (holdings["record"] == holdings["named"]).fill_null(value=False).to_numpy()
    row = mixed(facts + mixed(record + in_named.astype(np.uint64)))
    people = _ordered(people, holdings, row)
    holdings = holdings.with_columns(pl.Series("fingerprint", row[0]), in_named=pl.Series(in_named))
    holdings = holdings.join(people.select("person", "number"), on="person", how="left")
    holdings = holdings.sort("number", *EXPOSURE_FACTS, "fingerprint", "record")
    shares = exposures.shares.unique().sort("kind", "holder", "share")
    return Canonical(people, holdings, shares, _digest(people, holdings, shares))


def _ordered(
    people: pl.DataFrame, holdings: pl.DataFrame, row: np.ndarray[tuple[int, ...], np.dtype[np.uint64]]
) -> pl.DataFrame:
    """People by role (victims first), call, region, then by the fingerprint of all else; with their `number`."""
    place = holdings.join(
        people.select("person").with_row_index("place"), on="person", how="left", maintain_order="left"
    )
    held = summed(row, place["place"].cast(pl.Int64).to_numpy(), len(people))
    first, second = mixed(of_rows(people.select(PERSON_FACTS)) + held)
    ordered = people.with_columns(pl.Series("first", first), pl.Series("second", second)).sort(
        pl.col("role") != "victim", "call", "region", "first", "second", "person"
    )
    return ordered.drop("first", "second").with_row_index("number")


def _digest(people: pl.DataFrame, holdings: pl.DataFrame, shares: pl.DataFrame) -> str:
    """SHA-256 over the three tables as CSV, in canonical order, without what depends on a key or on numbering."""
    content = hashlib.sha256()
    for table in (
        people.select("number", *PERSON_FACTS),
        holdings.select("number", *EXPOSURE_FACTS, "in_named", "fingerprint"),
        shares,
    ):
        content.update(table.write_csv().encode())
    return f"sha256:{content.hexdigest()}"
