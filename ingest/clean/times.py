"""Times in all forms that exports mix in one column, to ISO text: "2024-04-29T15:16:00", or "2024-04-29" without an hour.

Local time of China, as written: an epoch is shown as a clock in China would, nothing else is moved.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import polars as pl

from ingest.clean.times_in_words import ABOUT_WORDS, in_digits

EARLIEST, LATEST = 1990, 2099
CHINA = timedelta(hours=8)
EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - local time of China has no zone anywhere in the product
EXCEL_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001
MISSING, NONE, ZONE, OUTSIDE = "unreadable_time", "no_such_time", "foreign_time_zone", "outside_years"
END_OF_DAY, UNCLEAR, ABOUT = "end_of_day", "unclear_half_of_day", "about_time"

_SEPARATED = re.compile(
    r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
    r"(?:[ T]*(上午|下午|晚上|凌晨|早上|中午)? ?(\d{1,2})[:时点](?:(\d{1,2})(?:[:分](?:(\d{1,2})(?:\.\d+)?秒?)?)?)?)?"
    r"(?P<zone> ?(?:Z|UTC|[+-]\d{2}:?\d{2}))?$"
)
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?: ?(\d{2})(\d{2})(\d{2})?)?$")
_SERIAL = re.compile(r"^\d{5}(?:\.\d+)?$")
NO_HOUR = -1
_PAST_NOON = {hour: hour + 12 for hour in range(1, 12)}
_HALVES: dict[str, dict[int, int]] = {
    "凌晨": {12: 0} | {hour: hour for hour in range(7)},
    "早上": {hour: hour for hour in range(4, 12)},
    "上午": {hour: hour for hour in range(12)},
    "中午": {11: 11, 12: 12, 1: 13, 2: 14},
    "下午": _PAST_NOON | {hour: hour for hour in range(12, 24)},
    "晚上": {hour: hour + 12 for hour in range(5, 12)} | {hour: hour for hour in range(17, 24)},
}
"""Part of the day → the hour that is written → the hour it is; 12 in the morning or at night may be noon or midnight."""


def read_time(text: str) -> tuple[str | None, str]:
    """The ISO text of one time and a code.

    `unreadable_time`, `no_such_time` (30 February), `outside_years`, `foreign_time_zone`,
    `unclear_half_of_day`; beside a time `end_of_day`: 24:00 is the next day's 00:00, as ISO 8601 has it, and
    `about_time`: it is said not to be exact.
    """
    found = _written_in_digits(text)
    plain = found[1] == MISSING and in_digits(text)
    if not plain or plain == text:
        return found
    iso, code = _written_in_digits(plain)
    return iso, code or (ABOUT if ABOUT_WORDS.search(text) else "")


def _written_in_digits(text: str) -> tuple[str | None, str]:
    """As `read_time`, of what is written as most systems do."""
    if found := _SEPARATED.match(text):
        year, month, day, half, hour, minute, second, zone = found.groups()
        if zone and zone.strip() not in {"+08:00", "+0800"}:
            return None, ZONE
        return _iso((year, month, day), None if hour is None else (hour, minute or "0", second or "0"), half)
    if found := _COMPACT.match(text):
        year, month, day, hour, minute, second = found.groups()
        return _iso((year, month, day), None if hour is None else (hour, minute, second or "0"), None)
    return _counted(text)


def _counted(text: str) -> tuple[str | None, str]:
    """A time written as a count: seconds or milliseconds since 1970, or an Excel serial of days."""
    if re.fullmatch(r"\d{13}(\.0+)?|\d{10}(\.\d+)?", text):
        seconds = int(text[:10])
        return _within(EPOCH + CHINA + timedelta(seconds=seconds))
    if _SERIAL.match(text):
        moment = EXCEL_DAY_ZERO + timedelta(seconds=round(float(text) * 86400))
        return _within(moment, day=float(text).is_integer())
    return None, MISSING


def _iso(day: tuple[str, ...], clock: tuple[str, ...] | None, half: str | None) -> tuple[str | None, str]:
    """ISO text of a day and clock written as digits, or the code that says why there is none."""
    try:
        if clock is None:
            on = date(*map(int, day))
            return (on.isoformat(), "") if EARLIEST <= on.year <= LATEST else (None, OUTSIDE)
        hour = int(clock[0]) if half is None else _HALVES[half].get(int(clock[0]), NO_HOUR)
        if hour == NO_HOUR:
            return None, UNCLEAR
        over = (hour, *map(int, clock[1:])) == (24, 0, 0)
        moment = datetime(int(day[0]), int(day[1]), int(day[2]), 0 if over else hour, int(clock[1]), int(clock[2]))  # noqa: DTZ001
        iso, code = _within(moment + timedelta(days=over))
    except (ValueError, OverflowError):
        return None, NONE
    return iso, code or (END_OF_DAY if over else "")


def _within(moment: datetime, *, day: bool = False) -> tuple[str | None, str]:
    """ISO text of a moment in the years that can be meant."""
    if not EARLIEST <= moment.year <= LATEST:
        return None, OUTSIDE
    return (moment.date().isoformat() if day else moment.isoformat(timespec="seconds")), ""


_DAY = r"(?:199[0-9]|20[0-9]{2})-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
_CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"


def _plain() -> pl.Expr:
    """Times that are ISO to the second already but for the letter, on a day that every month has: no calendar is asked."""
    text = pl.col("text")
    return pl.when(text.str.contains(f"^{_DAY}[ T]{_CLOCK}$")).then(text.str.replace(" ", "T", literal=True))


def _iso_text() -> pl.Expr:
    """Times that are ISO to the second already, up to the letter between day and clock."""
    text = pl.col("text")
    whole = text.str.contains(r"^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:[0-5]\d$")
    valid = text.str.replace("T", " ").str.to_datetime("%Y-%m-%d %H:%M:%S", strict=False).is_not_null()
    in_years = text.str.head(4).is_between(pl.lit(str(EARLIEST)), pl.lit(str(LATEST)))
    return pl.when(whole & valid & in_years).then(text.str.replace(" ", "T"))


def _epoch() -> pl.Expr:
    """Whole seconds or milliseconds since 1970."""
    seconds = pl.col("text").str.extract(r"^([12]\d{9})(?:\d{3})?$").cast(pl.Int64)
    return pl.from_epoch(seconds + int(CHINA.total_seconds()), time_unit="s").dt.to_string("%Y-%m-%dT%H:%M:%S")


def _parts() -> pl.Expr:
    """Separated and compact times, put together anew from their parts."""
    compact = r"^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?$"
    groups = (
        pl.col("text").str.replace(compact, "$1-$2-$3 $4:$5:$6").str.replace(" ::$", "")
        .str.extract_groups(r"^(\d{4})[-/年](\d{1,2})[-/月](\d{1,2})日?(?:[ T](\d{1,2}):(\d{2})(?::([0-5]\d))?)?$")
    )  # fmt: skip
    part = [groups.struct.field(str(i)).str.zfill(2) for i in range(1, 7)]
    day = pl.concat_str(part[:3], separator="-")
    full = pl.concat_str(
        [day, pl.concat_str([part[3], part[4], part[5].fill_null("00")], separator=":")], separator="T"
    )
    valid_day = day.str.to_date("%Y-%m-%d", strict=False).is_not_null() & part[0].is_between(
        pl.lit(str(EARLIEST)), pl.lit(str(LATEST))
    )
    valid_clock = full.str.to_datetime("%Y-%m-%dT%H:%M:%S", strict=False).is_not_null()
    return pl.when(valid_day & valid_clock).then(full).when(valid_day & part[3].is_null()).then(day)


REGULAR = (_plain(), _iso_text(), _epoch(), _parts())
