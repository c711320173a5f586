"""A small series of cases by hand: every kind of node and link, and names that would be Cypher if they were not data."""

from __future__ import annotations

import hashlib

from graph.facts import MemoryFacts
from tests.graph.facts_builder import facts

ODD_SHOP = "云帆`}) DETACH DELETE (n) //'\"\\ 百货"
ODD_BRANCH = "江口网点'}) SET n:Admin RETURN n //"


def person(number: int) -> dict[str, str]:
    """The token of a fictional person."""
    return {"person_id": "n:" + hashlib.sha256(b"%d" % number).hexdigest()[:32]}


def order(number: int, who: int, *, platform: str = "甲平台", shop: str = "青禾小铺") -> dict[str, str]:
    """An order of one person, a day of May 2024."""
    return {
        "order_no": f"D{number}", "order_time": f"2024-05-{number % 28 + 1:02d}T10:00:00", "platform": platform,
        "merchant": shop, "waybill_no": f"Y{number}", "item": "书",
    } | person(who)  # fmt: skip


def waybill(number: int, branch: str) -> dict[str, str]:
    """The parcel of the order of that number."""
    return {"waybill_no": f"Y{number}", "courier": "丙快递", "branch": branch, "label_time": "2024-05-29T09:00:00"}


def small_facts(victims: int = 6, comparisons: int = 6) -> MemoryFacts:
    """Victims 1…n whose parcels went through one branch, comparison people n+1… whose did not, calls and a payment."""
    people = range(1, victims + comparisons + 1)
    return facts(
        victims=[
            person(i) | {"first_contact": f"2024-06-{i:02d}T15:16:00", "case_no": f"案{i}", "region": "北城"}
            for i in people[:victims]
        ],
        comparisons=[person(i) | {"reference_time": "2024-06-20", "region": "南城"} for i in people[victims:]],
        orders=[order(i, i, shop=ODD_SHOP if i % 3 == 0 else "青禾小铺") for i in people],
        waybills=[waybill(i, ODD_BRANCH if i <= victims or i % 4 == 0 else "河湾网点") for i in people],
        calls=[
            person(i) | {"calling_number": f"0591{i % 2:08d}", "call_time": f"2024-06-{i:02d}T15:16:00", "duration": 60,
                         "broadband_account": "宽带1", "installer": "装1", "gateway": "网关1", "fields_known": "name;order_no"}
            for i in people[:victims]
        ],
        exposures=[person(1) | {"holder_kind": "sms_channel", "holder": "丁短信", "seen_from": "2024-05-01"}],
        transfers=[
            person(1) | {"from_account": f"s:{1:032x}", "to_account": "6200", "paid_at": "2024-06-02", "amount": 100.5}
        ],
        shares=[{"holder_kind": "platform", "holder": "甲平台", "share": 0.25},
                {"holder_kind": "courier", "holder": "戊快递", "share": 0.5}],
    )  # fmt: skip
