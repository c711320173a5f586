"""The declared schema as Cypher text. Labels and types come from `graph.schema` only; data travel as parameters.

Every node of ours also carries the label `Headwater`, which tells it from whatever else lives in the database.
"""

from __future__ import annotations

from typing import NamedTuple

from graph.declarations import Link
from graph.schema import NODES, RECORDS

OURS = "Headwater"
RUN = "Run"


class Shape(NamedTuple):
    """A type of link between two labels."""

    start: str
    type: str
    end: str


def _shape(link: Link) -> Shape:
    return Shape(link.start.label, link.type, link.end.label)


EXPOSED_TO = Shape("Person", "EXPOSED_TO", "Holder")
"""The waist (`graph.exposures.HOLDINGS`): from the person straight to every holder of any record of theirs."""

SHAPES: tuple[Shape, ...] = (
    *dict.fromkeys(_shape(link) for record in RECORDS.values() for link in record.links),
    Shape("Order", "HELD_BY", "Holder"),
    Shape("Waybill", "HELD_BY", "Holder"),
    Shape("Person", "KNOWN_TO", "Holder"),
    EXPOSED_TO,
)
"""Every kind of link there can be, in the order in which they are written."""

LINK_TYPES: tuple[str, ...] = tuple(dict.fromkeys(shape.type for shape in SHAPES))
"""The types of link, each once."""


def constraints() -> tuple[str, ...]:
    """One statement a label, the run marker's too: its key is unique. Done again they change nothing."""
    keys = {label: node.key for label, node in NODES.items()} | {RUN: "id"}
    return tuple(
        f"CREATE CONSTRAINT headwater_{label.lower()} IF NOT EXISTS FOR (n:{label}) REQUIRE n.{key} IS UNIQUE"
        for label, key in keys.items()
    )


def create_nodes(label: str) -> str:
    """Creates a node for each of $rows, maps of its properties."""
    return f"UNWIND $rows AS row CREATE (n:{OURS}:{NODES[label].label}) SET n = row"


def create_links(shape: Shape) -> str:
    """Creates a link for each of $rows: `start` and `end`, the keys of its ends, and `properties`."""
    start, end = NODES[shape.start], NODES[shape.end]
    return (
        "UNWIND $rows AS row "
        f"MATCH (a:{start.label} {{{start.key}: row.start}}) MATCH (b:{end.label} {{{end.key}: row.end}}) "
        f"CREATE (a)-[r:{shape.type}]->(b) SET r = row.properties"
    )


CLAIM = (
    f"MERGE (run:{RUN}:{OURS} {{id: $id}}) ON CREATE SET run.done = 0, run.digest = $digest, run.total = $total "
    "SET run.locked = true, run.judged = CASE WHEN run.digest = $digest THEN $judged ELSE run.judged END REMOVE run.locked RETURN run.digest AS digest, run.done AS done"
)
"""The marker of the projection, made where there is none; no other writer moves it until the transaction ends."""

READ = f"MATCH (run:{RUN}:{OURS} {{id: $id}}) RETURN properties(run) AS run"
"""The marker as it stands."""

RESTART = (
    f"MATCH (run:{RUN}:{OURS} {{id: $id}}) SET run += {{digest: $digest, done: $done, total: $total, judged: $judged}}"
)
"""From now on the projection is of this content."""

MOVE = (
    f"MATCH (run:{RUN}:{OURS} {{id: $id}}) SET run.locked = true "
    "WITH run WHERE run.digest = $digest AND run.done = $done "
    "SET run.done = $next REMOVE run.locked RETURN run.done AS done"
)
"""Moves the marker, if nobody else has: taking the lock comes first, so two writers cannot both read the old value."""

PRESENT = " UNION ALL ".join(
    (
        f"MATCH (n:{OURS}) RETURN count(n) - 1 AS number",
        *(f"MATCH (:{OURS})-[r:{link_type}]->() RETURN count(r) AS number" for link_type in LINK_TYPES),
    )
)
"""How many nodes (without the marker) and links of ours there are, a row a kind; in this form the server answers from
its statistics, without looking at any of them."""

REMOVE_LINKS = f"MATCH (:{OURS})-[r]->(:{OURS}) WITH r LIMIT $batch DELETE r"
REMOVE_NODES = f"MATCH (n:{OURS}) WHERE NOT n:{RUN} WITH n LIMIT $batch DETACH DELETE n"
