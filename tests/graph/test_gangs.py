"""Who was called over the same numbers."""

from __future__ import annotations

from typing import Any

from graph.identity import resolve
from graph.people import people
from tests.graph.facts_builder import facts


def victim(n: int, day: str = "2024-05-02T10:00:00") -> dict[str, Any]:
    """A row of victims."""
    return {"person_id": f"n:{n:02}", "first_contact": day}


def call(n: int, number: str, when: str = "2024-05-02T10:00:00", **line: str) -> dict[str, Any]:
    """A row of calls."""
    return {"person_id": f"n:{n:02}", "calling_number": number, "call_time": when, **line}


def found(**tables: list[dict[str, Any]]) -> dict[int, str | None]:
    """Number of the victim → gang."""
    given = facts(**tables)
    return {int(row["person"][2:]): row["gang"] for row in people(given, resolve(given)).to_dicts()}


def test_victims_of_one_number_are_of_one_gang() -> None:
    """Of another number without a tie of another; of no number of none."""
    gang = found(victims=[victim(n) for n in (1, 2, 3, 4)], calls=[call(1, "111"), call(2, "111"), call(3, "222")])

    assert gang[1] == gang[2] is not None
    assert gang[3] not in {None, gang[1]}
    assert gang[4] is None


def test_lines_and_installers_of_numbers_change_nothing() -> None:
    """Call records do not tell them: the same calls must give the same gangs, whoever writes more beside them."""
    victims = [victim(n) for n in (1, 2)]
    told = [call(1, "111", broadband_account="L1"), call(2, "222", broadband_account="L1")]

    gang = found(victims=victims, calls=told, lines=[{"number": "222", "installer": "I1"}])

    assert gang == found(victims=victims, calls=[call(1, "111"), call(2, "222")])
    assert gang[1] != gang[2]


def test_the_call_nearest_to_the_first_contact_says_who_called() -> None:
    """A courier rings too, hours before; where an hour is missing the day decides, then the earlier call."""
    calls = [
        call(1, "111", "2024-05-02T08:00:00"), call(1, "222", "2024-05-02T10:01:00"),
        call(2, "222", "2024-05-02T10:00:00"), call(3, "222", "2024-05-01"), call(3, "111", "2024-05-04"),
    ]  # fmt: skip
    gang = found(victims=[victim(1), victim(2), victim(3, "2024-05-02")], calls=calls)

    assert gang[1] == gang[2] == gang[3]


def test_the_name_of_a_gang_does_not_depend_on_the_order_of_rows() -> None:
    """Nor does it name a number."""
    rows = [call(1, "111"), call(2, "222"), call(3, "333")]
    one, other = (found(victims=[victim(n) for n in (1, 2, 3)], calls=calls) for calls in (rows, rows[::-1]))

    assert one == other
    assert not any(number in str(one) for number in ("111", "222", "333"))
