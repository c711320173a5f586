"""What is written: records of the schema that fit together, names and numbers that are nobody's, the answer apart."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from datetime import datetime
from typing import Any

import phonenumbers
import pytest
from stdnum.cn import ric

from graph.schema import FIELDS, HOLDER_KINDS, RECORDS, SCAN_HOLDERS
from ingest.simulation import Written, simulate
from ingest.simulation import names as vocabulary

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The sample family's case of another seed than the one kept, as plain files."""
    return simulate(tmp_path_factory.mktemp("cases") / "case", family="sample", seed=4)


@pytest.fixture(scope="module")
def tables(written: Written) -> dict[str, Rows]:
    """Its tables by record kind."""
    return {file.stem: list(csv.DictReader(file.open(encoding="utf-8", newline=""))) for file in written.files}


@pytest.fixture(scope="module")
def truth(written: Written) -> dict[str, Any]:
    """Its answer."""
    found: dict[str, Any] = json.loads(written.truth.read_text("utf-8"))
    return found


def test_the_files_are_records_of_the_schema(tables: dict[str, Rows]) -> None:
    """Every header is a column of its record; every required cell is filled."""
    for kind, rows in tables.items():
        record = RECORDS[kind]

        assert set(rows[0]) <= {column.name for column in record.columns}, kind
        assert all(row[column] for row in rows for column in record.required), kind


def test_the_values_are_of_the_schema(tables: dict[str, Rows]) -> None:
    """Known fields, types of scans and kinds of holder are spelt as the schema spells them."""
    known = {field for row in tables["victims"] for field in row["fields_known"].split(";")}

    assert known <= set(FIELDS)
    assert {row["scan_type"] for row in tables["scans"]} <= set(SCAN_HOLDERS)
    assert {row["holder_kind"] for row in tables["shares"]} <= set(HOLDER_KINDS)


def test_the_tables_fit_together(tables: dict[str, Rows]) -> None:
    """Orders have buyers and one parcel each, scans have parcels, calls have numbers, shops have servants."""
    people = {row["person_id"] for row in tables["victims"] + tables["comparisons"]}
    parcels = {row["waybill_no"]: row for row in tables["waybills"]}

    assert {row["person_id"] for row in tables["orders"]} == people
    assert [row["waybill_no"] for row in tables["orders"]] == list(parcels)
    assert len({row["order_no"] for row in tables["orders"]}) == len(parcels)
    assert {row["waybill_no"] for row in tables["scans"]} < set(parcels)
    assert {row["calling_number"] for row in tables["calls"]} == {row["number"] for row in tables["lines"]}
    assert {row["merchant"] for row in tables["merchants"]} == {row["merchant"] for row in tables["orders"]}


def test_four_to_eight_scans_follow_a_tracked_parcel(tables: dict[str, Rows]) -> None:
    """The track of a parcel is as long as couriers' tracks are, and a part of the parcels has one."""
    scans = Counter(row["waybill_no"] for row in tables["scans"])

    assert set(scans.values()) <= set(range(4, 9))
    assert 0.05 < len(scans) / len(tables["waybills"]) < 0.3


def test_the_first_call_of_a_victim_is_the_first_contact(tables: dict[str, Rows]) -> None:
    """The intake sheet and the call records tell the same story."""
    first: dict[str, str] = {}
    for row in tables["calls"]:
        first.setdefault(row["person_id"], row["call_time"])

    assert {row["person_id"]: row["first_contact"] for row in tables["victims"]}.items() <= first.items()


def test_a_named_order_is_the_victims_own_and_older_than_the_call(tables: dict[str, Rows]) -> None:
    """Whoever names an order knows it from somewhere."""
    orders = {row["order_no"]: row for row in tables["orders"]}
    named = [row for row in tables["victims"] if row["named_order_no"]]

    assert named
    for row in named:
        order = orders[row["named_order_no"]]
        assert order["person_id"] == row["person_id"]
        assert order["order_time"] < row["first_contact"]


def test_one_line_dials_more_than_a_thousand_people_on_one_day(tables: dict[str, Rows]) -> None:
    """The line track has something to show: short calls to strangers, none of whom is in the case."""
    by_day = Counter((row["calling_number"], row["call_time"][:10]) for row in tables["calls"])
    strangers = {row["phone"] for row in tables["calls"] if not row["person_id"]}

    assert max(by_day.values()) > 1000
    assert not strangers & {row["phone"] for row in tables["victims"] + tables["comparisons"]}


def test_every_holder_name_is_made_of_the_fictional_words(tables: dict[str, Rows]) -> None:
    """No real company can come out: each name holds an invented word and tells its kind."""
    word = re.compile("|".join(vocabulary.WORDS))
    endings = vocabulary.ENDINGS | {
        "hub": ("转运中心",), "branch": ("营业部",), "courier_person": ("K",), "courier_account": ("系统账号",),
    }  # fmt: skip
    held = {
        (column.name, row[column.name])
        for kind in ("orders", "waybills")
        for column in RECORDS[kind].holders
        for row in tables[kind]
        if row[column.name]
    }
    companies = {(kind, name) for kind, name in held if kind not in {"courier_person", "courier_account"}}

    assert all(word.search(name) for _, name in held)
    assert all(any(end in name for end in endings[kind]) for kind, name in held)
    assert all(name.endswith(endings[kind]) for kind, name in companies)


def test_places_and_people_are_of_the_fictional_lists(tables: dict[str, Rows]) -> None:
    """Cities are invented; names are drawn from two short lists."""
    assert {row["region"] for row in tables["victims"] + tables["comparisons"]} <= set(vocabulary.CITIES)
    for row in tables["victims"]:
        assert row["name"][0] in vocabulary.SURNAMES
        assert set(row["name"][1:]) <= set(vocabulary.GIVEN)


def test_telephones_are_well_formed_and_nobodys(tables: dict[str, Rows]) -> None:
    """Mobiles lie in segments nobody was given, landlines in an area that does not exist."""
    mobile = re.compile(r"^(196002[0-2]|192089[2-4]|1900000|1930000|170909[0-2])\d{4}$")
    people = [row["phone"] for row in tables["victims"] + tables["comparisons"]]
    landlines = {row["number"] for row in tables["lines"] if row["line_type"] == "landline"}

    assert all(mobile.match(phone) for phone in people)
    assert len(set(people)) == len(people)
    assert landlines
    for number in landlines:
        assert number.startswith("0978")
        assert phonenumbers.is_valid_number(phonenumbers.parse(number, "CN"))


def test_identity_cards_are_valid_and_of_people_born_in_1900(tables: dict[str, Rows]) -> None:
    """The check character fits; nobody alive has such a card."""
    cards = [row["id_number"] for row in tables["victims"]]

    assert all(card.startswith("1101011900") and ric.is_valid(card) for card in cards)
    assert len(set(cards)) == len(cards)


def test_the_answer_never_lies_among_the_inputs(written: Written) -> None:
    """Whoever imports the folder cannot import the answer."""
    assert written.truth.parent == written.case.resolve().parent
    assert sorted(written.case.iterdir()) == sorted(written.files)
    for file in written.files:
        assert "truth" not in file.name
        assert "victims_by_source" not in file.read_text("utf-8")


def test_the_truth_names_holders_that_the_files_name(tables: dict[str, Rows], truth: dict[str, Any]) -> None:
    """The answer can be found in the files, under the very name and kind."""
    rows = tables["orders"] + tables["waybills"]
    victims = {row["person_id"] for row in tables["victims"]}

    for source in truth["sources"]:
        assert any(row.get(source["level"]) == source["node"] for row in rows)
    assert set(truth["victims_by_source"]) == victims


def test_relatives_share_the_orders_they_are_said_to_share(tables: dict[str, Rows], truth: dict[str, Any]) -> None:
    """What lies inside a source has its orders there: checked on the people in the files, the plain way."""
    parcels = {row["order_no"]: row for row in tables["waybills"]}
    whole = [row | parcels[row["order_no"]] for row in tables["orders"]]

    for source in truth["sources"]:
        for inside in source["inside_it"]:
            theirs = [row for row in whole if inside in row.values()]
            assert sum(row[source["level"]] == source["node"] for row in theirs) >= 0.8 * len(theirs)


def test_calls_come_when_people_are_awake(tables: dict[str, Rows]) -> None:
    """First contacts lie between eight in the morning and nine at night."""
    hours = [datetime.fromisoformat(row["first_contact"]).hour for row in tables["victims"]]

    assert all(8 <= hour < 21 for hour in hours)
