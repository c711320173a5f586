"""The waist as integers in canonical order: what every trace, what-if and count reads."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graph.index.arrays import Codes, Flags, Floats, Longs, Shorts
from graph.index.labels import Labels
from graph.judgements import NOTHING, Judged

NONE = -1
"""In place of a code: no matched set, no statement, no gang, no record named."""
AFTER, UNKNOWN = 0, -1
"""In place of a lag: not held before the call; held before it, nobody knows since when."""


@dataclass(frozen=True, kw_only=True)
class Index:
    """People, victims first, and their exposures by person and time; the arrays are read-only and may be mapped files.

    Codes are places in the labels, which are sorted. People stand by role, call, region and all that is known of them,
    records by person and content, exposures by person, time, holder and record: neither the order of rows, nor the key
    of the pseudonyms, nor how records are numbered can be seen in the arrays. No identity is in it, only pseudonyms.
    """

    digest: str  # "sha256:…" over the content, pseudonyms and names of records left out
    victims: int
    shares: int  # how many shares are published, of holders seen here and of others
    doubles: int  # people listed both as victims and as comparison people; they count as victims
    contested: int  # victims whose shop two of one kind served when they ordered, by the table of shops
    regions: tuple[str, ...]
    sets: tuple[str, ...]
    statements: tuple[str, ...]  # what callers knew: fields joined by ";"
    holders: tuple[tuple[str, str], ...]  # J, (kind, name) sorted
    people: Labels  # N, pseudonyms
    records: Labels  # R
    published: Floats  # J, share of records, or nan
    call_day: Codes  # N, ordinal
    call_second: Codes  # N, or NO_HOUR
    region: Codes  # N
    matched: Codes  # N, set or NONE
    statement: Codes  # N, or NONE
    gang: Codes  # N, who called; or NONE
    named: Codes  # N, record the caller named, where she has an exposure in it; else NONE
    start: Longs  # N + 1, each person's first exposure
    record: Codes  # E
    holder: Codes  # E
    day: Codes  # E, ordinal, or NEVER
    second: Codes  # E, or NO_HOUR
    lag: Shorts  # E, days before the call, at least 1; or AFTER, or UNKNOWN
    protected: Flags  # E
    by_holder: Codes  # E, the exposures of each holder in turn, ascending
    holder_start: Longs  # J + 1, each holder's first place in `by_holder`
    holder_others: Longs  # J, each holder's first place there of a comparison person
    nearest: Shorts  # E, in that order: at each person's first exposure through a holder her least lag; else AFTER
    judged: Judged = NOTHING  # the judgements the store was read with; of the reader, in none of the files

    @cached_property
    def kept(self) -> dict[Hashable, object]:
        """What those who read the index keep of it for the next time; a copy of the index begins with nothing."""
        return {}

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """K, in name order."""
        return tuple(sorted({kind for kind, _ in self.holders}))

    @cached_property
    def kind(self) -> Codes:
        """J, place in `kinds`."""
        place = {kind: k for k, kind in enumerate(self.kinds)}
        return np.array([place[kind] for kind, _ in self.holders], np.int32)

    @property
    def person(self) -> Codes:
        """E; made when it is asked for, as nothing needs it for long."""
        return np.repeat(np.arange(len(self.call_day), dtype=np.int32), np.diff(self.start))
