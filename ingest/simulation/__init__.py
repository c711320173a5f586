"""Fictional cases with a known answer: an economy, its people and parcels, leaks, calls; for the demo and for accuracy."""

from __future__ import annotations

from ingest.simulation.families import FAMILIES
from ingest.simulation.simulate import simulate
from ingest.simulation.write import Written

__all__ = ["FAMILIES", "Written", "simulate"]
