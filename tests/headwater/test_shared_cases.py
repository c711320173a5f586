"""Cases with known answers through the command: a few of each sort, and dressed ones against their plain twins."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.headwater.command import run, spawn
from tests.needs import shared

LEAKS = ("easy_merchant-100", "child_person-100", "courier_level-101", "base_rates_only-100", "batch_window-102")
NULLS = ("null_plain-100", "null_promo-101", "null_base_rates-100")
DRESSED = ("child_person-100", "easy_merchant-100", "erp_vs_giants-100", "null_promo-100")


def test_sources_are_found_where_there_are_some_and_only_there() -> None:
    """Five leaks and three series without a shared source."""
    done = spawn("evaluate", *(shared("cases", f"{case}.zip") for case in (*LEAKS, *NULLS)), "--json")
    rows = {row["family"]: row["means"] for row in json.loads(done.out)["families"]}

    assert done.code == 0
    assert len(done.err.splitlines()) == len(LEAKS) + len(NULLS)
    for case in LEAKS:
        means = rows[case.partition("-")[0]]
        assert (means["top1"], means["precision"], means["recall"]) == (1.0, 1.0, 1.0), case
    for case in NULLS:
        assert rows[case.partition("-")[0]]["false_alarm"] == 0.0, case


def verdict(name: str) -> dict[str, Any]:
    """The JSON of a case in one shot; of the people of a source only how many they are, of whom to ask only that there is one.

    The files know them by telephone, the twin by number: the tokens differ, and so do the pseudonyms.
    """
    told: dict[str, Any] = json.loads(run("trace", shared("cases", f"{name}.zip"), "--json").out)
    for source in told["sources"]:
        source["people"] = len(source["people"])
    for question in told["next_questions"]:
        question["about"] = question["person"] = bool(question["person"])
    return told


@pytest.mark.parametrize("case", DRESSED)
def test_a_dressed_case_gives_the_verdict_of_its_plain_twin(case: str) -> None:
    """Verdict, holders, figures, windows, and the digest of what they rest on: the dress adds and loses nothing."""
    dressed, twin = verdict(f"{case}-dressed"), verdict(f"{case}-dressed-twin")

    assert dressed == twin
    assert dressed["verdict"] == ("none" if case.startswith("null") else "source")
