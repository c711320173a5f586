"""The JSON of `trace --json`."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from importlib.metadata import version

import pytest

from graph.verdict import (
    Against,
    Caution,
    Inputs,
    Part,
    Power,
    Ranked,
    Rival,
    Score,
    Source,
    Text,
    Verdict,
    Window,
)

DAYS = (date(2024, 5, 2), date(2024, 5, 17))
SOURCE = Source(
    rank=1, kind="pickup_site", holder="pickup:17", grade="strong", value=31.23456, probability=0.99999, observed=39,
    expected=2.234, expected_range=(0, 6), explained=38, explained_range=(34, 39), lag_days=30,
    window=Window(DAYS[0], DAYS[1], (DAYS[0], DAYS[0]), (DAYS[1], date(2024, 5, 18))), tolerance=18.24,
    not_told_apart=(Rival("merchant", "merchant:5", 29.8004),),
    against=Against(never_touched=80, only_outside=7, comparisons_touched=34, comparisons=338, victims=126),
    people=("p:1", "p:2"),
    parts=(Part("gain", 40.0004, Text("得", "gained")), Part("price", -8.76584, Text("扣", "charged"))),
)  # fmt: skip
VERDICT = Verdict(
    state="source",
    sentence=Text("中", "en"),
    inputs=Inputs("sha256:0", 126, 338, 39, 53012, date(2024, 2, 1), None),
    sources=(SOURCE,),
    ranking=(Ranked("hub", "h", 1.23456, 0.00049, 0.123456, 3, 1.005, (0, 3), "none"),),
    naive=(("shared_count", (Score("hub", "h", 3.0),)), ("odds_ratio", ())),
    warnings=(Caution("no_times", Text("无", "none")),),
)


def test_it_has_the_keys_of_format_1_in_order() -> None:
    """Whoever reads it may rely on every key being there."""
    answer = VERDICT.to_dict()

    assert list(answer) == [
        "format", "version", "inputs", "verdict", "sentence", "sources", "ranking", "tied", "power", "naive",
        "next_questions", "warnings",
    ]  # fmt: skip
    assert answer["format"] == 1
    assert answer["version"] == version("headwater")
    assert answer["inputs"] == {
        "digest": "sha256:0", "victims": 126, "comparisons": 338, "shares": 39, "exposures": 53012, "from": "2024-02-01",
        "to": None,
    }  # fmt: skip


def test_a_source_is_rounded_as_it_is_printed() -> None:
    """Values to thousandths, expectations to hundredths, tolerance to tenths."""
    assert VERDICT.to_dict()["sources"] == [
        {
            "rank": 1, "kind": "pickup_site", "holder": "pickup:17", "grade": "strong", "value": 31.235,
            "probability": 1.0, "observed": 39, "expected": 2.23, "expected_range": [0, 6], "explained": 38,
            "explained_range": [34, 39], "lag_days": 30,
            "window": {
                "from": "2024-05-02", "to": "2024-05-17", "from_range": ["2024-05-02", "2024-05-02"],
                "to_range": ["2024-05-17", "2024-05-18"],
            },
            "tolerance": 18.2, "not_told_apart": [{"kind": "merchant", "holder": "merchant:5", "value": 29.8}],
            "against": {
                "never_touched": 80, "only_outside": 7, "comparisons_touched": 34, "comparisons": 338, "victims": 126,
            },
            "people": ["p:1", "p:2"],
            "parts": [
                {"code": "gain", "nats": 40.0, "zh": "得", "en": "gained"},
                {"code": "price", "nats": -8.765, "zh": "扣", "en": "charged"},
            ],
        }
    ]  # fmt: skip


def test_the_rest_is_rounded_too() -> None:
    """Rows of the ranking, naive scores and warnings."""
    answer = VERDICT.to_dict()

    assert answer["ranking"] == [
        {
            "kind": "hub", "holder": "h", "value": 1.235, "value_left": 0.0, "probability": 0.1235, "observed": 3,
            "expected": 1.0, "grade": "none",
        }
    ]  # fmt: skip
    assert answer["naive"] == {"shared_count": [{"kind": "hub", "holder": "h", "score": 3.0}], "odds_ratio": []}
    assert answer["warnings"] == [{"code": "no_times", "zh": "无", "en": "none"}]
    assert answer["power"] is None


def test_the_parts_as_printed_add_up_to_the_value_as_printed() -> None:
    """Whoever adds them up by hand meets the same last digit; apart from each other they would round to 31.234."""
    source = VERDICT.to_dict()["sources"][0]

    assert sum(part["nats"] for part in source["parts"]) == pytest.approx(source["value"], abs=1e-9)


def test_power_is_told_where_anything_can_be_decided() -> None:
    """How many victims, and with what chance; no number where no leak would be seen."""
    seen = replace(VERDICT, power=Power(6, 0.8)).to_dict()["power"]
    unseen = replace(VERDICT, power=Power(None, 0.8)).to_dict()["power"]

    assert seen == {"smallest_explained": 6, "chance": 0.8}
    assert unseen == {"smallest_explained": None, "chance": 0.8}


def test_it_is_json() -> None:
    """No date, no tuple, no NaN is left in it."""
    assert json.loads(json.dumps(VERDICT.to_dict(), allow_nan=False)) == VERDICT.to_dict()
