"""Facts: the tables of records that importing leaves and reading starts from, one Polars table a record kind."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Protocol

import polars as pl

from graph.declarations import Type
from graph.errors import DamagedWorkspace
from graph.schema import RECORDS

DTYPES: dict[Type, type[pl.DataType]] = {
    Type.TEXT: pl.String,
    Type.TIME: pl.String,
    Type.AMOUNT: pl.Float64,
    Type.COUNT: pl.Int64,
    Type.SHARE: pl.Float64,
    Type.FLAG: pl.Boolean,
    Type.FIELDS: pl.String,
    Type.NUMBER: pl.String,
}


@cache
def fact_schema(kind: str) -> pl.Schema:
    """Columns and types of the facts of a record kind: its kept columns, then where the row came from."""
    columns: dict[str, type[pl.DataType]] = {
        c.name: pl.String if c.identity else DTYPES[c.type] for c in RECORDS[kind].kept
    }
    source = {"source_file": pl.String, "source_sheet": pl.String, "source_row": pl.Int64, "flags": pl.String}
    return pl.Schema(columns | source)


class Facts(Protocol):
    """Anything that has the facts of each kind."""

    def table(self, kind: str) -> pl.DataFrame:
        """All facts of a record kind (columns `fact_schema(kind)`); empty where there are none."""
        ...


class MemoryFacts:
    """Facts in memory: a one-shot trace, and the reference for the other stores."""

    def __init__(self, tables: Mapping[str, pl.DataFrame]) -> None:
        self._tables = {kind: table.match_to_schema(fact_schema(kind)) for kind, table in tables.items()}

    def table(self, kind: str) -> pl.DataFrame:
        """All facts of a record kind."""
        found = self._tables.get(kind)
        return pl.DataFrame(schema=fact_schema(kind)) if found is None else found


class ParquetFacts:
    """The Parquet files of published runs, read when asked for. DamagedWorkspace: a file is not there or not whole."""

    def __init__(self, files: Mapping[str, list[Path]]) -> None:
        self._files = files

    def table(self, kind: str) -> pl.DataFrame:
        """All facts of a record kind."""
        found = sorted(self._files.get(kind, []))
        if not found:
            return pl.DataFrame(schema=fact_schema(kind))
        return pl.concat([_read(file) for file in found]).match_to_schema(fact_schema(kind))


def _read(file: Path) -> pl.DataFrame:
    try:
        return pl.read_parquet(file)
    except (OSError, pl.exceptions.ComputeError) as error:
        msg = f"{file} is missing or damaged; restore the workspace from a copy, or import its files into a new one"
        raise DamagedWorkspace(msg) from error
