"""A piece of a table by itself: its rows cleaned, completed and judged. What pieces have in common is in `table`."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from graph.declarations import Record
from graph.facts import fact_schema
from graph.schema import RECORDS, SOURCE
from ingest.clean.readings import Readings
from ingest.headers import Layout
from ingest.hiding import without_own
from ingest.judging import judge
from ingest.keys import Key
from ingest.own_calls import PEOPLE, in_plain, own_calls
from ingest.readers import RawTable
from ingest.reading import header_cells, readings_of, shifted, texts_of
from ingest.repairs import answered
from ingest.rows.another_table import without_another
from ingest.rows.completing import completed
from ingest.rows.furniture import is_furniture
from ingest.rows.placeholders import without_placeholders
from ingest.secrets import hint_values, refused_rows
from ingest.text import clean_frame


@dataclass(frozen=True, slots=True)
class Said:
    """Whom importing must recognise as the person of a row, as tokens of phones.

    `people` are the victims and comparison people; `callers` the calling numbers of calls that are facts already.
    """

    people: pl.Series
    callers: pl.Series


@dataclass(frozen=True, slots=True)
class Piece:
    """What a piece says. `facts`: the rows taken, without tokens yet, with identities in plain in `plain` and `hints`.

    Of the rows taken each series has one value, null where nothing is said. `refused_rows` are kept as they stood; `answers`: the
    refused rows of other files that rows of a workbook of such were. `as_written`: free texts in which rows' own persons are masked in
    `facts`, as they were before.
    """

    rows: int
    dropped: int
    facts: pl.DataFrame
    as_written: dict[str, pl.Series]
    plain: dict[str, pl.Series]
    hints: dict[str, pl.Series]
    problems: pl.DataFrame
    refused_rows: pl.DataFrame
    answers: pl.DataFrame


def read_piece(body: RawTable, layout: Layout, key: Key, said: Said) -> Piece:
    """Rows of data (no header among them): furniture off, cells cleaned, rows completed, each row judged."""
    record = RECORDS[layout.kind]
    cells = clean_frame(body.cells)
    headers = header_cells(layout, cells.width)
    furniture = is_furniture(cells, headers)
    texts, moved = texts_of(body, cells, layout), shifted(cells, layout, body)
    if furniture.any():
        texts, moved = texts.filter(~furniture), moved.filter(~furniture)
    texts = without_another(without_placeholders(texts), record, layout.until)
    texts = completed(record.name, texts, layout.format)
    written = readings_of(record, texts)
    readings = without_own(written, key)
    as_written = {name: read.values for name, read in written.items() if readings[name] is not read}
    if record.name in PEOPLE and "phone" in readings:
        readings["phone"] = _told_in_plain(readings["phone"], said, key)
    own = own_calls(readings["calling_number"].values, said.people, key) if record.name == "calls" else None
    fate = judge(record, readings, texts, moved, own)
    taken = ~fate.refused
    plain, hints = _plain(record, readings, texts), hint_values(record, readings, texts)
    facts = _facts(record, readings, texts["row"], fate.flags, body)
    return Piece(
        rows=body.cells.height, dropped=int(furniture.sum()), facts=facts if taken.all() else facts.filter(taken),
        as_written=_of_rows(as_written, taken), plain=_of_rows(plain, taken), hints=_of_rows(hints, taken),
        problems=fate.problems, refused_rows=refused_rows(body, texts["row"].filter(fate.refused)),
        answers=answered(cells.filter(~furniture), headers),
    )  # fmt: skip


def _of_rows(said: dict[str, pl.Series], taken: pl.Series) -> dict[str, pl.Series]:
    """What rows that are taken say."""
    return said if taken.all() else {name: values.filter(taken) for name, values in said.items()}


def _told_in_plain(phones: Readings, said: Said, key: Key) -> Readings:
    """Phones with a code where they stand in plain as a calling number already."""
    return Readings(
        phones.values, phones.codes.zip_with(phones.codes.is_not_null(), in_plain(phones.values, said.callers, key))
    )


def _plain(record: Record, readings: dict[str, Readings], texts: pl.DataFrame) -> dict[str, pl.Series]:
    """What the identity columns that are kept as tokens say, in plain."""
    plain = {c.name: readings[c.name].values for c in record.kept if c.identity and c.name in readings}
    if "account" in plain:
        plain["account"] = _with_platform(plain["account"], readings.get("platform"), texts)
    return plain


def _with_platform(accounts: pl.Series, platform: Readings | None, texts: pl.DataFrame) -> pl.Series:
    """Accounts with the platform they are on; the same name on two platforms may be two people."""
    on = pl.repeat("", texts.height, dtype=pl.String, eager=True) if platform is None else platform.values.fill_null("")
    return pl.select(pl.when(accounts.is_not_null()).then(pl.concat_str([on, accounts], separator="\0"))).to_series()


def _facts(
    record: Record, readings: dict[str, Readings], rows: pl.Series, flags: pl.Series, raw: RawTable
) -> pl.DataFrame:
    """The frame of facts, in schema order; identities, and columns the file lacks, as null."""
    said = {c.name: readings[c.name].values for c in record.kept if c.name in readings and not c.identity}
    source = (pl.lit(raw.sha256), pl.lit(raw.sheet), pl.lit(rows), pl.lit(flags))
    given = {name: pl.lit(values) for name, values in said.items()} | dict(zip((*SOURCE, "flags"), source, strict=True))
    return rows.to_frame("row").select(
        given.get(name, pl.lit(None, dtype)).alias(name) for name, dtype in fact_schema(record.name).items()
    )
