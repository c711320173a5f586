"""Whatever in texts could be what somebody is called: looked up by whoever knows, without going through all that is known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import numpy as np
import polars as pl
from numpy.typing import NDArray

HAN = "\u3400-\u9fff"
SIZES = (2, 3, 4)
"""Characters of most Chinese names; longer ones are looked for as whole runs, or where a point parts them."""
LONGEST, LONGEST_PLACE = 24, 40
SHORTEST_PLACE = 6
AT_ONCE = 50_000
_RUN = re.compile(rf"[{HAN}·]{{5,}}")
_WORDS = re.compile(r"[^\W\d_\u3400-\u9fff]+(?:[ '-][^\W\d_\u3400-\u9fff]+)+")
_CODE = rf"[^\s{HAN}，。；：、！？（）《》“”,;:!?()<>/|]{{3,{LONGEST}}}"
_LONG = r"^.{5}|^\D+$"
"""Codes that are looked up: few figures are nobody's account."""
_PLACE = re.compile(r"[路街巷弄道村镇乡号组栋幢楼室院里坊苑园]")

_WRITTEN = re.compile(
    r"[街巷弄村镇乡省市区县州盟]|旗(?![舰袍])|路(?!由器)|组(?![合装件])|[0-9A-Za-z一二三四五六七八九十百](?:号|栋|幢|楼|室|单元|院|道|里|坊|苑|园)"
)
"""What an address has at least: a street, an area, or a number of a door. Most names of goods have none (味道, 室内, 组合)."""


def grams(texts: pl.Series) -> pl.Series:
    """The parts of texts that could be a name, an account or an address, each once, in no order."""
    parts = [pl.Series(dtype=pl.String)]
    for few in texts.to_frame("text").iter_slices(AT_ONCE):
        codes = few["text"].str.extract_all(_CODE).explode().drop_nulls().unique()
        parts += [*_of_han(few["text"]), codes.filter(codes.str.contains(_LONG))]
        odd = few["text"].filter(
            few["text"].str.contains(rf"[{HAN}·]{{5}}|[^\W\d_{HAN}] [^\W\d_{HAN}]|[路街巷弄村镇乡组]")
        )
        parts.append(pl.Series(sorted(set(_odd(odd))), dtype=pl.String))
    return pl.concat(parts).unique()


def pieces(text: str, longest: int = LONGEST_PLACE) -> Iterator[str]:
    """Every part of a short text, of two characters and more."""
    for start in range(len(text)):
        yield from (text[start:end] for end in range(start + 2, min(start + longest, len(text)) + 1))


def _of_han(texts: pl.Series) -> Iterator[pl.Series]:
    """The runs of Chinese characters of each of `SIZES`, each once."""
    codes = np.frombuffer("\n".join(texts).encode("utf-32-le"), np.uint32).astype(np.uint64)
    before = np.concatenate([[0], np.cumsum((codes >= 0x3400) & (codes <= 0x9FFF))])
    for size in SIZES:
        starts = np.flatnonzero(before[size:] - before[:-size] == size) if len(codes) >= size else np.empty(0, np.int64)
        packed = np.zeros(len(starts), np.uint64)
        for place in range(size):
            packed = (packed << np.uint64(16)) | codes[starts + place]
        yield _unpacked(np.unique(packed), size)


def _unpacked(packed: NDArray[np.uint64], size: int) -> pl.Series:
    """Texts of characters of 16 bits each, the first in the highest."""
    shifts = np.arange(size - 1, -1, -1, dtype=np.uint64) * np.uint64(16)
    codes = ((packed[:, None] >> shifts) & np.uint64(0xFFFF)).astype(np.uint32)
    return pl.Series(np.ascontiguousarray(codes).view(f"<U{size}").ravel().tolist(), dtype=pl.String)


def _odd(texts: Iterable[str]) -> Iterator[str]:
    """Longer names, names of several words, and what could be an address."""
    for text in texts:
        for run in _RUN.findall(text):
            yield from pieces(run, LONGEST) if "·" in run else [run]
        for words in _WORDS.findall(text):
            told = words.split(" ")
            yield from (" ".join(told[a:b]) for a in range(len(told)) for b in range(a + 1, min(a + 4, len(told)) + 1))
        if _WRITTEN.search(text):
            yield from (one for one in pieces(text) if len(one) >= SHORTEST_PLACE and _PLACE.search(one))
