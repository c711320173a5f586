"""Reads a plain case (the CSVs of ../shared/cases) into `Exposures`; for tests only."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import polars as pl

from graph.exposures import HOLDINGS, PEOPLE, SHARES, Exposures
from tests.needs import shared

OF_ORDERS = ("platform", "merchant", "erp", "warehouse")
OF_WAYBILLS = ("courier", "pickup_site", "hub", "branch", "courier_person")


def case_file(name: str) -> Path:
    """The zip of a case; skips where the cases are not at hand."""
    return shared("cases", f"{name}.zip")


def tables(path: Path) -> dict[str, pl.DataFrame]:
    """Every CSV of a zip, all columns text, empty cells null."""
    with zipfile.ZipFile(path) as archive:
        return {
            name.removesuffix(".csv"): pl.read_csv(io.BytesIO(archive.read(name)), infer_schema=False)
            for name in archive.namelist()
            if name.endswith(".csv")
        }


def truth(path: Path) -> dict[str, Any]:
    """The known answer of a case."""
    with zipfile.ZipFile(path) as archive:
        answer: dict[str, Any] = json.loads(archive.read("truth.json"))
        return answer


def plain_case(path: Path) -> Exposures:
    """The exposures of a plain case: every holder of an order at the day of the order."""
    t = tables(path)
    calls = t["calls"].select(
        person="victim_id",
        fields_known=pl.col("fields_known").fill_null(""),
        named=pl.format("order:{}", "named_order_no"),
    )
    calls = calls.group_by("person").agg(
        pl.col("fields_known").str.split(";").explode().unique().sort().str.join(";"),
        pl.col("named").drop_nulls().first(),
    )
    victims = t["victims"].select(person="victim_id", region="city", call="fraud_call_date", role=pl.lit("victim"))
    people = victims.join(calls, on="person", how="left")
    if "controls" in t:
        others = t["controls"].select(
            person="control_id", region="city", call="reference_date", role=pl.lit("comparison")
        )
        people = pl.concat([people, others], how="diagonal")
    people = people.unique("person", keep="first", maintain_order=True)
    return Exposures(
        people.with_columns(
            pl.col("region").fill_null(""), matched_set=pl.lit(None, pl.String), gang=pl.lit(None, pl.String)
        )
        .select(*PEOPLE)
        .cast(PEOPLE),  # type: ignore[arg-type]
        _holdings(t).join(people, on="person", how="semi"),
        _shares(t),
    )


def _holdings(t: dict[str, pl.DataFrame]) -> pl.DataFrame:
    parcels = t["waybills"].rename({"pickup": "pickup_site"}).unique("order_no", keep="first", maintain_order=True)
    orders = t["orders"].join(parcels, on="order_no", how="left", maintain_order="left")
    return (
        orders.unpivot([*OF_ORDERS, *OF_WAYBILLS], index=["person_id", "order_no", "order_date"])
        .filter(pl.col("value").is_not_null() & (pl.col("value") != ""))
        .select(
            person="person_id",
            record=pl.format("order:{}", "order_no"),
            kind="variable",
            holder="value",
            seen_from="order_date",
            seen_to=pl.lit(None, pl.String),
            protected=pl.lit(value=False),
            assumed=pl.lit(value=False),
        )
        .cast(HOLDINGS)  # type: ignore[arg-type]
    )


def _shares(t: dict[str, pl.DataFrame]) -> pl.DataFrame:
    if "base_rates" not in t:
        return pl.DataFrame(schema=SHARES)
    shares = t["base_rates"].select(kind="level", holder="node", share=pl.col("share_of_orders").cast(pl.Float64))
    return shares.with_columns(pl.col("kind").replace({"person": "courier_person", "pickup": "pickup_site"}))
