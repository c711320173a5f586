"""A case as it was simulated, before anything of it is written."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ingest.simulation import names
from ingest.simulation.calendar import day_of
from ingest.simulation.chance import distinct
from ingest.simulation.economy import Economy, found
from ingest.simulation.families import Family
from ingest.simulation.lines import Call, make_calls
from ingest.simulation.numbers import id_numbers, mobiles, order_numbers, waybill_numbers
from ingest.simulation.orders import Orders, shop
from ingest.simulation.people import Crowd, settle
from ingest.simulation.series import Series, call_people
from ingest.simulation.shape import USUAL, Shape


@dataclass(frozen=True, slots=True)
class Identity:
    """How the files speak of a person; all of it fictional."""

    person_id: str
    name: str
    phone: str
    id_number: str
    account: str
    city: str
    address: str


@dataclass(frozen=True, slots=True)
class Case:
    """Everything simulated. `people` are those in the files, `numbers` the (order, waybill) numbers of their orders' rows."""

    family: Family
    economy: Economy
    crowd: Crowd
    orders: Orders
    series: Series
    calls: list[Call]
    people: dict[int, Identity]
    numbers: dict[int, tuple[str, str]]


def make_case(rng: np.random.Generator, family: Family, *, victims: int, leaks: int, shape: Shape = USUAL) -> Case:
    """A case of a family with so many victims and leaks, in an economy of this shape."""
    economy = found(rng, shape, family.hot)
    crowd = settle(rng, economy.network, shape.cities, victims)
    orders = shop(rng, economy, crowd, family.promotion)
    series = call_people(rng, crowd, orders, family, wanted=victims, leaks=leaks)
    calls = make_calls(rng, series, dialler=family.dialler)
    people = _people(rng, economy, crowd, series)
    return Case(family, economy, crowd, orders, series, calls, people, _numbers(rng, orders, list(people)))


def _people(rng: np.random.Generator, economy: Economy, crowd: Crowd, series: Series) -> dict[int, Identity]:
    """Everybody in the files, comparison people too, by number."""
    who = sorted({v.person for v in series.victims} | {person for person, _ in series.comparisons})
    own_numbers = distinct(rng, 10**6, 10**7 - 1, len(who)).tolist()
    accounts = distinct(rng, 10**8, 10**9 - 1, len(who)).tolist()
    phones, cards = mobiles(rng, len(who)), id_numbers(rng, len(who))
    out = {}
    for i, person in enumerate(who):
        city, district = economy.place(int(crowd.district[person]))
        name, address = names.person(rng), names.address(rng, city + district)
        out[person] = Identity(f"P{own_numbers[i]}", name, phones[i], cards[i], f"yh_{accounts[i]}", city, address)
    return out


def _numbers(rng: np.random.Generator, orders: Orders, people: list[int]) -> dict[int, tuple[str, str]]:
    """The numbers of the orders of these people and of their parcels, by row, in time order."""
    rows = np.flatnonzero(np.isin(orders.person, people))
    rows = rows[np.argsort(orders.times["placed"][rows], kind="stable")]
    days = [day_of(second) for second in orders.times["placed"][rows].tolist()]
    order_nos = order_numbers(rng, days, orders.holder["platform"][rows])
    waybill_nos = waybill_numbers(rng, orders.holder["courier"][rows])
    return dict(zip(rows.tolist(), zip(order_nos, waybill_nos, strict=True), strict=True))
