"""What a user types finds the one thing that is meant, or says why not."""

from __future__ import annotations

import pytest

from graph.errors import BadInput, NotFound
from graph.queries import find
from graph.stores import MemoryStore
from tests.graph.facts_builder import facts

STORE = MemoryStore(
    facts(
        orders=[
            {"phone": "h:01", "order_no": "77", "order_time": "2024-05-01", "merchant": "甲店", "platform": "branch:2"}
        ],
        waybills=[{"waybill_no": "77", "order_no": "78", "hub": "北站", "branch": "北站"}],
        calls=[{"phone": "h:01", "calling_number": "0591123", "call_time": "2024-05-02"}],
    )
)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("甲店", "Holder:merchant:甲店"),
        ("merchant:甲店", "Holder:merchant:甲店"),
        (" 甲店\n", "Holder:merchant:甲店"),
        ("branch:2", "Holder:platform:branch:2"),
        ("p:01", "Person:p:01"),
        ("0591123", "Number:0591123"),
        ("78", "Order:78"),
        ("order:77", "Order:77"),
        ("Waybill:77", "Waybill:77"),
        ("Holder:hub:北站", "Holder:hub:北站"),
    ],
)
def test_a_name_a_number_a_pseudonym_or_a_key_finds_its_node(text: str, key: str) -> None:
    """As the screens and the records of a verdict write them."""
    assert find(STORE, text) == key


@pytest.mark.parametrize(
    ("text", "listed"),
    [("77", "2 things: Order:77, Waybill:77"), ("北站", "2 things: Holder:branch:北站, Holder:hub:北站")],
)
def test_what_can_be_several_things_lists_them(text: str, listed: str) -> None:
    """In a form that finds each of them."""
    with pytest.raises(BadInput, match=listed):
        find(STORE, text)


@pytest.mark.parametrize("text", ["", "  ", ":", "Order:", "Order:79", "乙店", "甲"])
def test_what_is_not_there_is_not_found(text: str) -> None:
    """Nothing is guessed from a part of a name."""
    with pytest.raises(NotFound, match="nothing in the data is called"):
        find(STORE, text)
