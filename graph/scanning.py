"""Scans → sites: when a parcel was at a site, and the sites its waybill does not name."""

from __future__ import annotations

import polars as pl

from graph.schema import HOLDER_KINDS, RECORDS, SCAN_HOLDERS

SITE_KINDS = tuple(
    column.name for column in RECORDS["waybills"].holders if HOLDER_KINDS[column.name].seen_from[0] == "scanned_at"
)
"""The kinds of holder that a scan can stand for."""


def first_scans(scans: pl.DataFrame) -> pl.DataFrame:
    """When a parcel was first scanned at a site (columns `waybill_no`, `site`, `scanned_at`)."""
    return scans.group_by("waybill_no", "site").agg(pl.col("scanned_at").min())


def unnamed_sites(scans: pl.DataFrame, waybills: pl.DataFrame) -> pl.LazyFrame:
    """Scans at sites that the parcel's waybill does not name, with a column `kind`.

    The kind is the one under which the site stands on other waybills, where that is a single one; else what the type of
    scan says. Scans of neither are left out: nothing says what they were at.
    """
    named = _named_sites(waybills, scans).lazy()
    elsewhere = named.group_by("site").agg(
        pl.col("kind").n_unique().alias("kinds"), pl.col("kind").min().alias("known")
    )
    unnamed = scans.lazy().join(named, on=("waybill_no", "site"), how="anti").join(elsewhere, on="site", how="left")
    by_type = pl.col("scan_type").replace_strict(SCAN_HOLDERS, default=None, return_dtype=pl.String)
    kind = pl.when(pl.col("kinds") == 1).then("known").otherwise(by_type)
    return unnamed.with_columns(kind=kind).drop("kinds", "known").filter(pl.col("kind").is_not_null())


def _named_sites(waybills: pl.DataFrame, scans: pl.DataFrame) -> pl.DataFrame:
    """Each scanned site that a waybill names, with the kind it has there (columns `waybill_no`, `site`, `kind`)."""
    scanned = scans.lazy().select("site").unique()
    sites = [waybills.lazy().select("waybill_no", site=kind, kind=pl.lit(kind)) for kind in SITE_KINDS]
    return pl.concat([named.join(scanned, on="site", how="semi") for named in sites]).unique().collect()
