"""A made case as the product's own tables (`Exposures`), without a Python loop over rows."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from graph.exposures import HOLDINGS, PEOPLE, SHARES, Exposures
from headwater.bench.cases import MadeCase
from headwater.bench.economy import KINDS
from ingest.simulation.chance import Ints

TOLD = "address;item;name;order_no;phone;price"
"""What a caller knows who has the order; the others know name and telephone."""
ODD = 0x9E3779B97F4A7C15
"""An odd number: multiplying by it modulo 2**64 gives every person a pseudonym of its own, in no order."""


def holder_name(kind: str, number: int) -> str:
    """The name of a holder."""
    return f"{kind}:{number:06d}"


def as_exposures(case: MadeCase) -> Exposures:
    """The tables a store would give of this case, grouped by person and order."""
    people = pl.Series([f"p:{i * ODD % 2**64:016x}" for i in range(1, case.people + 1)])
    return Exposures(people=_people(case, people), holdings=_holdings(case, people), shares=pl.DataFrame(schema=SHARES))


def _people(case: MadeCase, pseudonyms: pl.Series) -> pl.DataFrame:
    others = case.people - case.victims
    named = pl.Series(np.concatenate([case.named, np.full(others, -1)]))
    known = [TOLD if told else "name;phone" for told in case.told]
    return pl.DataFrame(
        {
            "person": pseudonyms,
            "role": ["victim"] * case.victims + ["comparison"] * others,
            "call": _iso(case.call),
            "region": _gathered([f"city:{i}" for i in range(int(case.city.max()) + 1)], case.city),
            "matched_set": pl.Series([None] * case.people, dtype=pl.String),
            "fields_known": known + [None] * others,
            "named": pl.select(pl.when(named >= 0).then(pl.format("order:{}", named)))[:, 0],
            "gang": pl.Series([None] * case.people, dtype=pl.String),
        },
        schema=PEOPLE,
    )


def _holdings(case: MadeCase, pseudonyms: pl.Series) -> pl.DataFrame:
    orders, width = case.holders.shape
    names, codes = _names(case)
    order = np.repeat(np.arange(orders), width)
    record = pl.select(pl.format("order:{}", pl.Series(np.arange(orders))))[:, 0]
    return pl.DataFrame(
        {
            "person": pseudonyms.gather(case.person[order]),
            "record": record.gather(order),
            "kind": _gathered(list(KINDS), np.tile(np.arange(width), orders)),
            "holder": _gathered(names, codes.ravel()),
            "seen_from": _iso(case.day[order]),
        }
    ).select(
        pl.col(name) if name in {"person", "record", "kind", "holder", "seen_from"} else _absent(name, of)
        for name, of in HOLDINGS.items()
    )


def _absent(name: str, of: type[pl.DataType]) -> pl.Expr:
    """A column of which nothing is known: null, or false."""
    return pl.lit(False if of is pl.Boolean else None, of).alias(name)


def _names(case: MadeCase) -> tuple[list[str], Ints]:
    """All names of holders, and for each cell of `holders` the place of its name."""
    sizes = case.holders.max(axis=0) + 1
    names = [holder_name(kind, i) for kind, size in zip(KINDS, sizes, strict=True) for i in range(size)]
    return names, case.holders + np.cumsum(sizes) - sizes


def _iso(days: Ints) -> pl.Series:
    """Ordinal days as ISO text."""
    first = int(days.min())
    texts = [date.fromordinal(first + i).isoformat() for i in range(int(np.ptp(days)) + 1)]
    return _gathered(texts, days - first)


def _gathered(texts: list[str], codes: Ints) -> pl.Series:
    return pl.Series(texts, dtype=pl.String).gather(codes)
