"""The waist as integers: what stands where, and that only content decides it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import BadInput
from graph.index import Index, index_of
from graph.index.count import AT_ONCE, Counts, count
from graph.index.files import COLUMNS
from graph.index.index import AFTER, UNKNOWN
from graph.index.moments import NEVER, NO_HOUR, earlier, moment, moments
from tests.graph.ranking.made_up import Holding, exposures, person, random_case, shuffled, with_other_key

TIMES = ["2024-05-01", "2024-05-01T00:00:00", "2024-05-01T09:30", "2024-05-01T09:30:01", "2024-05-02", None]


def columns(index: Index) -> list[Any]:
    """All arrays, as lists."""
    return [getattr(index, name).tolist() for name in COLUMNS if name != "published"]


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 3), shuffle=st.integers(0, 2**31))
def test_neither_the_order_of_rows_nor_the_key_can_be_seen(seed: int, shuffle: int) -> None:
    """Every column is the same, and so is the digest."""
    case = random_case(seed, victims=8, others=9)
    plain = index_of(case)
    for other in (shuffled(case, shuffle), with_other_key(shuffled(case, shuffle))):
        assert columns(index_of(other)) == columns(plain)
        assert index_of(other).digest == plain.digest


@given(seed=st.integers(0, 3), sets=st.lists(st.integers(0, 4), min_size=17, max_size=17), shift=st.integers(1, 4))
@settings(max_examples=15, deadline=None)
def test_what_a_matched_set_is_called_decides_nothing(seed: int, sets: list[int], shift: int) -> None:
    """Under other names, which sort otherwise, every column is the same, and so is the digest."""
    case = random_case(seed, victims=8, others=9)
    named, renamed = (
        replace(case, people=case.people.with_columns(matched_set=pl.Series([f"s{(n + by) % 5}" for n in sets])))
        for by in (0, shift)
    )

    assert columns(index_of(renamed)) == columns(index_of(named))
    assert index_of(renamed).digest == index_of(named).digest
    assert index_of(named).digest != index_of(case).digest


def test_exposures_stand_by_person_and_time() -> None:
    """What is unknown first, then days, a day without an hour before its hours."""
    rows: list[Holding] = [("p:1", f"r{n}", "shop", "a", time) for n, time in enumerate(reversed(TIMES))]
    index = index_of(exposures([person("p:2", call="2024-01-01"), person("p:1", call="2024-05-02")], rows))

    assert list(index.people) == ["p:2", "p:1"]
    assert index.start.tolist() == [0, 0, 6]
    assert index.second.tolist() == [NO_HOUR, NO_HOUR, 0, 34_200, 34_201, NO_HOUR]
    assert index.lag.tolist() == [UNKNOWN, 1, 1, 1, 1, AFTER]


def test_repeated_rows_stand_once_and_those_that_differ_stay() -> None:
    """Also where one holder had one record at two times, told in turns."""
    rows: list[Holding] = [("p:1", "r", "shop", "a", time) for time in ("2024-05-01", "2024-05-02", "2024-05-01")]
    index = index_of(exposures([person("p:1")], [*rows, *rows], protected=[1]))

    assert len(index.holder) == 3
    assert index.protected.tolist() == [False, False, True]


def test_holders_lead_back_to_their_exposures() -> None:
    """Each in turn, comparison people after victims."""
    index = index_of(random_case(1, victims=6, others=6))
    for j in range(len(index.holders)):
        rows = index.by_holder[index.holder_start[j] : index.holder_start[j + 1]]
        split = index.holder_others[j] - index.holder_start[j]

        assert (index.holder[rows] == j).all()
        assert (np.diff(rows) > 0).all()
        assert ((index.person[rows] < index.victims) == (np.arange(len(rows)) < split)).all()


def count_plainly(index: Index, cap: int) -> Counts:
    """The core count by sorting pairs of holder and person."""
    near = np.flatnonzero((index.lag >= 1) & (index.lag <= cap))
    people = len(index.call_day)
    pairs = np.unique(index.holder[near].astype(np.int64) * people + index.person[near])
    holder, person = np.divmod(pairs, max(people, 1))
    roles = [holder[person < index.victims], holder[person >= index.victims]]
    return np.stack([np.bincount(held, minlength=len(index.holders)) for held in roles])


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 50), cap=st.integers(0, 130), victims=st.integers(0, 9))
def test_the_count_in_one_pass_is_that_of_sorted_pairs(seed: int, cap: int, victims: int) -> None:
    """People once a holder, however many records they had there; unknown times in no window."""
    case = random_case(seed, victims=victims, others=7, dated=seed % 5 > 0)
    index = index_of(case)

    assert count(index, cap).tolist() == count_plainly(index, cap).tolist()


@pytest.mark.parametrize("people", [AT_ONCE - 1, AT_ONCE, 2 * AT_ONCE + 1])
def test_a_holder_that_more_people_touched_than_two_bytes_hold_is_counted_whole(people: int) -> None:
    """Victims and comparison people each; lags are counted in pieces so long that none runs over."""
    index = index_of(exposures([person("p:1", call="2024-06-10")], [("p:1", "r", "shop", "a", "2024-06-01")]))
    many = replace(
        index,
        nearest=np.full(2 * people, 9, np.int16),
        holder_start=np.array([0, 2 * people]),
        holder_others=np.array([people]),
    )

    assert count(many, 9).tolist() == [[people], [people]]
    assert count(many, 8).tolist() == [[0], [0]]


def test_what_lies_a_lifetime_back_is_in_no_window_of_days() -> None:
    """Lags are kept in two bytes."""
    index = index_of(exposures([person("p:1", call="2024-06-10")], [("p:1", "r", "shop", "a", "1900-01-01")]))

    assert index.lag.tolist() == [32_766]
    assert count(index, 90).tolist() == [[0], [0]]


@given(st.lists(st.sampled_from(TIMES), min_size=1), st.sampled_from([t for t in TIMES if t]))
def test_moments_are_compared_as_their_texts(texts: list[str | None], limit: str) -> None:
    """A day as a limit is its end."""
    day, second = moments(pl.Series("seen_from", texts, dtype=pl.String))
    end = limit + "T24" if len(limit) == 10 else limit
    before = earlier(day, second, moment(limit))

    for text, number, is_before in zip(texts, day, before, strict=True):
        assert (number == NEVER) == (text is None)
        assert is_before == (text is None or text.ljust(19, ":")[:10] + text[10:].ljust(9, "0") * bool(text[10:]) < end)


@pytest.mark.parametrize("text", ["yesterday", "2024-02-30", "2024-05-01T", "2024-05-01Tab:cd:ef", ""])
def test_what_is_no_time_is_refused_in_one_line(text: str) -> None:
    """With the column and how to write it."""
    with pytest.raises(BadInput, match=r"in seen_from is no time: write 2024-05-31"):
        moments(pl.Series("seen_from", ["2024-05-01", None, text]))


def test_holders_of_one_name_and_different_kinds_are_two() -> None:
    """Names with odd characters too."""
    names = [("a", "b:c"), ("a:b", "c"), ("a", ""), ("甲", "乙\n"), ("a", "B")]
    index = index_of(exposures([person("p:1")], [("p:1", "r", kind, name, None) for kind, name in names]))

    assert index.holders == tuple(sorted(names))
    assert index.kinds == ("a", "a:b", "甲")
    assert [index.holders[j] for j in index.holder] == sorted(names)
