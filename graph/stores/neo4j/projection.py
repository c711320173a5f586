"""`headwater sync`: projects the facts into a Neo4j database, where it costs nothing to do so again.

The projection is of one state of the facts. The same facts: nothing is done. Half of them written: the rest is. Other
facts: what we wrote is removed and written anew. Nodes that are not ours are never touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from neo4j import Session
from neo4j.exceptions import Neo4jError

from graph.errors import BadInput
from graph.facts import Facts
from graph.judgements import NOTHING, Judged
from graph.stores.neo4j.connection import Auth, connected
from graph.stores.neo4j.content import Content, project
from graph.stores.neo4j.cypher import REMOVE_LINKS, REMOVE_NODES, constraints
from graph.stores.neo4j.marker import REMOVING, Marker, claim, move, restart, write

Progress = Callable[[int, int], None]
DATABASE = "neo4j"
BATCH = 5000


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did: nodes and links it created, in how many batches; `already`: all was there, nothing was done."""

    nodes: int
    links: int
    batches: int
    already: bool


def sync(
    facts: Facts,
    uri: str,
    *,
    auth: Auth | None = None,
    database: str = DATABASE,
    batch: int = BATCH,
    progress: Progress | None = None,
    judged: Judged = NOTHING,
) -> SyncReport:
    """Projects `facts`, read under judgements, into the database at `uri`; `auth` None: from the environment.

    Each `batch` rows are a transaction; after it `progress(rows done, rows in all)` is called. Whatever stops a sync,
    the next one completes it. Raises BadInput where no server answers, the login is refused, or nodes of somebody else
    have our labels and ids.
    """
    content = project(facts, judged)
    with connected(uri, auth) as driver, driver.session(database=database) as session, _alone(database):
        declare(session)
        start = _begin(session, content, batch)
        batches = _write(session, content, start, batch, progress)
    nodes = max(0, content.nodes - start.done)
    return SyncReport(nodes, content.total - start.done - nodes, batches, already=start.done == content.total)


def declare(session: Session) -> None:
    """The constraints, without which a link would look for its ends among all nodes."""
    for statement in constraints():
        session.run(statement).consume()


def _begin(session: Session, content: Content, batch: int) -> Marker:
    """Where to go on; at the beginning, with nothing of ours left, where what is there is no part of this content."""
    found = session.execute_write(claim, content)
    if found.digest == content.digest and found.done != REMOVING:
        return found
    removing = session.execute_write(restart, content)
    for statement in (REMOVE_LINKS, REMOVE_NODES):
        while session.run(statement, batch=batch).consume().counters.contains_updates:
            pass
    return session.execute_write(move, removing, 0)


def _write(session: Session, content: Content, marker: Marker, batch: int, progress: Progress | None) -> int:
    """Writes all rows after the marker; how many transactions it took."""
    batches = 0
    for statement, rows in content.batches(batch, skip=marker.done):
        marker = session.execute_write(write, marker, statement, rows)
        batches += 1
        if progress is not None:
            progress(marker.done, content.total)
    return batches


@contextmanager
def _alone(database: str) -> Iterator[None]:
    """Says which mistake it is when a uniqueness constraint refuses somebody's nodes."""
    try:
        yield
    except Neo4jError as error:
        if "Constraint" not in str(error.code):
            raise
        msg = (
            f"database {database!r} has nodes of somebody else with our labels and one id twice: name another database"
        )
        raise BadInput(msg) from error
