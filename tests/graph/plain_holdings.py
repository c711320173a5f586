"""The data dictionary's table of exposures, row by row in plain Python: the slow reference for graph.holdings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from graph.facts import Facts
from graph.identity import resolve
from graph.schema import HOLDER_KINDS, SCAN_HOLDERS

Row = Mapping[str, Any]
ON_ORDERS = ("platform", "merchant", "erp", "label_vendor", "warehouse", "credit_product")
ON_WAYBILLS = ("courier", "courier_account", "pickup_site", "hub", "branch", "courier_person", "station")
SITES = ("pickup_site", "hub", "branch", "courier_person", "station")


class Held(NamedTuple):
    """What the reference says of one holding."""

    person: str
    record: str
    kind: str
    holder: str
    seen_from: str | None
    assumed: bool


class Plain:
    """All rows at hand, looked through again for every question."""

    def __init__(self, facts: Facts) -> None:
        persons = resolve(facts)

        def rows(kind: str) -> list[dict[str, Any]]:
            table = facts.table(kind)
            return (persons.named_in(kind, table) if "phone" in table.columns else table).to_dicts()

        self.orders, self.waybills, self.exposures = rows("orders"), rows("waybills"), rows("exposures")
        self.scans, self.merchants = rows("scans"), rows("merchants")

    def holdings(self) -> list[Held]:
        """One for each person, record, kind and holder, at its earliest; sorted."""
        every = [
            h for h in (*self._by_orders(), *self._by_waybills(), *self._by_scans(), *self._by_exposures()) if h.person
        ]
        best: dict[tuple[str, ...], Held] = {}
        for one in sorted(every, key=lambda h: (h.seen_from is None, h.seen_from or "", h.assumed)):
            best.setdefault(one[:4], one)
        return [best[key] for key in sorted(best)]

    def _by_orders(self) -> Iterator[Held]:
        for row in self.orders:
            parcels = [w for w in self.waybills if self._carries(w["waybill_no"], row["order_no"])]
            times = {name: earliest(w[name] for w in parcels) for name in ("label_time", "shipped_at")}
            for kind in ON_ORDERS:
                holder = row[kind] or self._served(row, kind)
                if holder:
                    yield held(
                        row["person"],
                        f"order:{row['order_no']}",
                        kind,
                        holder,
                        times | {"order_time": row["order_time"]},
                    )

    def _by_waybills(self) -> Iterator[Held]:
        for row in self.waybills:
            same = [w for w in self.waybills if w["waybill_no"] == row["waybill_no"]]
            times = {name: earliest(w[name] for w in same) for name in ("label_time", "shipped_at")}
            for kind in (k for k in ON_WAYBILLS if row[k]):
                scanned = earliest(
                    s["scanned_at"]
                    for s in self.scans
                    if s["waybill_no"] == row["waybill_no"] and s["site"] == row[kind]
                )
                for person, record, placed in self._whose(row["waybill_no"]):
                    yield held(person, record, kind, row[kind], times | {"scanned_at": scanned, "order_time": placed})

    def _by_scans(self) -> Iterator[Held]:
        for scan in self.scans:
            places = [(w["waybill_no"], k) for w in self.waybills for k in SITES if w[k] == scan["site"]]
            elsewhere = {kind for _, kind in places}
            kind = elsewhere.pop() if len(elsewhere) == 1 else SCAN_HOLDERS.get(scan["scan_type"])
            if kind and scan["waybill_no"] not in {number for number, _ in places}:
                for person, record, _ in self._whose(scan["waybill_no"]):
                    yield Held(person, record, kind, scan["site"], scan["scanned_at"], assumed=False)

    def _by_exposures(self) -> Iterator[Held]:
        for row in self.exposures:
            record = f"exposure:{row['holder_kind']}:{row['holder']}:{row['record'] or row['seen_from'] or ''}"
            yield Held(row["person"], record, row["holder_kind"], row["holder"], row["seen_from"], assumed=False)

    def _carries(self, waybill: str, order: str) -> bool:
        rows = [*self.orders, *self.waybills]
        return any(row["waybill_no"] == waybill and row["order_no"] == order for row in rows)

    def _whose(self, waybill: str) -> Iterator[tuple[str, str, str | None]]:
        """Person, record and order time, for each order the parcel carries and each person it is of."""
        numbers = {row["order_no"] for row in (*self.orders, *self.waybills) if row["order_no"]}
        carried = sorted(number for number in numbers if self._carries(waybill, number))
        receivers = {w["person"] for w in self.waybills if w["waybill_no"] == waybill and w["person"]}
        for order in carried:
            rows = [o for o in self.orders if o["order_no"] == order]
            for person in receivers or {o["person"] for o in rows}:
                yield person, f"order:{order}", earliest(o["order_time"] for o in rows)
        for person in receivers if not carried else ():
            yield person, f"waybill:{waybill}", None

    def _served(self, order: Row, kind: str) -> str | None:
        """What the table of shops says where it says one thing."""
        said = {shop.get(kind) for shop in self.merchants if serves(shop, order)} - {None}
        return said.pop() if len(said) == 1 and kind != "merchant" else None


def serves(shop: Row, order: Row) -> bool:
    """Whether a row of the table of shops speaks of an order."""
    same = shop["merchant"] == order["merchant"] and None not in (shop["merchant"], order["merchant"])
    platforms = {shop["platform"], order["platform"]} - {None}
    started = not shop["valid_from"] or shop["valid_from"] <= last_moment(order["order_time"])
    not_over = not shop["valid_to"] or order["order_time"] <= last_moment(shop["valid_to"])
    return same and len(platforms) < 2 and started and not_over


def last_moment(time: str) -> str:
    """Of a day without an hour its end."""
    return time + "T24" if len(time) == 10 else time


def earliest(times: Any) -> str | None:
    """The least that is there."""
    return min((time for time in times if time), default=None)


def held(person: str, record: str, kind: str, holder: str, times: Mapping[str, str | None]) -> Held:
    """A holding at the best time its kind has."""
    listed = HOLDER_KINDS[kind].seen_from
    found = next((times[name] for name in listed if times.get(name)), None)
    return Held(person, record, kind, holder, found, assumed=found is not None and not times.get(listed[0]))
