"""Whole numbers, and durations in seconds."""

from __future__ import annotations

import re

import polars as pl

_DURATION = re.compile(
    r"^(?:(\d+)(?:小时|时|h))?(?:(\d+)(?:分钟|分|m|'|′(?!′)))?(?:(\d+)(?:秒钟|秒|s|\"|′′))?$", re.IGNORECASE
)

REGULAR_COUNT = pl.col("text").str.extract(r"^(\d{1,15})(?:\.0+)?$").cast(pl.Int64, strict=False)


def read_count(text: str) -> tuple[int | None, str]:
    """A whole number, from `55`, `55.0`, `55岁`, `1,200`; code `unreadable_count`."""
    found = re.match(r"^(\d{1,3}(?:,\d{3})*|\d{1,15})(?:\.0+)? ?[岁个次人件]?$", text)
    return (int(found[1].replace(",", "")), "") if found else (None, "unreadable_count")


def read_duration(text: str) -> tuple[int | None, str]:
    """Seconds, from `83`, `00:01:23`, `1:23`, `1分23秒`; code `unreadable_duration`."""
    if re.match(r"^\d{1,15}(?:\.0+)?$", text):
        return int(text.partition(".")[0]), ""
    clock = re.match(r"^(?:(\d+):(?=[0-5]?\d:))?(\d{1,2}):([0-5]\d)(?:\.\d+)?$", text)
    found = clock or (_DURATION.match(text.replace(" ", "")) if text else None)
    if not found or not any(found.groups()):
        return None, "unreadable_duration"
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds, ""
