"""Times of all forms in one column give one form; what is no time is told apart from what is no such time."""

# ruff: noqa: DTZ001 - local time of China carries no zone anywhere in the product

from __future__ import annotations

from datetime import datetime, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ingest.clean.readings
from ingest.clean.readings import read
from ingest.clean.times import EARLIEST, LATEST, REGULAR, read_time
from ingest.reasons import reason

MOMENTS = st.datetimes(datetime(1991, 1, 1), datetime(2098, 12, 31)).map(lambda moment: moment.replace(microsecond=0))
EPOCHS = st.datetimes(datetime(2002, 1, 1), datetime(2032, 12, 31)).map(lambda moment: moment.replace(microsecond=0))
FORMS = (
    "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y年%m月%d日 %H:%M:%S", "%Y%m%d%H%M%S",
    "%Y.%m.%d %H:%M:%S", "%Y年%m月%d日 %H时%M分%S秒",
)  # fmt: skip


@given(MOMENTS, st.sampled_from(FORMS))
def test_every_form_of_a_moment_is_that_moment(moment: datetime, form: str) -> None:
    """Separators, letters and compact digits."""
    assert read_time(moment.strftime(form)) == (moment.isoformat(), "")


@given(EPOCHS)
def test_epochs_are_clocks_in_china(moment: datetime) -> None:
    """Seconds and milliseconds since 1970 are shown eight hours ahead of Greenwich."""
    seconds = (moment - timedelta(hours=8) - datetime(1970, 1, 1)) // timedelta(seconds=1)

    assert read_time(str(seconds)) == (moment.isoformat(), "")
    assert read_time(f"{seconds}000") == (moment.isoformat(), "")


@given(st.datetimes(datetime(1991, 1, 1), datetime(2098, 12, 31)).map(lambda m: m.replace(second=0, microsecond=0)))
def test_excel_serials_are_whole_minutes_again(moment: datetime) -> None:
    """Six decimals of a day are enough for the second."""
    serial = (moment - datetime(1899, 12, 30)) / timedelta(days=1)
    day = moment.date().isoformat()

    assert read_time(f"{serial:.6f}")[0] in {moment.isoformat(), day if serial.is_integer() else ""}


@pytest.mark.parametrize(
    ("text", "iso"),
    [("2024-05-01 08:20 PM", "2024-05-01T20:20:00"), ("2024-05-01 12:20:01 am", "2024-05-01T00:20:01"),
     ("2024-05-01 12:20 PM", "2024-05-01T12:20:00"), ("2024-05-01 8:20AM", "2024-05-01T08:20:00"),
     ("2024-05-01 星期三 08:20", "2024-05-01T08:20:00"), ("2024年05月01日(星期三)08:20", "2024-05-01T08:20:00"),
     ("2024年5月1日 周三", "2024-05-01"), ("20240501 101500", "2024-05-01T10:15:00"), ("20240501 1015", "2024-05-01T10:15:00"),
     ("2024-05-01-10.20.30", "2024-05-01T10:20:30"), ("2024-05-01-10.20.30.123456", "2024-05-01T10:20:30"),
     ("2024/1/5 9:03", "2024-01-05T09:03:00"), ("2024年1月5日", "2024-01-05"), ("20240105", "2024-01-05"),
     ("202401050903", "2024-01-05T09:03:00"), ("45000.5", "2023-03-15T12:00:00"), ("45000", "2023-03-15"),
     ("2024-05-01 10:00:00.123", "2024-05-01T10:00:00"), ("2024-05-01T10:00:00+08:00", "2024-05-01T10:00:00"),
     ("2024年3月5日 下午3:05", "2024-03-05T15:05:00"), ("2024/5/1 下午12:05", "2024-05-01T12:05:00"),
     ("2024/5/1 凌晨12:30", "2024-05-01T00:30:00"), ("2024/5/1 中午1:30", "2024-05-01T13:30:00"),
     ("2024/5/1 晚上8:30", "2024-05-01T20:30:00"), ("2024/5/1 上午9:30", "2024-05-01T09:30:00"), ("2024-05-01 00:00:00", "2024-05-01T00:00:00")],
)  # fmt: skip
def test_forms_as_exports_write_them(text: str, iso: str) -> None:
    """A day without an hour stays a day; midnight written out stays midnight."""
    assert read_time(text) == (iso, "")


@pytest.mark.parametrize(
    ("text", "code"),
    [("2024-02-30", "no_such_time"), ("2024-02-30 25:61:00", "no_such_time"), ("2024-05-01 25:00", "no_such_time"),
     ("1970-01-01", "outside_years"), ("1900-01-01", "outside_years"), ("2100-01-01", "outside_years"), ("20241301", "no_such_time"), ("春节前后", "unreadable_time"), ("12", "unreadable_time"),
     ("2024-5", "unreadable_time"), ("24/3/5", "unreadable_time"), ("2024-05-01T10:00:00Z", "foreign_time_zone")],
)  # fmt: skip
def test_what_is_no_time_says_why(text: str, code: str) -> None:
    """Nothing is moved to a neighbouring day."""
    assert read_time(text) == (None, code)


@given(st.lists(MOMENTS.flatmap(lambda m: st.sampled_from([*FORMS, "%Y-%m-%d", "%Y/%m/%d %H:%M"]).map(m.strftime)), max_size=6),
       st.lists(st.from_regex(r"[0-9年月日/: T-]{1,19}", fullmatch=True), max_size=6))  # fmt: skip
def test_the_quick_reader_agrees_with_the_full_one(times: list[str], noise: list[str]) -> None:
    """Column-wise reading never gives another answer than reading cell by cell."""
    texts = pl.Series([*times, *noise], dtype=pl.String)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ingest.clean.readings, "FEW", 0)
        quick = read(texts, lambda _: (None, "left"), pl.String, REGULAR)
    full = [read_time(text)[0] for text in texts]

    assert [
        value for value, code in zip(full, quick.codes, strict=True) if code is None
    ] == quick.values.drop_nulls().to_list()


def test_the_years_accepted_are_those_that_are_told() -> None:
    """The sentence names them in both languages."""
    for told in (reason("outside_years").zh, reason("outside_years").en):
        assert str(EARLIEST) in told
        assert str(LATEST) in told


@pytest.mark.parametrize("text", ["2024-04-30 24:00", "2024-04-30 24:00:00", "2024/4/30T24:00", "20240430240000",
                                  "2024年4月30日24时"])  # fmt: skip
def test_the_end_of_a_day_is_the_beginning_of_the_next(text: str) -> None:
    """As ISO 8601 has it, and said of the row; nothing comes after it."""
    assert read_time(text) == ("2024-05-01T00:00:00", "end_of_day")
    assert read_time("2024-04-30 24:00:01") == read_time("2024-04-30 24:30") == (None, "no_such_time")
    assert read_time("2099-12-31 24:00") == (None, "outside_years")
    assert read_time("2024-02-30 24:00") == (None, "no_such_time")


@pytest.mark.parametrize(
    "clock", ["上午12:05", "晚上12:05", "早上12:05", "晚上1:30", "上午15:00", "中午5:00", "凌晨9:00", "上午24:00"]
)
def test_noon_is_not_guessed_from_midnight(clock: str) -> None:
    """Twelve at night may be either end of the day, and one at night the day after."""
    assert read_time(f"2024-05-01 {clock}") == (None, "unclear_half_of_day")


@pytest.mark.parametrize(
    ("text", "iso"),
    [("二〇二四年四月二十九日", "2024-04-29"), ("二○二四年十月十日", "2024-10-10"), ("二零二四年五月一日上午十时", "2024-05-01T10:00:00"),
     ("二〇二四年十二月三十一日二十三时五十九分", "2024-12-31T23:59:00"), ("2024年五月2日", "2024-05-02")],
)  # fmt: skip
def test_chinese_numerals_are_digits(text: str, iso: str) -> None:
    """As documents write the day."""
    assert read_time(text) == (iso, "")


@pytest.mark.parametrize("text", ["二〇二四年二月三十日", "二〇二四年四月二十十日", "四月二十九日", "二〇二四年"])
def test_chinese_numerals_that_are_no_day_are_none(text: str) -> None:
    """No year is made up either."""
    assert read_time(text)[0] is None


@pytest.mark.parametrize(
    "text",
    ["2024年5月2日14时30分许", "2024-05-02 约14:30", "2024年5月2日14时30分左右", "二〇二四年五月二日十四时三十分许"],
)
def test_a_time_said_not_to_be_exact_is_taken_with_a_flag(text: str) -> None:
    """As police write it."""
    assert read_time(text) == ("2024-05-02T14:30:00", "about_time")
    assert read_time("2024年5月4日至5日许") == (None, "unreadable_time")
