"""Times in words, or as data bases and other languages write them, as most systems do: 二〇二四年五月一日, 9:20 PM, 许."""

from __future__ import annotations

import re

ABOUT_WORDS = re.compile(r"大约|约|许$|左右$|前后$")
"""What says that a time is not exact."""
_NUMERALS = re.compile(r"[〇○零一二三四五六七八九十]+")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_WEEKDAY = re.compile(r" ?\(?(?:星期|周)[一二三四五六日天]\)? ?")
_MERIDIEM = re.compile(r" (\d{1,2}:\d{2}(?::\d{2})?) ?([AP])\.?M\.?$", re.IGNORECASE)
_DB2 = re.compile(r"^(\d{4}-\d{2}-\d{2})-(\d{2})\.(\d{2})\.(\d{2})(?:\.\d+)?$")
"""As data bases of banks write it."""


def in_digits(text: str) -> str:
    """A time that is written in words, or as another system does, as it is mostly written."""
    text = _MERIDIEM.sub(_in_chinese, _WEEKDAY.sub(" ", ABOUT_WORDS.sub("", text)).strip())
    return _NUMERALS.sub(_arabic, _DB2.sub(r"\1 \2:\3:\4", text))


def _in_chinese(found: re.Match[str]) -> str:
    """A clock with am or pm, in which twelve is plain, with the part of the day as it is read here."""
    twelve, afternoon = found[1].startswith("12:"), found[2] in "Pp"
    return f" {'下午' if afternoon else '凌晨' if twelve else '上午'}{found[1]}"


def _arabic(found: re.Match[str]) -> str:
    """A number in Chinese as digits: 二〇二四, 十, 二十九; what is none stays."""
    tens, ten, ones = found[0].translate(_DIGITS).partition("十")
    if not ten:
        return tens
    return f"{tens or 1}{ones or 0}" if len(tens) < 2 and len(ones) < 2 else found[0]
