"""The fate of each row: taken, taken with flags, or refused, and why."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from graph.declarations import Column, Record
from ingest.clean.columns import FREE_TEXT
from ingest.clean.readings import Readings
from ingest.masking import FIGURES, mask, mask_cell
from ingest.planned import PROBLEMS

KEYS = ("order_no", "waybill_no", "id_number", "account")
"""Columns that join rows: one that lost digits would join the wrong ones, so its row is refused."""

EXTRA_CELLS = "extra_cells"


@dataclass(frozen=True, slots=True)
class Fate:
    """By row: whether it is refused (Boolean) and its flags (codes joined by ";", "" for none); and all `problems`."""

    refused: pl.Series
    flags: pl.Series
    problems: pl.DataFrame


def judge(
    record: Record,
    readings: dict[str, Readings],
    texts: pl.DataFrame,
    shifted: pl.Series,
    own: pl.Series | None = None,
) -> Fate:
    """Judge rows by what their columns say; `shifted` (Boolean) tells those whose cells may stand in the wrong columns.

    A row is refused where it is shifted, and where `own` has a code on account of the calling number. It is refused where a required column says nothing, where a key lost digits, and where nobody is named who must be.
    Any other code is a flag.
    """
    refusing = {
        column.name: _refusing(column, readings[column.name]) for column in record.columns if column.name in readings
    }
    if own is not None:
        refusing["calling_number"] = refusing["calling_number"].zip_with(own.is_null(), own)
    if record.needs_person:
        refusing |= _nobody(record, readings, refusing, texts)
    refused = pl.select(pl.any_horizontal([shifted, *(codes.is_not_null() for codes in refusing.values())])).to_series()
    flagging = {
        name: pl.select(pl.when(refusing[name].is_null() & ~refused).then(read.codes)).to_series()
        for name, read in readings.items()
        if read.codes.null_count() < read.codes.len()
    }
    problems = [_whole_rows(texts["row"].filter(shifted), EXTRA_CELLS)]
    problems += [_listed(record, name, codes, texts, refused=True) for name, codes in refusing.items()]
    problems += [_listed(record, name, codes, texts, refused=False) for name, codes in flagging.items()]
    listed = pl.concat(problems).unique().sort("row", "column", "code", maintain_order=True)
    return Fate(refused, _joined(list(flagging.values()), refused.len()), listed)


def _refusing(column: Column, read: Readings) -> pl.Series:
    """The codes for which a row is refused on account of one column; null where it is not."""
    codes = pl.repeat(None, read.values.len(), dtype=pl.String, eager=True)
    if column.required and read.values.null_count():
        codes = pl.select(pl.when(read.values.is_null()).then(read.codes.fill_null("missing"))).to_series()
    if column.name in KEYS and read.codes.null_count() < read.codes.len():
        lost = (read.codes == "digits_lost").fill_null(value=False)
        codes = pl.select(pl.when(lost).then(read.codes).otherwise(codes)).to_series()
    return codes


def _nobody(
    record: Record, readings: dict[str, Readings], refusing: dict[str, pl.Series], texts: pl.DataFrame
) -> dict[str, pl.Series]:
    """The refusal of rows in which no column gives a token.

    It is put on the strongest column that says why it names nobody (a masked number), else on the strongest that holds
    something, else on the strongest that the table has.
    """
    given = [name for name in record.tokens if name in readings]
    silent = pl.select(pl.all_horizontal([readings[name].values.is_null() for name in given])).to_series()
    if not silent.any():
        return {}
    telling = pl.DataFrame([_telling(readings[name].codes).alias(name) for name in given])
    at, code = (
        pl.coalesce([pl.when(pl.col(name).is_not_null()).then(pl.lit(name)) for name in given]),
        pl.coalesce(given),
    )
    filled = pl.coalesce([pl.when(texts[name].is_not_null()).then(pl.lit(name)) for name in given])
    where = telling.select(pl.coalesce(at, filled, pl.lit(given[0]))).to_series()
    why = telling.select(pl.coalesce(code, pl.lit("nobody_named"))).to_series()
    found = {}
    for name in given:
        here = silent & (where == name) & refusing[name].is_null()
        if here.any():
            found[name] = pl.select(pl.when(here).then(why).otherwise(refusing[name])).to_series()
    return found


def _telling(codes: pl.Series) -> pl.Series:
    """Codes that say why a cell names nobody; a word for "nothing" says no more than an empty cell."""
    return pl.select(pl.when(codes != "blank_word").then(codes)).to_series()


def _whole_rows(rows: pl.Series, code: str) -> pl.DataFrame:
    """The refusal of rows for what no one column tells."""
    told = [pl.lit("").alias("column"), pl.lit(code).alias("code"), pl.lit("").alias("value")]
    return rows.to_frame().with_columns(*told, pl.lit(value=True).alias("refused")).match_to_schema(PROBLEMS)


def _listed(record: Record, name: str, codes: pl.Series, texts: pl.DataFrame, *, refused: bool) -> pl.DataFrame:
    """The problems of one column, cells masked."""
    if codes.null_count() == codes.len():
        return pl.DataFrame(schema=PROBLEMS)
    where = codes.is_not_null()
    masked = _masked(record.column(name), texts[name].filter(where))
    return pl.DataFrame(
        [
            texts["row"].filter(where).alias("row"),
            pl.repeat(name, masked.len(), dtype=pl.String, eager=True).alias("column"),
            codes.filter(where).alias("code"),
            masked.alias("value"),
            pl.repeat(refused, masked.len(), dtype=pl.Boolean, eager=True).alias("refused"),
        ]
    ).match_to_schema(PROBLEMS)


def _masked(column: Column, texts: pl.Series) -> pl.Series:
    """Cells as they may be shown; each different one is masked once."""
    different = texts.drop_nulls().unique()
    shown = [_masked_cell(column, text) for text in different]
    return texts.replace_strict(different, pl.Series(shown, dtype=pl.String), default="", return_dtype=pl.String)


def _masked_cell(column: Column, text: str) -> str:
    """A cell as it may be shown."""
    if column.name in FREE_TEXT:
        return mask(text)
    return mask(text, column.name) if column.identity else mask_cell(text, figures=column.type in FIGURES)


def _joined(codes: list[pl.Series], rows: int) -> pl.Series:
    """The codes of each row, sorted, once each, joined by ";"."""
    none = pl.repeat("", rows, dtype=pl.String, eager=True)
    if not codes:
        return none
    told = pl.DataFrame([series.alias(str(place)) for place, series in enumerate(codes)])
    at = told.select(pl.any_horizontal(pl.all().is_not_null())).to_series().arg_true()
    if at.is_empty():
        return none
    lists = pl.concat_list(told[at].columns)
    joined = told[at].select(lists.list.drop_nulls().list.unique().list.sort().list.join(";").alias("codes"))
    return none.scatter(at, joined.to_series())
