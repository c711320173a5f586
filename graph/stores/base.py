"""What a store is, and the one that has facts at hand."""

from __future__ import annotations

from functools import cached_property
from typing import Protocol

import polars as pl

from graph.exposures import Exposures
from graph.facts import Facts
from graph.identity import Persons, resolve
from graph.index import Index, index_of
from graph.links import links, nodes
from graph.sources import sources
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

    def close(self) -> None:
        """Let go of what the store holds open."""
        ...


class FactStore:
    """A store that reads facts. It does not change under its reader: who opens it later sees what came later."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    @cached_property
    def persons(self) -> Persons:
        """Who is who, resolved once."""
        return resolve(self.facts)

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
        return index_of(self.exposures(case))

    def sources(self, record: str, person: str | None = None) -> pl.DataFrame:
        """The rows that tell of a record, of one person where one is named.

        Columns `kind` (of record), `file` (its name, else its hash), `sheet`, `row` and `sha256`, sorted. NotFound where
        there is no such record.
        """
        rows = sources(self.facts, self.persons, record, person)
        sha256 = pl.col("source_file")
        file = sha256.replace(self.file_names())
        return rows.select("kind", file=file, sheet="source_sheet", row="source_row", sha256=sha256)

    def file_names(self) -> dict[str, str]:
        """Names of the files facts come from, by SHA-256, where they are known."""
        return {}

    def close(self) -> None:
        """Nothing is held open."""
