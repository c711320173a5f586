"""The evidence of a verdict as a small graph: who is explained, by which records, through which holder."""

from __future__ import annotations

from graph.queries.tables import Graph, Tables, small_graph
from graph.verdict import Source, Verdict

RECORD_NODES = {"order": "Order", "waybill": "Waybill"}


def evidence(tables: Tables, verdict: Verdict) -> Graph:
    """The named sources, the victims they explain, and the records inside the window that tie the two."""
    return small_graph(tables, {key for source in verdict.sources for key in _keys(source)})


def _keys(source: Source) -> set[str]:
    """The nodes that one source's evidence consists of."""
    explained = set(source.people)
    keys = {f"Holder:{source.kind}:{source.holder}"} | {f"Person:{person}" for person in explained}
    for touch in source.touches:
        kind, _, number = touch.record.partition(":")
        if touch.inside and touch.person in explained and kind in RECORD_NODES:
            keys.add(f"{RECORD_NODES[kind]}:{number}")
    return keys
