"""Questions a detective asks of the graph, in Cypher; the embedded store gives the same answers from tables.

Nodes are named "<label>:<id>". Everything is sorted here, since servers sort Chinese in ways of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
from neo4j import ManagedTransaction

from graph.errors import BadInput, NotFound
from graph.schema import NODES
from graph.stores.neo4j.cypher import EXPOSED_TO, OURS, SHAPES

LINK = {"start": pl.String, "type": pl.String, "end": pl.String}
SHARED = {"kind": pl.String, "holder": pl.String, "observed": pl.Int64, "touched": pl.Int64}
COUNTS = {"kind": pl.String, "holder": pl.String, "victims": pl.Int64, "comparisons": pl.Int64}
MOST = 15

_DECLARED = "|".join(dict.fromkeys(shape.type for shape in SHAPES if shape is not EXPOSED_TO))
_LABELS = ", ".join(f"'{label}'" for label in NODES)
_COUNTS = "(e.seen_from IS NULL OR e.seen_from < p.call) AND NOT e.protected"
"""What counts: a record held before the call, or at an unknown time, whose field was not protected."""
_TOUCHED = f"CALL (p) {{ MATCH (p)-[e:{EXPOSED_TO.type}]->(h:Holder) WHERE {_COUNTS} RETURN DISTINCT h }}"
"""The holders of a person: asked person by person, which servers answer faster than one count over all."""


def _name(node: str) -> str:
    """Cypher for a node's name; labels that others have put on it are no part of it."""
    return f"[l IN labels({node}) WHERE l IN [{_LABELS}]][0] + ':' + {node}.id"


def _find(variable: str, node: str) -> str:
    """Cypher that finds a node by its name; its id is the parameter of the variable's name."""
    label = node.partition(":")[0]
    if label not in NODES:
        msg = f"no node is named {node!r}: names begin with one of {', '.join(NODES)} and a colon"
        raise NotFound(msg)
    return f"MATCH ({variable}:{OURS}:{NODES[label].label} {{id: ${variable}}})"


def _id(node: str) -> str:
    return node.partition(":")[2]


def _exists(tx: ManagedTransaction, node: str) -> None:
    if tx.run(f"{_find('n', node)} RETURN n.id", n=_id(node)).single() is None:
        msg = f"there is no {node!r} in the graph"
        raise NotFound(msg)


def neighbours(tx: ManagedTransaction, node: str) -> pl.DataFrame:
    """The links of a node (columns LINK), each pair and type once, sorted. NotFound."""
    _exists(tx, node)
    query = (
        f"{_find('n', node)} MATCH (n)-[r:{_DECLARED}]-(:{OURS}) "
        f"RETURN DISTINCT {_name('startNode(r)')}, type(r), {_name('endNode(r)')}"
    )
    return _table(tx.run(query, n=_id(node)).values(), LINK).sort(list(LINK))


def paths(tx: ManagedTransaction, a: str, b: str, longest: int) -> list[tuple[str, ...]]:
    """All shortest paths of at most `longest` links, as the names on the way, sorted.

    NotFound: no such node, or no such path. BadInput: longer than a server could answer.
    """
    if not 1 <= longest <= MOST:
        msg = f"paths of up to {longest} links cannot be asked for: choose 1 to {MOST}"
        raise BadInput(msg)
    _exists(tx, a)
    _exists(tx, b)
    if a == b:
        return [(a,)]
    query = (
        f"{_find('a', a)} {_find('b', b)} MATCH path = allShortestPaths((a)-[:{_DECLARED}*..{longest:d}]-(b)) "
        f"RETURN DISTINCT [n IN nodes(path) | {_name('n')}] AS names"
    )
    found = sorted(tuple(row["names"]) for row in tx.run(query, a=_id(a), b=_id(b)))
    if not found:
        msg = f"no path of at most {longest} steps leads from {a} to {b}"
        raise NotFound(msg)
    return found


def shared_holders(tx: ManagedTransaction, victims: Sequence[str]) -> pl.DataFrame:
    """Holders that at least two of these victims share, and how many comparison people they touched (columns SHARED).

    Counted as in `graph.queries.shared_holders`; most victims first, then fewest comparison people. NotFound: no victim.
    """
    known = tx.run(
        f"MATCH (p:{OURS}:Person) WHERE p.id IN $victims AND p.role = 'victim' RETURN p.id", victims=list(victims)
    )
    if missing := sorted(set(victims) - {row[0] for row in known}):
        msg = f"no victim has the pseudonym {missing[0]!r}"
        raise NotFound(msg)
    query = (
        f"MATCH (p:{OURS}:Person) WHERE p.id IN $victims {_TOUCHED} WITH h, count(p) AS observed WHERE observed > 1 "
        f"CALL (h) {{ MATCH (h)<-[e:{EXPOSED_TO.type}]-(p:{OURS}:Person) WHERE p.role = 'comparison' AND {_COUNTS} "
        "RETURN count(DISTINCT p) AS touched } RETURN h.kind, h.name, observed, touched"
    )
    found = _table(tx.run(query, victims=list(victims)).values(), SHARED)
    return found.sort("observed", "touched", "kind", "holder", descending=[True, False, False, False])


def holder_counts(tx: ManagedTransaction) -> pl.DataFrame:
    """Victims and comparison people each holder touched (columns COUNTS), sorted by kind and holder."""
    query = (
        f"MATCH (p:{OURS}:Person) WHERE p.role IN ['victim', 'comparison'] {_TOUCHED} "
        "RETURN h.kind, h.name, sum(CASE p.role WHEN 'victim' THEN 1 ELSE 0 END), "
        "sum(CASE p.role WHEN 'comparison' THEN 1 ELSE 0 END)"
    )
    return _table(tx.run(query).values(), COUNTS).sort("kind", "holder")


def _table(rows: list[list[Any]], columns: Mapping[str, type[pl.DataType]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=columns, orient="row")
