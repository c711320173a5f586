"""The run marker: one node that says of which facts the projection is and how many rows of it are written.

It moves inside each batch's own transaction, so that it is true whatever is killed when.
"""

from __future__ import annotations

from dataclasses import dataclass

from neo4j import ManagedTransaction

from graph.errors import BadInput, HeadwaterError
from graph.stores.neo4j.content import Content, Row
from graph.stores.neo4j.cypher import CLAIM, MOVE, PRESENT, READ, RESTART

ID = "projection"
REMOVING = -1


@dataclass(frozen=True, slots=True)
class Marker:
    """The digest of the projected content and how many of its rows are written, in order; REMOVING: the old are going.

    `judged`: the judgements it was made with, as JSON; of a whole projection only.
    """

    digest: str
    done: int
    judged: str = ""


def claim(tx: ManagedTransaction, content: Content) -> Marker:
    """The marker as it stands, made anew where there is none; REMOVING where it disagrees with what is really there."""
    row = tx.run(CLAIM, id=ID, digest=content.digest, total=content.total, judged=content.judged).single(strict=True)
    present = sum(kind["number"] for kind in tx.run(PRESENT))
    return Marker(row["digest"], row["done"] if row["done"] == present else REMOVING)


def restart(tx: ManagedTransaction, content: Content) -> Marker:
    """Sets the marker to other content, whose writing begins when the old is removed."""
    tx.run(RESTART, id=ID, digest=content.digest, total=content.total, judged=content.judged, done=REMOVING).consume()
    return Marker(content.digest, REMOVING)


def move(tx: ManagedTransaction, marker: Marker, done: int) -> Marker:
    """Moves the marker. Raises HeadwaterError where somebody else has moved it."""
    moved = tx.run(MOVE, id=ID, digest=marker.digest, done=marker.done, next=done).single()
    if moved is None:
        msg = "another sync writes into this database: wait until it has ended, then do the same again"
        raise HeadwaterError(msg)
    return Marker(marker.digest, done)


def write(tx: ManagedTransaction, marker: Marker, statement: str, rows: list[Row]) -> Marker:
    """Creates the rows and moves the marker past them, both or neither.

    Raises HeadwaterError where another writer has moved it, or a link found no node at its end.
    """
    moved = move(tx, marker, marker.done + len(rows))
    counters = tx.run(statement, rows=rows).consume().counters
    created = counters.nodes_created + counters.relationships_created
    if created != len(rows):
        msg = (
            f"the database made {created} of {len(rows)} rows: somebody removed nodes meanwhile; sync again to rebuild"
        )
        raise HeadwaterError(msg)
    return moved


def settled(tx: ManagedTransaction) -> Marker:
    """The marker of a projection that is whole. BadInput: there is none, or it is half done."""
    found = tx.run(READ, id=ID).single()
    if found is None:
        msg = "nothing of Headwater is in this database: project a workspace into it with headwater sync"
        raise BadInput(msg)
    row = found["run"]
    if row["done"] != row["total"]:
        msg = f"the projection is half done ({max(0, row['done'])} of {row['total']}): complete it with headwater sync"
        raise BadInput(msg)
    return Marker(row["digest"], row["done"], row.get("judged", ""))
