"""Questions to the property graph whose answers are small networkx graphs: around a thing, between two, shared by some."""

from __future__ import annotations

from graph.queries.export import to_csv, to_gexf, to_graphml
from graph.queries.finding import find
from graph.queries.neighbours import neighbourhood
from graph.queries.pathfinding import Paths, paths
from graph.queries.sharing import shared_holders

__all__ = ["Paths", "find", "neighbourhood", "paths", "shared_holders", "to_csv", "to_gexf", "to_graphml"]
