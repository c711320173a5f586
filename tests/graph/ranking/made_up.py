"""Small invented cases for the tests of the method: by hand, or at random with a known source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl

from graph.exposures import HOLDINGS, PEOPLE, SHARES, Exposures

CALL = "2024-06-10"
Holding = tuple[str, str, str, str, str | None]


def person(name: str, **facts: Any) -> dict[str, Any]:
    """A victim called on CALL unless told otherwise."""
    usual = {"role": "victim", "call": CALL, "region": "", "matched_set": None, "fields_known": None, "named": None}
    return {"person": name, **usual, **facts}


def exposures(
    people: Iterable[dict[str, Any]],
    holdings: Iterable[Holding],
    shares: Sequence[tuple[str, str, float]] = (),
    protected: Iterable[int] = (),
) -> Exposures:
    """Exposures from rows (person, record, kind, holder, seen_from); `protected` names rows of holdings."""
    hidden = set(protected)
    rows = [
        {"person": p, "record": r, "kind": k, "holder": h, "seen_from": t, "protected": i in hidden, "assumed": False}
        for i, (p, r, k, h, t) in enumerate(holdings)
    ]
    return Exposures(
        pl.DataFrame(list(people), schema=PEOPLE),
        pl.DataFrame(rows, schema=HOLDINGS),
        pl.DataFrame(list(shares), schema=SHARES, orient="row"),
    )


def day(ordinal: int) -> str:
    """ISO text of a day, counted from 2024-01-01."""
    return (date(2024, 1, 1) + timedelta(days=int(ordinal))).isoformat()


def random_case(
    seed: int, *, victims: int = 30, others: int = 60, leak: str | None = "shop:3", dated: bool = True, shops: int = 6
) -> Exposures:
    """People who order parcels from a few shops through three couriers and their branches; `leak` explains two thirds.

    The leak: victims ordered there in days 60..80 and were called about ten days later.
    """
    rng = np.random.default_rng(seed)
    people, holdings = [], []
    for i in range(victims + others):
        name, is_victim = f"p:{i:03}", i < victims
        region = int(rng.integers(2))
        leaked = bool(leak) and is_victim and rng.random() < 0.67
        seen = int(rng.integers(60, 81)) if leaked else 0
        call = seen + 1 + int(rng.gamma(2, 5)) if leaked else int(rng.integers(70, 120))
        role = "victim" if is_victim else "comparison"
        people.append(person(name, role=role, call=day(call), region=f"city:{region}"))
        days = [*([seen] if leaked else []), *(int(d) for d in rng.integers(0, call, rng.integers(2, 9)))]
        for n, when in enumerate(days):
            shop = leak if leaked and n == 0 and leak else f"shop:{rng.integers(shops)}"
            holdings += _parcel((name, f"order:{i}-{n}"), shop, region, rng, day(when) if dated else None)
    return exposures(people, holdings)


def _parcel(
    person_and_record: tuple[str, str], shop: str, region: int, rng: np.random.Generator, when: str | None
) -> list[Holding]:
    courier = int(rng.integers(3))
    branch = int(rng.integers(2))
    chain = [
        ("merchant", shop),
        ("courier", f"courier:{courier}"),
        ("hub", f"hub:{courier}-{region}"),
        ("branch", f"branch:{courier}-{region}-{branch}"),
    ]
    return [(*person_and_record, kind, holder, when) for kind, holder in chain]


def renamed(case: Exposures, names: dict[str, str]) -> Exposures:
    """The same case with other names of holders."""
    return replace(case, holdings=case.holdings.with_columns(pl.col("holder").replace(names)))


def shifted(case: Exposures, days: int) -> Exposures:
    """The same case so many days later; days without an hour only."""

    def later(column: str) -> pl.Expr:
        return (pl.col(column).str.to_date() + pl.duration(days=days)).dt.strftime("%Y-%m-%d").alias(column)

    return replace(
        case, people=case.people.with_columns(later("call")), holdings=case.holdings.with_columns(later("seen_from"))
    )


def shuffled(case: Exposures, seed: int) -> Exposures:
    """The same case with its rows in another order."""
    return Exposures(
        case.people.sample(fraction=1, shuffle=True, seed=seed),
        case.holdings.sample(fraction=1, shuffle=True, seed=seed + 1),
        case.shares.sample(fraction=1, shuffle=True, seed=seed + 2),
    )


def with_other_key(case: Exposures) -> Exposures:
    """The same case under another key: every pseudonym changes, and so does their order."""
    names = case.people["person"].to_list()
    other = {name: f"p:{hash_of(name)}" for name in names}
    return Exposures(
        case.people.with_columns(pl.col("person").replace(other)),
        case.holdings.with_columns(pl.col("person").replace(other)),
        case.shares,
    )


def hash_of(name: str) -> str:
    """A stand-in for another pseudonym."""
    import hashlib

    return hashlib.sha256(f"another key {name}".encode()).hexdigest()[:16]
