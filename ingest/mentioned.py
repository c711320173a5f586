"""A planned table with nobody named in its free texts: its rows are flagged, and the texts go to the vault as they stood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import polars as pl

from graph.facts import HINTS
from graph.schema import RECORDS, SOURCE
from ingest.called import TEXTS, Called
from ingest.clean.columns import IDENTITY_IN_TEXT
from ingest.frames import Frames, frames_of
from ingest.keys import Key
from ingest.masking import TEXT, mask
from ingest.planned import PROBLEMS, PlannedTable
from ingest.secrets import SECRETS
from ingest.tokens import tokens

Changes = Mapping[str, pl.DataFrame]
"""By column, texts and what they are when masked."""


def with_hidden(table: PlannedTable, called: Called) -> PlannedTable:
    """The table with what people are called masked in its free texts; most tables are as they were."""
    changes = _changes(table, called)
    if not changes:
        return table
    columns = [*RECORDS[table.kind].tokens, *SOURCE, "flags", *changes]
    rows = _rows(table.fact_frames, changes, columns)
    again = _rows(table.repeated_frames, changes, columns)
    known = table.problems.filter(pl.col("code") == IDENTITY_IN_TEXT).select("row", "column")
    new = rows.join(
        known, left_on=("source_row", "column"), right_on=("row", "column"), how="anti", maintain_order="left"
    )
    hints, secrets = _kept(pl.concat([new, again]), RECORDS[table.kind].tokens, called.key)
    return replace(
        table,
        fact_frames=table.fact_frames.changed(lambda frame: _masked(frame, changes)),
        repeated_frames=table.repeated_frames.changed(lambda frame: _masked(frame, changes)),
        flagged=table.flagged + rows.filter(pl.col("flags") == "")["source_row"].n_unique(),
        problem_frames=_with(table.problem_frames, _problems(new), ("row", "column", "code")),
        hint_frames=_with(table.hint_frames, hints),
        secret_frames=_with(table.secret_frames, secrets),
    )  # fmt: skip


def _changes(table: PlannedTable, called: Called) -> dict[str, pl.DataFrame]:
    """The texts of a table that change, by column."""
    if not called.by_value:
        return {}
    told = [name for name in TEXTS if name in table.fact_frames.schema]
    texts = zip(told, table.fact_frames.different(told), table.repeated_frames.different(told), strict=True)
    found = {name: called.changes(name, pl.concat([one, other])) for name, one, other in texts}
    return {name: changes for name, changes in found.items() if changes.height}


def _rows(frames: Frames, changes: Changes, columns: list[str]) -> pl.DataFrame:
    """The rows that change, one for each column, which stands in `column`, with its `text`."""
    schema = {name: frames.schema[name] for name in columns if name not in changes}
    found = [pl.DataFrame(schema=schema | {"column": pl.String, "text": pl.String})]
    for frame in frames:
        for name, one in changes.items():
            there = frame.filter(pl.col(name).is_in(one["old"].implode()))
            found.append(there.select(*schema, pl.lit(name).alias("column"), pl.col(name).alias("text")))
    return pl.concat(found)


def _masked(frame: pl.DataFrame, changes: Changes) -> pl.DataFrame:
    """Rows of facts, texts masked, and flagged."""
    named = pl.any_horizontal([pl.col(name).is_in(one["old"].implode()).fill_null(value=False) for name, one in changes.items()])  # fmt: skip
    texts = [pl.col(name).replace(one["old"], one["new"]) for name, one in changes.items()]
    return frame.with_columns(flagged(named, IDENTITY_IN_TEXT), *texts)


def flagged(rows: pl.Expr, code: str) -> pl.Expr:
    """The column `flags`, with a code more in some rows."""
    codes = pl.concat_list(pl.col("flags").str.split(";"), pl.lit(code)).list.unique().list.sort()
    return pl.when(rows).then(codes.list.join(";").str.strip_chars(";")).otherwise(pl.col("flags")).alias("flags")


def with_problems(table: PlannedTable, problems: pl.DataFrame) -> PlannedTable:
    """A table with some more problems (columns `PROBLEMS`)."""
    return replace(table, problem_frames=_with(table.problem_frames, problems, ("row", "column", "code")))


def _problems(rows: pl.DataFrame) -> pl.DataFrame:
    """What those rows are told (columns `PROBLEMS`)."""
    shown = pl.Series([mask(text) for text in rows["text"]], dtype=pl.String)
    told = rows.select("column", row="source_row", code=pl.lit(IDENTITY_IN_TEXT), refused=pl.lit(value=False))
    return told.with_columns(shown.alias("value")).match_to_schema(PROBLEMS)


def _kept(rows: pl.DataFrame, who: tuple[str, ...], key: Key) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Hints and secrets (columns `HINTS`, `SECRETS`) that keep texts as they stood."""
    hints, secrets = [HINTS.to_frame()], [SECRETS.to_frame()]
    person = pl.coalesce(who) if who else pl.lit(None, pl.String)
    for name, of in _by_column(rows):
        told = of.with_columns(person.alias("who"), pl.lit(TEXT + name).alias("column"), tokens(key, TEXT + name, of["text"]).alias("token"))  # fmt: skip
        hints.append(told.select(HINTS.names()))
        secrets.append(told.select("token", "column", value="text").unique("token", maintain_order=True))
    return pl.concat(hints), pl.concat(secrets)


def _by_column(rows: pl.DataFrame) -> Iterator[tuple[str, pl.DataFrame]]:
    for name in rows["column"].unique().sort():
        yield name, rows.filter(pl.col("column") == name)


def _with(frames: Frames, more: pl.DataFrame, order: tuple[str, ...] = ()) -> Frames:
    """Rows and more of them, in order where they are in memory."""
    if frames.file is not None:
        return frames.and_also(more)
    whole = pl.concat([frames.whole(), more])
    return frames_of(
        whole.unique(maintain_order=True).sort(order, maintain_order=True) if order else whole, schema=frames.schema
    )
