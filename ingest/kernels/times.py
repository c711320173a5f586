"""Times of day and clock, written plainly, to ISO text."""

from __future__ import annotations

import numpy as np
import polars as pl
import pyarrow as pa
from numpy.typing import NDArray

from graph.compiled import kernel
from ingest.kernels.eight import some
from ingest.kernels.memory import Places, byte_at, cell, eight_at, four_at, places, valid, views

EARLIEST, LATEST = 1990, 2099
_DAYS = np.array([0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
_DAY, _WHOLE, _ROOM = 10, 19, 24
"""Characters of a day, of a day and clock, and the bytes that are kept for them."""
_FORM = np.frombuffer(b"0000-00-00\00000:000:00\0\0\0\0", np.uint64)
"""The usual form in its bytes 0 to 7, 8 to 15, and 15 to 18."""
_DIGITS = np.where(_FORM.view(np.uint8) == ord("0"), 0x76, 0x7F).astype(np.uint8).view(np.uint64)
"""What takes a digit from 10 on, or anything in another place, to the highest bit of its byte."""
_MARK = np.uint64(0xFF0000)
"""The place between day and clock, in the second eight bytes."""
Words = NDArray[np.uint64]
Fields = tuple[int, int, int, int, int, int]
"""Year, month, day, hour, minute, second; a year of -1: no time; an hour of -1: a day alone."""


@kernel
def _two(word: np.uint64, place: int) -> int:
    """The number of two digits (as 0 to 9) from a byte of a word on."""
    both = int(word >> np.uint64(8 * place)) & 0xFFFF
    return 10 * (both & 0xFF) + (both >> 8)


@kernel
def _usual(at: int) -> Fields:
    """What nineteen characters say in the usual form, `2024-03-26 04:10:30` or with a T."""
    day, clock = eight_at(at) ^ _FORM[0], eight_at(at + 8) ^ _FORM[1]
    last = np.uint64(four_at(at + 15)) ^ _FORM[2]
    mark = (clock & _MARK) >> np.uint64(16)
    clock &= ~_MARK
    wrong = day | (day + _DIGITS[0]) | clock | (clock + _DIGITS[1]) | last | (last + _DIGITS[2])
    if some(wrong) or not (mark == np.uint64(0x20) or mark == np.uint64(0x54)):
        return -1, 0, 0, 0, 0, 0
    return (
        100 * _two(day, 0) + _two(day, 2),
        _two(day, 5),
        _two(clock, 0),
        _two(clock, 3),
        _two(clock, 6),
        _two(last, 2),
    )


@kernel
def _number(at: int, end: int) -> tuple[int, int]:
    """The number of one or two digits that stands at an address, and where it ends; -1 where none does."""
    first = byte_at(at) - 0x30 if at < end else -1
    if not 0 <= first <= 9:
        return -1, at
    second = byte_at(at + 1) - 0x30 if at + 1 < end else -1
    return (10 * first + second, at + 2) if 0 <= second <= 9 else (first, at + 1)


@kernel
def _after(at: int, end: int, mark: int, other: int) -> tuple[int, int]:
    """The number after one of two marks at an address, and where it ends; -1 where no mark or no number stands there."""
    if at < end and (byte_at(at) == mark or byte_at(at) == other):
        return _number(at + 1, end)
    return -1, at


@kernel
def _any(at: int, end: int) -> Fields:
    """What a text says in forms like `2024/3/6 4:10`: a year of four digits, a minute and second of two."""
    century, i = _number(at, end)
    year, i = _number(i, end)
    month, after = _after(i, end, 0x2D, 0x2F)
    day, over = _after(after, end, 0x2D, 0x2F)
    if i != at + 4 or month < 0 or day < 0:
        return -1, 0, 0, 0, 0, 0
    if over == end:
        return 100 * century + year, month, day, -1, 0, 0
    hour, i = _after(over, end, 0x20, 0x54)
    minute, after = _after(i, end, 0x3A, 0x3A)
    second, over = _after(after, end, 0x3A, 0x3A) if after < end else (0, after + 3)
    if hour < 0 or minute < 0 or second < 0 or after != i + 3 or over != after + 3 or max(after, i) > end:
        return -1, 0, 0, 0, 0, 0
    return (100 * century + year if end in (after, over) else -1), month, day, hour, minute, second


@kernel
def _exists(fields: Fields) -> bool:
    """Whether the calendar and the clock have such a time, in the years that can be meant."""
    year, month, day, hour, minute, second = fields
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    there = EARLIEST <= year <= LATEST and 1 <= month <= 12 and 1 <= day <= _DAYS[month]
    return there and (leap or month != 2 or day != 29) and hour <= 23 and minute <= 59 and second <= 59


@kernel
def _digits(number: int, place: int) -> np.uint64:
    """A number of two digits as text from a byte of a word on."""
    return np.uint64(0x3030 + number // 10 + (number % 10 << 8)) << np.uint64(8 * place)


@kernel
def _put(fields: Fields, i: int, heads: Words, text: Words) -> None:
    """Write the `i`-th view, and its text where it does not stand in the view."""
    year, month, day, hour, minute, second = fields
    first = _digits(year // 100, 0) | _digits(year % 100, 2) | np.uint64(0x2D) << np.uint64(32)
    first |= _digits(month, 5) | np.uint64(0x2D) << np.uint64(56)
    heads[2 * i] = np.uint64(_DAY if hour < 0 else _WHOLE) | first << np.uint64(32)
    if hour < 0:
        heads[2 * i + 1] = first >> np.uint64(32) | _digits(day, 4)
        return
    heads[2 * i + 1] = np.uint64(_ROOM * i) << np.uint64(32)
    text[3 * i] = first
    text[3 * i + 1] = _digits(day, 0) | np.uint64(0x54) << np.uint64(16) | _digits(hour, 3)
    text[3 * i + 1] |= np.uint64(0x3A) << np.uint64(40) | _digits(minute, 6)
    text[3 * i + 2] = np.uint64(0x3A) | _digits(second, 1)


@kernel
def _read(places: Places, sure: NDArray[np.bool_], heads: Words, text: Words) -> None:
    """Put the cells that are plain times as ISO text into views (`heads`) and the one buffer of those that are longer."""
    for i in range(len(sure)):
        at, size = cell(places, i)
        fields = _usual(at) if size == _WHOLE else (-1, 0, 0, 0, 0, 0)
        if fields[0] < 0:
            fields = _any(at, at + size)
        sure[i] = _exists(fields)
        if sure[i]:
            _put(fields, i, heads, text)


def plain_times(texts: pl.Series) -> pl.Series:
    """The ISO text of each cell that is plainly a time, null for the others."""
    array = views(texts)
    sure, heads = np.empty(len(array), np.bool_), np.zeros(2 * len(array), np.uint64)
    text = np.empty(_ROOM // 8 * len(array), np.uint64)
    _read(places(array), sure, heads, text)
    buffers = [valid(sure), pa.py_buffer(heads), pa.py_buffer(text)]
    return pl.Series(pa.Array.from_buffers(pa.string_view(), len(array), buffers))
