"""Who is a victim or a comparison person, when they were called, what the caller knew and named."""

from __future__ import annotations

from typing import Any

import pytest

from graph.errors import NotFound
from graph.exposures import PEOPLE
from graph.facts import Facts
from graph.identity import resolve
from graph.people import doubles, people
from tests.graph.facts_builder import facts


def found(facts_: Facts, case: str | None = None) -> dict[str, dict[str, Any]]:
    """Person → the rest of the row."""
    return {row.pop("person"): row for row in people(facts_, resolve(facts_), case).to_dicts()}


def victim(token: str, day: str, **more: Any) -> dict[str, Any]:
    """A row of victims."""
    return {"person_id": token, "first_contact": day, **more}


def test_the_first_contact_is_the_earliest_of_a_victims_rows() -> None:
    """Two exports of the same case tell of the same person."""
    who = found(
        facts(victims=[victim("n:01", "2024-05-02T10:00:00"), victim("n:01", "2024-05-01T23:00:00", region="莆田")])
    )

    assert who["p:01"]["call"] == "2024-05-01T23:00:00"
    assert who["p:01"]["region"] == "莆田"


def test_who_is_both_is_a_victim_told_by_the_victims_rows() -> None:
    """The comparison row of a victim says nothing."""
    who = found(
        facts(
            victims=[victim("n:01", "2024-05-02")],
            comparisons=[{"person_id": f"n:0{n}", "reference_time": "2024-01-01", "region": "福州"} for n in (1, 2)],
        )
    )

    assert (who["p:01"]["role"], who["p:01"]["call"], who["p:01"]["region"]) == ("victim", "2024-05-02", "")
    assert (who["p:02"]["role"], who["p:02"]["call"], who["p:02"]["region"]) == ("comparison", "2024-01-01", "福州")


def test_what_any_call_to_a_victim_knew_is_known() -> None:
    """The union over the victim's row and the calls, each field once, sorted."""
    who = found(
        facts(
            victims=[victim("n:01", "2024-05-02", fields_known="name;phone")],
            calls=[
                {"person_id": "n:01", "calling_number": "1", "call_time": "2024-05-02", "fields_known": "address;name"},
                {"person_id": "n:01", "calling_number": "1", "call_time": "2024-05-03", "fields_known": ""},
            ],
        )
    )

    assert who["p:01"]["fields_known"] == "address;name;phone"


def test_knowing_nothing_is_not_the_same_as_no_statement() -> None:
    """Nothing known is text without a field; nothing stated is null."""
    who = found(facts(victims=[victim("n:01", "2024-05-02", fields_known=""), victim("n:02", "2024-05-02")]))

    assert who["p:01"]["fields_known"] == ""
    assert who["p:02"]["fields_known"] is None


def test_the_order_named_first_is_the_one_named() -> None:
    """By the time of the call, then by text."""
    calls = [
        {"person_id": "n:01", "calling_number": "1", "call_time": time, "named_order_no": order}
        for time, order in (("2024-05-03", "O1"), ("2024-05-02", "O3"), ("2024-05-02", "O2"))
    ]
    who = found(facts(victims=[victim("n:01", "2024-05-02T09:00:00")], calls=calls))

    assert who["p:01"]["named"] == "order:O2"


def test_calls_to_others_make_no_people() -> None:
    """A call record may hold half a town."""
    calls = [{"phone": "h:09", "calling_number": "1", "call_time": "2024-05-02", "fields_known": "name"}]

    assert list(found(facts(victims=[victim("n:01", "2024-05-02")], calls=calls))) == ["p:01"]


def test_of_a_case_the_victims_of_other_cases_are_nobody() -> None:
    """Not even for comparison: they may have met the same source."""
    every = facts(
        victims=[victim("n:01", "2024-05-02", case_no="A1"), victim("n:02", "2024-05-02", case_no="A2")],
        comparisons=[{"person_id": f"n:0{n}", "reference_time": "2024-01-01"} for n in (2, 3)],
    )

    assert {person: row["role"] for person, row in found(every, "A1").items()} == {
        "p:01": "victim",
        "p:03": "comparison",
    }


def test_an_unknown_case_lists_ten_of_those_there_are() -> None:
    """So that a slip is seen at once; without case numbers it says that."""
    many = facts(victims=[victim(f"n:{n:02}", "2024-05-02", case_no=f"A{n:02}") for n in range(12)])
    with pytest.raises(NotFound, match=r"no victim of case 'B'; case numbers are: A00, .*, A09, …"):
        found(many, "B")
    with pytest.raises(NotFound, match="no victim has a case number"):
        found(facts(victims=[victim("n:01", "2024-05-02")]), "B")


def test_nobody_is_an_empty_table_of_the_right_columns() -> None:
    """An empty workspace is no error."""
    nobody = people(facts(), resolve(facts()))

    assert nobody.is_empty()
    assert dict(nobody.schema) == PEOPLE


def test_who_is_on_both_lists_is_counted() -> None:
    """Once a person; of a case its victims only."""
    every = facts(
        victims=[victim("n:01", "2024-05-02", case_no="A1"), victim("n:02", "2024-05-02", case_no="A2")],
        comparisons=[{"person_id": f"n:{n}", "reference_time": "2024-01-01"} for n in ("01", "01", "02", "03")],
    )
    persons = resolve(every)

    assert doubles(every, persons, people(every, persons)) == 2
    assert doubles(every, persons, people(every, persons, "A1")) == 1
