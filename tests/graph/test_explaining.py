"""From a store to everything for and against one holder."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import numpy as np
import pytest

from graph.errors import NotFound
from graph.explaining import explain
from graph.explanation import Explanation
from graph.facts import MemoryFacts
from graph.stores import MemoryStore
from graph.verdict import Text
from tests.graph.facts_builder import facts

KEYS = [
    "format", "version", "inputs", "kind", "holder", "state", "sentence", "value_left", "probability", "grade", "figures",
    "against", "findings", "people", "stability", "permutation", "power", "opinions",
]  # fmt: skip


def shop_case(seed: int = 1) -> MemoryFacts:
    """Forty victims and eighty others order from eight shops; 甲 leaked what 24 victims ordered in June.

    The callers knew name, phone, address, item and price. Two victims ordered from 甲 only after their calls, and 辛 has one customer.
    """
    rng = np.random.default_rng(seed)
    victims: list[dict[str, str]] = []
    others: list[dict[str, str]] = []
    orders: list[dict[str, str]] = []

    def order(who: str, shop: str, day: int) -> None:
        orders.append(
            {"person_id": who, "order_no": f"O{len(orders)}", "order_time": f"2024-{5 + day // 30:02}-{1 + day % 30:02}",
             "merchant": shop, "platform": "青禾"}
        )  # fmt: skip

    for i in range(120):
        who, leaked = f"n:{i:03}", i < 24
        day = int(rng.integers(30, 50))
        call = day + 1 + int(rng.gamma(2, 4)) if leaked else int(rng.integers(40, 85))
        when = f"2024-{5 + call // 30:02}-{1 + call % 30:02}"
        if i < 40:
            victims.append(
                {
                    "person_id": who,
                    "first_contact": when,
                    "fields_known": "address;item;name;phone;price" if leaked else "phone",
                }
            )
        else:
            others.append({"person_id": who, "reference_time": when})
        if leaked:
            order(who, "甲", day)
        for d in rng.integers(0, call, rng.integers(2, 6)):
            order(who, "甲乙丙丁戊己庚"[rng.integers(1 if i in (38, 39) else 0, 7)], int(d))
        if i in (38, 39):
            order(who, "甲", call + 2)
    order("n:002", "辛", 5)
    return facts(victims=victims, comparisons=others, orders=orders)


STORE = MemoryStore(shop_case(), {"orders.csv": "订单.csv"})


@pytest.fixture(scope="module")
def source() -> Explanation:
    """What is told of the shop that leaked."""
    return explain(STORE, "merchant", "甲")


def texts(told: Explanation) -> Iterator[Text]:
    """All sentences of an explanation."""
    yield told.sentence
    yield from told.findings_for
    yield from told.findings_against
    found = told.to_dict()
    for said in (found["stability"], found["permutation"], found["power"], *found["opinions"]):
        if said:
            yield Text(said["zh"], said["en"])


def test_a_source_is_told_for_and_against_with_all_that_bears_on_it(source: Explanation) -> None:
    """Figures, terms, single victims, chance, power and the other methods."""
    told = source.to_dict()

    assert list(told) == KEYS
    assert (told["state"], told["grade"]) == ("named", "supported")
    assert sum(part["nats"] for part in told["figures"]["parts"]) == pytest.approx(told["figures"]["value"], abs=1e-9)
    assert told["against"]["after_the_call"] == 2
    assert told["stability"]["first_stays"] is True
    assert told["permutation"] == {
        "p": 0.001, "replicates": 999, "shuffled": "roles",
        "zh": told["permutation"]["zh"], "en": told["permutation"]["en"],
    }  # fmt: skip
    assert 3 <= told["power"]["smallest_explained"] <= 40
    assert {opinion["method"] for opinion in told["opinions"]} >= {"odds_ratio", "pagerank"}
    assert json.loads(json.dumps(told, allow_nan=False)) == told


def test_each_victim_is_told_with_the_rows_of_her_orders(source: Explanation) -> None:
    """By the name of the file, where it is known; the best explained first; a record inside the window is marked."""
    person = source.people[0]

    assert len(source.people) >= 24
    assert person.probability > 0.9
    assert all(a.probability >= b.probability for a, b in zip(source.people, source.people[1:], strict=False))
    assert all(place.file == "订单.csv" and place.kind == "orders" for link in person.records for place in link.rows)
    assert any(link.inside for link in person.records)
    for one in source.people:
        for link in one.records:
            assert STORE.sources(link.record)["row"].to_list() == [place.row for place in link.rows]
            assert link.lag_days
            assert link.lag_days >= 1


def test_fields_that_do_not_fit_speak_against_it_and_others_are_not_mentioned(source: Explanation) -> None:
    """A shop holds order numbers, which these callers did not know; that they knew the item fits."""
    said = [text.en for text in source.findings_against]

    assert "It holds the order number, yet few callers knew it (0 %)." in said
    assert not [one for one in said if "item" in one or "which it does not hold" in one]


def test_one_that_stands_below_the_bar_is_told_with_all_the_same() -> None:
    """And that what the source leaves of it is less still."""
    told = explain(STORE, "merchant", "乙")

    assert told.state in {"ranked", "weighed"}
    assert "below the bar" in told.sentence.en
    assert told.people
    assert told.permutation
    assert told.permutation.p > 0.01


def test_one_that_was_not_weighed_says_why_and_who_touched_it() -> None:
    """A single customer."""
    told = explain(STORE, "merchant", "辛")
    found = told.to_dict()

    assert told.state in {"few_victims", "untouched"}
    assert [found[key] for key in ("figures", "value_left", "stability", "permutation", "power")] == [None] * 5
    assert len(found["people"]) == 1
    assert found["against"]["never_touched"] == 39


@pytest.mark.parametrize(
    ("kind", "holder", "remedy"),
    [
        ("merchant", "甲店", "did you mean 甲"),
        ("shop", "甲", "there are merchant, platform"),
        ("merchant", "青禾", "there is no"),
    ],
)
def test_a_holder_that_is_not_there_is_answered_with_what_is(kind: str, holder: str, remedy: str) -> None:
    """One line."""
    with pytest.raises(NotFound, match=remedy) as error:
        explain(STORE, kind, holder)
    assert "\n" not in str(error.value)


def test_what_is_done_is_said_while_it_is_done() -> None:
    """Each step once, in order; nothing is left out for a holder that is not weighed but what it has not."""
    steps: list[str] = []
    explain(STORE, "merchant", "辛", progress=steps.append)

    assert steps == ["ranking the holders", "following the records to their rows", "asking the other methods"]


def test_it_is_the_same_whenever_it_is_asked(source: Explanation) -> None:
    """To the last digit."""
    assert explain(MemoryStore(shop_case(), {"orders.csv": "订单.csv"}), "merchant", "甲") == source


def test_every_sentence_is_said_in_both_languages_and_accuses_nobody(source: Explanation) -> None:
    """No placeholder is left open."""
    for told in (source, explain(STORE, "merchant", "辛"), explain(STORE, "platform", "青禾")):
        for text in texts(told):
            assert not re.search("[{}]", text.zh + text.en)
            assert text.zh.endswith("。")
            assert text.en.endswith(".")
            assert not re.search("元凶|罪犯|泄露者|culprit|guilty|leaker", text.zh + text.en, re.I)
