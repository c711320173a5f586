"""Facts: the tables of records that importing leaves and reading starts from, one Polars table a record kind."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Protocol

import polars as pl

from graph.declarations import Type
from graph.errors import DamagedWorkspace
from graph.schema import RECORDS, SOURCE

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
HINTS = pl.Schema(
    {"who": pl.String, "column": pl.String, "token": pl.String}
    | dict(zip(SOURCE, (pl.String, pl.String, pl.Int64), strict=True))
)
"""A hint: the strongest token of a row's person, the column, the token of what it says, and the first row that says so."""
TOKENS = frozenset({"who", "token"} | {c.name for record in RECORDS.values() for c in record.kept if c.identity})
"""Columns of facts and hints that hold tokens."""
DIFFERS = "is not what was imported (its SHA-256 differs from the ledger's)"


@cache
def fact_schema(kind: str) -> pl.Schema:
    """Columns and types of the facts of a record kind: its kept columns, where the row came from, and its flags.

    `flags` holds the codes of `ingest.reasons` for which the row was flagged, joined by ";".
    """
    columns: dict[str, type[pl.DataType]] = {
        c.name: pl.String if c.identity else DTYPES[c.type] for c in RECORDS[kind].kept
    }
    source = dict(zip(SOURCE, (pl.String, pl.String, pl.Int64), strict=True))
    return pl.Schema(columns | source | {"flags": pl.String})


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
    """The Parquet files of published runs, read when asked for: by kind, each file with its SHA-256 in hex.

    DamagedWorkspace: a file is not there, is not the one that was published, or has other columns.
    """

    def __init__(self, files: Mapping[str, Mapping[Path, str]]) -> None:
        self._files = files

    def table(self, kind: str) -> pl.DataFrame:
        """All facts of a record kind."""
        found = self._files.get(kind, {})
        if not found:
            return pl.DataFrame(schema=fact_schema(kind))
        return pl.concat([read_checked(file, found[file], fact_schema(kind), kind) for file in sorted(found)])

    def check(self) -> None:
        """See that all files are there and are those that were published, without parsing them; DamagedWorkspace."""
        for files in self._files.values():
            for file, sha256 in sorted(files.items()):
                try:
                    with file.open("rb") as content:
                        found = hashlib.file_digest(content, "sha256").hexdigest()
                except OSError as error:
                    raise _damaged(file, f"cannot be read ({error.strerror})") from error
                if found != sha256:
                    raise _damaged(file, DIFFERS)


def read_checked(file: Path, sha256: str, schema: pl.Schema, what: str) -> pl.DataFrame:
    """What is in a file of a workspace, whose bytes are read once: what is parsed is what was checked. DamagedWorkspace."""
    try:
        data = file.read_bytes()
        if hashlib.sha256(data).hexdigest() != sha256:
            raise _damaged(file, DIFFERS)
        return pl.read_parquet(io.BytesIO(data)).match_to_schema(schema)
    except OSError as error:
        raise _damaged(file, f"cannot be read ({error.strerror})") from error
    except pl.exceptions.PolarsError as error:
        raise _damaged(file, f"does not hold {what}") from error


def _damaged(file: Path, what: str) -> DamagedWorkspace:
    return DamagedWorkspace(f"{file} {what}; restore the workspace from a copy, or import its files into a new one")
