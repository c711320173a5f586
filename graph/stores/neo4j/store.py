"""A Neo4j database that `sync` has filled, as a store."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Concatenate, ParamSpec, TypeVar

import polars as pl
from neo4j import Driver, ManagedTransaction

from graph.errors import BadInput
from graph.exposures import Exposures
from graph.index import Index, index_of
from graph.judgements import Judged
from graph.stores.neo4j import questions, waist
from graph.stores.neo4j.connection import Auth, check_address, open_driver, told
from graph.stores.neo4j.marker import settled
from graph.stores.neo4j.projection import DATABASE

P = ParamSpec("P")
T = TypeVar("T")


class Neo4jStore:
    """Answers from the projection, and only from a whole one: a half-done sync is said, never read.

    `auth` None: from the environment. The connection is made by the first question; errors are BadInput that says what
    to do. Nodes are named "<label>:<id>", as everywhere.
    """

    def __init__(self, uri: str, auth: Auth | None = None, database: str = DATABASE) -> None:
        check_address(uri)
        self.uri, self.database = uri, database
        with told(uri):
            self._driver: Driver = open_driver(uri, auth)

    def exposures(self, case: str | None = None) -> Exposures:
        """The waist of all cases. BadInput where one is named: the projection does not keep cases apart."""
        return self._read(case)[0]

    def index(self, case: str | None = None) -> Index:
        """The waist of all cases as integers, in memory, with the judgements it was synced under; BadInput as there."""
        exposures, judged = self._read(case)
        return replace(index_of(exposures), judged=judged)

    def _read(self, case: str | None) -> tuple[Exposures, Judged]:
        if case is not None:
            msg = f"{self.uri} does not keep cases apart: ask the workspace it was synced from for case {case!r}"
            raise BadInput(msg)
        return self._ask(_waist)

    def sources(self, record: str, person: str | None = None) -> pl.DataFrame:
        """BadInput: a link keeps the first of its rows only, all of them are in the workspace."""
        msg = f"{self.uri} keeps no rows: ask the workspace it was synced from for {record}" + (person or "")
        raise BadInput(msg)

    def sources_of(self, records: Collection[str]) -> pl.DataFrame:
        """BadInput, as `sources`."""
        return self.sources(min(records, default=""))

    def neighbours(self, node: str) -> pl.DataFrame:
        """The links of a node: columns `start`, `type`, `end`, sorted. NotFound: there is no such node."""
        return self._ask(questions.neighbours, node)

    def paths(self, a: str, b: str, longest: int = 5) -> list[tuple[str, ...]]:
        """All shortest paths between two nodes, of at most `longest` links, as nodes on the way; sorted.

        NotFound: no such node, or no such path. BadInput: longer than a server could answer.
        """
        return self._ask(questions.paths, a, b, longest)

    def shared_holders(self, victims: Sequence[str]) -> pl.DataFrame:
        """Holders that at least two of these victims share: columns `kind`, `holder`, `observed`, `touched`.

        `observed` of the victims and `touched` of all comparison people had a record there before their call. Most
        victims first, then fewest comparison people. NotFound: not a victim.
        """
        return self._ask(questions.shared_holders, victims)

    def holder_counts(self) -> pl.DataFrame:
        """People each holder touched before their call: columns `kind`, `holder`, `victims`, `comparisons`, sorted."""
        return self._ask(questions.holder_counts)

    def close(self) -> None:
        """Closes the connections."""
        self._driver.close()

    def _ask(self, question: Callable[Concatenate[ManagedTransaction, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The answer to a question, where the projection was whole before it and the same after it."""
        with told(self.uri), self._driver.session(database=self.database) as session:
            before = session.execute_read(settled)
            answer = session.execute_read(question, *args, **kwargs)
            if session.execute_read(settled) != before:
                msg = f"{self.uri} was being synced meanwhile: ask again"
                raise BadInput(msg)
        return answer


def _waist(tx: ManagedTransaction) -> tuple[Exposures, Judged]:
    return waist.read(tx), Judged.from_json(settled(tx).judged or "{}")
