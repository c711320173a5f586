"""Case sheets: the first contact, where only the time of the incident was written down."""

from __future__ import annotations

import polars as pl

from ingest.rows.telling import filled

INCIDENT = "_incident_time"


def complete_victims(texts: pl.DataFrame) -> pl.DataFrame:
    """The texts with the time of the incident as first contact where none is written; those rows are told."""
    if INCIDENT not in texts.columns:
        return texts
    return filled(texts, "first_contact", pl.col(INCIDENT), "first_contact_assumed")
