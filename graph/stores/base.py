"""What a store is, and the one that has facts at hand."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import cached_property
from typing import Protocol

import polars as pl

from graph.exposures import Exposures
from graph.facts import Facts
from graph.identity import Persons, resolve
from graph.index import Index, index_of
from graph.judgements import NOTHING, Judged
from graph.links import links, nodes
from graph.sources import sources, sources_of
from graph.stores.assemble import assemble


class Store(Protocol):
    """Anything that yields exposures and says where they come from."""

    def exposures(self, case: str | None = None) -> Exposures:
        """The waist, of one case where one is named; NotFound where there is no such case."""
        ...

    def index(self, case: str | None = None) -> Index:
        """The waist as integers, of one case where one is named; NotFound where there is no such case."""
        ...

    def sources(self, record: str, person: str | None = None) -> pl.DataFrame:
        """The rows that tell of a record: columns `kind`, `file`, `sheet`, `row`, `sha256`; NotFound."""
        ...

    def sources_of(self, records: Collection[str]) -> pl.DataFrame:
        """The rows that tell of many records at once: also columns `record` and `person`, whose an exposure is."""
        ...

    def close(self) -> None:
        """Let go of what the store holds open."""
        ...


class FactStore:
    """A store that reads facts under judgements. It does not change under its reader: who opens it later sees what came later."""

    def __init__(self, facts: Facts, judged: Judged = NOTHING) -> None:
        self.facts, self.judged = facts, judged

    @cached_property
    def persons(self) -> Persons:
        """Who is who, resolved once."""
        return resolve(self.facts, self.judged)

    @cached_property
    def nodes(self) -> dict[str, pl.DataFrame]:
        """The nodes of the property graph by label, see `graph.links`."""
        return nodes(self.facts, self.persons)

    @cached_property
    def links(self) -> dict[str, pl.DataFrame]:
        """The links of the property graph by type, see `graph.links`."""
        return links(self.facts, self.persons)

    def exposures(self, case: str | None = None) -> Exposures:
        """The waist, of one case where one is named; NotFound where there is no such case."""
        return assemble(self.facts, self.persons, case)

    def index(self, case: str | None = None) -> Index:
        """The waist as integers, of one case where one is named; NotFound where there is no such case."""
        return replace(index_of(self.exposures(case)), judged=self.judged)

    def sources(self, record: str, person: str | None = None) -> pl.DataFrame:
        """The rows that tell of a record, of one person where one is named.

        Columns `kind` (of record), `file` (its name, else its hash), `sheet`, `row` and `sha256`, sorted. NotFound where
        there is no such record.
        """
        return self._placed(sources(self.facts, self.persons, record, person), "kind")

    def sources_of(self, records: Collection[str]) -> pl.DataFrame:
        """The rows that tell of many records at once: also columns `record` and `person`, whose an exposure is."""
        return self._placed(sources_of(self.facts, self.persons, records), "record", "person", "kind")

    def _placed(self, rows: pl.DataFrame, *columns: str) -> pl.DataFrame:
        """Rows by the names of their files, where those are known."""
        sha256 = pl.col("source_file")
        file = sha256.replace(self.file_names())
        return rows.select(*columns, file=file, sheet="source_sheet", row="source_row", sha256=sha256)

    def file_names(self) -> dict[str, str]:
        """Names of the files facts come from, by SHA-256, where they are known."""
        return {}

    def close(self) -> None:
        """Nothing is held open."""
