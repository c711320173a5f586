"""PageRank on the graph of people and holders, as networkx has it: slow, so for one explanation, never for a trace."""

from __future__ import annotations

import networkx as nx
import numpy as np

from graph.ranking.arrays import Floats
from graph.ranking.naive.touches import Touches


def pagerank(touches: Touches) -> Floats:
    """J: the part of a walk that starts over at victims and is found at each holder; damping .85 (Page and others 1999)."""
    case, people = touches.case, len(touches.case.call)
    graph: nx.Graph[int] = nx.Graph()
    graph.add_edges_from(zip(touches.person.tolist(), (touches.holder + people).tolist(), strict=True))
    victims = dict.fromkeys(np.unique(touches.person[touches.person < case.n]).tolist(), 1.0)
    if not victims:
        return np.zeros(len(case.names))
    rank = nx.pagerank(graph, personalization=victims)
    return np.array([rank.get(people + j, 0.0) for j in range(len(case.names))])
