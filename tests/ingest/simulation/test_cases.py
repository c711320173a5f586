"""What a simulated case is: leaks before calls, answers apart, names and numbers that are nobody's."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import phonenumbers
import pytest
from stdnum.cn import ric

from graph.errors import BadInput
from graph.schema import FIELDS, HOLDER_KINDS, RECORDS, SCAN_HOLDERS
from ingest.simulation import FAMILIES, Written, simulate
from ingest.simulation import names as vocabulary
from ingest.simulation.calendar import DAY
from ingest.simulation.case import Case, make_case
from ingest.simulation.channels import CHANNELS

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def case() -> Case:
    """A mixed case with all its ways of leaking, before it is written."""
    return make_case(np.random.Generator(np.random.PCG64(5)), FAMILIES["mixed"], victims=120, leaks=6)


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


def test_a_leaked_order_is_older_than_its_call_and_was_seen_by_its_holder(case: Case) -> None:
    """Nothing is used before the holder had it."""
    for leak in case.series.leaks:
        kind = leak.channel.kind
        lag = leak.call - case.orders.seen(kind)[leak.row]

        assert (case.orders.times["placed"][leak.row] < leak.call).all()
        assert (case.orders.holder[kind][leak.row] == leak.holder).all()
        assert (lag >= leak.channel.least).all()


def test_every_victim_of_a_leak_placed_the_order_that_leaked(case: Case) -> None:
    """Victims follow from orders, never the other way round."""
    for number, leak in enumerate(case.series.leaks):
        mine = {v.person: v.call for v in case.series.victims if v.source == number}

        assert mine == dict(zip(case.orders.person[leak.row].tolist(), leak.call.tolist(), strict=True))
        assert len(mine) == len(leak.row), "one leaked order a victim"


def test_photographed_labels_never_show_a_virtual_number(case: Case) -> None:
    """Where the label hid the telephone, a copy of the label gives nobody a number to call."""
    for leak in case.series.leaks:
        if leak.channel.from_labels:
            assert not case.orders.private[leak.row].any()


def test_nobody_is_both_victim_and_comparison_person(case: Case) -> None:
    """Each person has one role, and is called first once."""
    victims = [v.person for v in case.series.victims]
    compared = [person for person, _ in case.series.comparisons]

    assert len(set(victims)) == len(victims) == 120
    assert len(set(compared)) == len(compared) == FAMILIES["mixed"].comparisons
    assert not set(victims) & set(compared)


def test_parcels_pass_their_stations_in_order(case: Case) -> None:
    """Placed, paid, labelled, picked up, at the hub, at the branch, delivered, signed for."""
    steps = [
        case.orders.times[s]
        for s in ("placed", "paid", "label", "pickup", "depart", "hub", "branch", "deliver", "sign")
    ]

    assert all((later > earlier).all() for earlier, later in pairwise(steps))


def test_people_order_between_ten_and_forty_times(case: Case) -> None:
    """Everybody has a history, nobody a warehouse."""
    per_person = np.bincount(case.orders.person)

    assert per_person.min() >= 10
    assert per_person.max() <= 40


def test_the_largest_holders_are_decoys(case: Case) -> None:
    """No source has a share of orders above its channel's limit, while others of its kind do."""
    for leak in case.series.leaks:
        holder = case.orders.holder[leak.channel.kind]

        assert (holder == leak.holder).mean() <= leak.channel.largest
    erp = np.bincount(case.orders.holder["erp"]) / len(case.orders.person)
    assert erp.max() > CHANNELS["erp"].largest


def test_each_channel_uses_its_data_in_its_own_time(case: Case) -> None:
    """A trojan's data is used within days, a photographer's weeks later."""
    days = {
        leak.channel.kind: float(np.median(leak.call - case.orders.seen(leak.channel.kind)[leak.row])) / DAY
        for leak in case.series.leaks
    }

    assert days["warehouse"] < 4
    assert days["courier_account"] < 4
    assert days["courier_person"] > 5


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
    assert written.truth.parent == written.case.parent
    assert sorted(written.case.iterdir()) == sorted(written.files)
    for file in written.files:
        assert "truth" not in file.name
        assert "victims_by_source" not in file.read_text("utf-8")


def test_the_windows_of_the_truth_hold_the_leaked_orders(case: Case) -> None:
    """First and last day are days on which the source held leaked orders."""
    from ingest.simulation.truth import answer

    who = {person: identity.person_id for person, identity in case.people.items()}
    told = answer(case, family="mixed", seed=5, who=who)

    for leak, source in zip(case.series.leaks, told["sources"], strict=True):
        seen = case.orders.seen(leak.channel.kind)[leak.row] // DAY
        days = [(date.fromisoformat(day) - date(2024, 1, 1)).days for day in source["window"]]
        assert days == [seen.min(), seen.max()]
        assert (
            source["victims"]
            == len(leak.row)
            == list(told["victims_by_source"].values()).count(told["sources"].index(source))
        )


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


def test_the_same_seed_writes_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    """A case can be made again from its command line."""
    first, again, other = (simulate(tmp_path / n, family="small", seed=s) for n, s in (("a", 7), ("b", 7), ("c", 8)))

    assert [f.read_bytes() for f in first.files] == [f.read_bytes() for f in again.files]
    assert first.truth.read_bytes() == again.truth.read_bytes()
    assert (tmp_path / "a" / "orders.csv").read_bytes() != (tmp_path / "c" / "orders.csv").read_bytes()
    assert other.truth.read_bytes() != first.truth.read_bytes()


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        ({"family": "nonesuch"}, "there is no family 'nonesuch'.*easy_merchant"),
        ({"victims": 2}, "2 victims cannot be made: ask for 3 to 10000"),
        ({"leaks": 7}, "7 leaks cannot be planted in this case of family mixed: ask for 0 to 6"),
        ({"leaks": 4, "victims": 3}, "ask for 0 to 3"),
        ({"leaks": 1, "family": "null_plain"}, "ask for 0 to 0"),
        ({"seed": -1}, "-1 is no seed"),
        ({"headers": "fr"}, "no headers 'fr': choose one of en, zh"),
    ],
)
def test_what_cannot_be_made_is_refused_before_anything_is_written(
    tmp_path: Path, asked: dict[str, Any], complaint: str
) -> None:
    """The message says what can be asked for."""
    with pytest.raises(BadInput, match=complaint):
        simulate(tmp_path / "case", **asked)

    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    """Nobody's files are mixed with fiction."""
    (tmp_path / "mine.csv").write_text("mine", encoding="utf-8")

    with pytest.raises(BadInput, match="not an empty folder"):
        simulate(tmp_path, victims=10)

    assert [file.name for file in tmp_path.iterdir()] == ["mine.csv"]


def test_a_place_where_nothing_may_be_written_is_said_in_one_line(tmp_path: Path) -> None:
    """A file where the folder's parent should be is the caller's mistake, not a crash."""
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(BadInput, match="cannot be written"):
        simulate(tmp_path / "file" / "case", victims=10)


@pytest.mark.parametrize(("victims", "leaks"), [(3, 3), (6, 6), (10, 0)])
def test_as_many_leaks_are_planted_as_asked_for_in_a_tiny_case(tmp_path: Path, victims: int, leaks: int) -> None:
    """Each explains at least one victim, and there are not more victims than asked for."""
    made = simulate(tmp_path / "case", victims=victims, leaks=leaks)
    told = json.loads(made.truth.read_text("utf-8"))

    assert len(told["sources"]) == leaks
    assert all(source["victims"] >= 1 for source in told["sources"])
    assert len(told["victims_by_source"]) == victims


def test_calls_come_when_people_are_awake(tables: dict[str, Rows]) -> None:
    """First contacts lie between eight in the morning and nine at night."""
    hours = [datetime.fromisoformat(row["first_contact"]).hour for row in tables["victims"]]

    assert all(8 <= hour < 21 for hour in hours)
