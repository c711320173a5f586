"""What shape cells have: clean, a mobile number, a plain code, digits, one that may hold a number of a person."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from graph.compiled import kernel
from ingest.kernels.eight import EIGHT, LOW, among, at_least, every, short, some
from ingest.kernels.memory import Places, byte_at, cell, eight_at, places, views

CLEAN, MOBILE, CODE, DIGITS, SUSPECT = range(5)
_MOBILE, _SUSPECT = 11, 10
_FIRST = LOW * np.uint64(0x21)


@kernel
def _is_dirty(word: np.uint64, following: np.uint64) -> bool:
    """Whether of eight bytes one is no printable ASCII, no part of U+4E00 to U+9FFF, or a blank that another follows.

    `following` are the bytes after each. Most words are ASCII without a blank, which takes less to see.
    """
    if not some((word - _FIRST) | (word + LOW) | word):
        return False
    control = ~word & (~at_least(word, 0x20) | at_least(word, 0x7F))
    known = at_least(word, 0x65) & ~at_least(word, 0x6A)
    known |= at_least(word, 0x64) & ~at_least(word, 0x65) & at_least(following, 0x38)
    foreign = word & at_least(word, 0x40) & ~known
    return some(control | foreign | among(word, 0x20, 0x20) & among(following, 0x20, 0x20))


@kernel
def _wraps(byte: int) -> bool:
    """Whether cleaning takes a byte off either end of a text: a blank or a quote."""
    return byte in (0x20, 0x22, 0x27, 0x60)


@kernel
def _is_clean(at: int, size: int) -> bool:
    """Whether cleaning would change nothing of a text."""
    if size == 0:
        return False
    last = at + size - 8
    word = short(at, size, 0x21) if last < at else eight_at(last)
    if _wraps(byte_at(at)) or byte_at(at) == 0x3D or _wraps(byte_at(at + size - 1)) or _is_dirty(word, word >> EIGHT):
        return False
    while at < last:
        if _is_dirty(eight_at(at), eight_at(at + 1)):
            return False
        at += 8
    return True


@kernel
def _coded(word: np.uint64) -> bool:
    """Whether eight bytes are ASCII letters, digits, "_", ":" or "-"."""
    letters = among(word | np.uint64(0x2020202020202020), 0x61, 0x7A)
    return every(letters | among(word, 0x30, 0x3A) | among(word, 0x5F, 0x5F) | among(word, 0x2D, 0x2D))


@kernel
def _is_code(at: int, size: int) -> bool:
    """Whether a text is a plain code."""
    if size < 8:
        return size > 0 and _coded(short(at, size, 0x30))
    last = at + size - 8
    while at < last:
        if not _coded(eight_at(at)):
            return False
        at += 8
    return _coded(eight_at(last))


@kernel
def _is_digits(at: int, size: int) -> bool:
    """Whether a text is digits alone."""
    if size < 8:
        return size > 0 and every(among(short(at, size, 0x30), 0x30, 0x39))
    last = at + size - 8
    while at < last:
        if not every(among(eight_at(at), 0x30, 0x39)):
            return False
        at += 8
    return every(among(eight_at(last), 0x30, 0x39))


@kernel
def _is_mobile(at: int, size: int) -> bool:
    """Whether a text is a mobile number of eleven digits."""
    return size == _MOBILE and byte_at(at) == 0x31 and byte_at(at + 1) >= 0x33 and _is_digits(at, size)


@kernel
def _is_suspect(at: int, size: int) -> bool:
    """Whether a text holds ten digits with at most one blank, dot or dash between two."""
    digits, apart = 0, False
    for place in range(at, at + size if size >= _SUSPECT else at):
        byte = byte_at(place)
        if 0x30 <= byte <= 0x39:
            digits, apart = digits + 1, False
            if digits == _SUSPECT:
                return True
        elif apart or byte not in (0x20, 0x2D, 0x2E):
            digits = 0
        else:
            apart = True
    return False


@kernel
def _mark(places: Places, shape: int, marks: NDArray[np.bool_]) -> int:
    """Mark the cells of a shape, none that is null; how many they are."""
    count = 0
    for i in range(len(marks)):
        at, size = cell(places, i)
        if size < 0:
            marks[i] = False
        elif shape == CLEAN:
            marks[i] = _is_clean(at, size)
        elif shape == MOBILE:
            marks[i] = _is_mobile(at, size)
        elif shape == CODE:
            marks[i] = _is_code(at, size)
        elif shape == DIGITS:
            marks[i] = _is_digits(at, size)
        else:
            marks[i] = _is_suspect(at, size)
        count += marks[i]
    return count


def marked(texts: pl.Series, shape: int) -> tuple[NDArray[np.bool_], int]:
    """Which cells have a shape (none that is null), and how many they are."""
    array = views(texts)
    marks = np.empty(len(array), np.bool_)
    return marks, _mark(places(array), shape, marks)


def unlike(texts: pl.Series, shape: int) -> pl.Series:
    """The places of cells that have not the shape (none that is null)."""
    marks, count = marked(texts, shape)
    if count == texts.len() - texts.null_count():
        return pl.Series(dtype=pl.UInt32)
    return (~pl.Series(marks) & texts.is_not_null()).arg_true()
