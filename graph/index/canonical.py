"""Exposures in an order that follows from their content alone."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from graph.exposures import Exposures
from graph.index.arrays import Codes
from graph.index.coded import Rows, coded
from graph.index.fingerprints import Hashes, mixed, of_rows, of_texts, summed
from graph.index.moments import SECONDS, moments

ABSENT = "\0absent"
PERSON_FACTS = ("role", "region", "matched_set", "fields_known", "gang")


@dataclass(frozen=True, slots=True)
class Ordered:
    """The facts in canonical order, each once.

    `people`: PEOPLE, with `day` and `second` of the call; `records`: `number` of the person, `record`, `in_named`;
    `holders`: (kind, name) sorted; `rows` by person, time, record and holder.
    """

    people: pl.DataFrame
    records: pl.DataFrame
    holders: tuple[tuple[str, str], ...]
    rows: Rows


def ordered(exposures: Exposures) -> Ordered:
    """People by role (victims first), call, region and a fingerprint of all else, records by person and fingerprint.

    People who are equal in all of this may stand in either order; nothing depends on it. BadInput: a time is none.
    """
    people = exposures.people.unique().sort("person").with_columns(place=pl.int_range(pl.len(), dtype=pl.Int32))
    days, seconds = moments(people["call"])
    people = people.with_columns(pl.Series("day", days), pl.Series("second", seconds))
    rows, records, holders = coded(exposures.holdings, people)
    names = of_texts("\0".join(holder) for holder in holders)
    held = summed(of_rows(names[rows.holder], *rows.times, rows.protected), rows.record, len(records))
    prints = mixed(held + records["in_named"].to_numpy().astype(np.uint64))
    people = _people(people, summed(mixed(prints), records["place"].to_numpy(), len(people)))
    records = records.with_columns(pl.Series("print", prints), pl.int_range(pl.len(), dtype=pl.Int32).alias("old"))
    numbers = people.select("place", "number")
    records = records.join(numbers, on="place", maintain_order="left").sort("number", "print", "record")
    rows = _by_time(rows, _codes(records["old"]), _codes(records["number"]))
    return Ordered(people, records.select("number", "record", "in_named"), holders, rows)


def _people(people: pl.DataFrame, held: Hashes) -> pl.DataFrame:
    """People in canonical order, with their `number`; `held`: the fingerprint of what is held of each."""
    known = [_prints(people[name]) for name in PERSON_FACTS if name != "matched_set"]
    own = of_rows(*known, people["day"].to_numpy(), people["second"].to_numpy())
    print_ = mixed(own + held)
    found = people.with_columns(print=mixed(print_ + _company(people["matched_set"], print_))).sort(
        pl.col("role") != "victim", "day", "second", "region", "print", "person"
    )
    return found.drop("print").with_columns(
        _numbered(found["matched_set"]), pl.int_range(pl.len(), dtype=pl.Int32).alias("number")
    )


def _company(sets: pl.Series, prints: Hashes) -> Hashes:
    """Who stands in one matched set with whom, as a fingerprint a person; 0 for who stands in none."""
    at = (sets.rank("dense").fill_null(0)).to_numpy().astype(np.int64)
    together = mixed(summed(prints, at, int(at.max(initial=0)) + 1))
    return np.where(at > 0, together[at], 0).astype(np.uint64)


def _numbered(sets: pl.Series) -> pl.Series:
    """Matched sets under numbers in order of their first person: what a set is called decides nothing."""
    different = sets.drop_nulls().unique(maintain_order=True)
    numbers = [f"{number:09d}" for number in range(different.len())]
    return sets.replace_strict(different, pl.Series(numbers, dtype=pl.String), default=None, return_dtype=pl.String)


def _prints(column: pl.Series) -> Hashes:
    """The fingerprints of texts, each distinct one made once."""
    texts = column.fill_null(ABSENT)
    distinct = texts.unique().sort()
    return np.asarray(of_texts(distinct)[texts.rank("dense").to_numpy() - 1], np.uint64)


def _by_time(rows: Rows, records: Codes, person_of: Codes) -> Rows:
    """Rows, which stand by record and holder, by person and time, with the records in another order and numbered by it.

    `records`: their order; `person_of`: the person of each record in it.
    """
    size = np.bincount(rows.record, minlength=len(records))
    length = size[records]
    moved = (np.cumsum(size) - size)[records] - (np.cumsum(length) - length)
    rows = rows.at(np.arange(len(rows.record)) + np.repeat(moved, length))
    rows = replace(rows, record=np.repeat(np.arange(len(records), dtype=np.int32), length))
    moment = np.repeat(person_of.astype(np.int64) * (int(rows.day.max(initial=0)) + 1), length)
    moment += rows.day
    moment *= SECONDS + 1
    moment += rows.second
    return rows.at(np.argsort(moment, kind="stable"))


def _codes(column: pl.Series) -> Codes:
    return column.to_numpy().astype(np.int32)
