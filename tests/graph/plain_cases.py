"""Reads the plain cases of ../shared into facts without the importer: their columns need no cleaning."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import polars as pl

from graph.facts import MemoryFacts, fact_schema
from tests.needs import shared

KINDS = {"controls": "comparisons", "base_rates": "shares"}
NAMES = {
    "victim_id": "person_id", "control_id": "person_id", "city": "region", "fraud_call_date": "first_contact",
    "reference_date": "reference_time", "order_date": "order_time", "call_date": "call_time", "pickup": "pickup_site",
    "level": "holder_kind", "node": "holder", "share_of_orders": "share", "person": "courier_person",
}  # fmt: skip
LEVELS = {"person": "courier_person", "pickup": "pickup_site"}


def plain_case(name: str) -> MemoryFacts:
    """The facts of ../shared/cases/<name>.zip; skips where it is not there. Tokens are made up, not keyed."""
    with zipfile.ZipFile(shared("cases", f"{name}.zip")) as archive:
        files = {Path(f).stem: archive.read(f) for f in archive.namelist() if f.endswith(".csv")}
    return MemoryFacts({KINDS.get(stem, stem): _facts(KINDS.get(stem, stem), data) for stem, data in files.items()})


def _facts(kind: str, data: bytes) -> pl.DataFrame:
    text = pl.read_csv(io.BytesIO(data), infer_schema=False)
    text = text.rename({old: new for old, new in NAMES.items() if old in text.columns})
    if "person_id" in text.columns:
        digests = {
            plain: "n:" + hashlib.sha256(plain.encode()).hexdigest()[:32] for plain in text["person_id"].unique()
        }
        text = text.with_columns(pl.col("person_id").replace(digests))
    if "holder_kind" in text.columns:
        text = text.with_columns(pl.col("holder_kind").replace(LEVELS))
    if "fields_known" in text.columns:
        text = text.with_columns(pl.col("fields_known").str.split(";").list.sort().list.join(";"))
    text = text.with_columns(pl.when(pl.all() != "").then(pl.all()))
    source = {"source_file": pl.lit(f"{kind}.csv"), "source_sheet": pl.lit(""), "flags": pl.lit("")}
    text = text.with_columns(**source, source_row=pl.int_range(2, pl.len() + 2))
    columns = (pl.col(c) if c in text.columns else pl.lit(None).alias(c) for c in fact_schema(kind))
    return text.select(columns).cast(dict(fact_schema(kind)))  # type: ignore[arg-type]
