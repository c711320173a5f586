"""The case as the method sees it: dense arrays in canonical order, one entry per exposure."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from graph.index.arrays import Codes
from graph.ranking.arrays import Bools, Floats, Ints
from graph.ranking.explained.gangs import Gangs
from graph.ranking.material.knowledge import Knowledge, shipped
from graph.ranking.settings import BIG, CAPS, MIN_MANY, MIN_SHARE, MIN_VICTIMS, ODDS, ODDS_BIG
from graph.schema import holder_kind

PROTECTED = -2
"""In place of a holder: the kind is known, but nobody of it held the field that was used."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """Victims 0..n-1, then comparison people; all in canonical order, so that equal facts give equal floats.

    An exposure is one (person, record, kind, holder) before the person's call, with a day of its own: the holders of
    one order see it at different times. Unknown holders are simply absent. Exposures stand by person.
    """

    n: int
    kinds: tuple[str, ...]  # K, in name order
    names: tuple[tuple[str, str], ...]  # J (kind, holder), sorted: also the order of ties
    kind: Ints  # J, index into kinds
    parent: Ints  # J, holder or -1
    published: Floats  # J, share of records, or nan
    call: Ints  # N, day (ordinal) of first contact or reference
    region: Ints  # N
    sets: Ints | None  # N, matched set (people without one: their region); None: nobody is matched
    knew: Bools  # n x fields of the knowledge table
    named: Ints  # n, record the caller named, or -1
    gang: Ints | None = None  # n, who called, or -1; None: nothing is known of that
    person: Ints  # E
    record: Codes  # E, within all records of all people
    kind_of: Codes  # E
    holder: Ints  # E, or PROTECTED
    day: Ints  # E, always before the call; the day before it where the time is unknown
    dated: Bools  # E, may a window use the day?
    caps: tuple[int, ...] = CAPS  # lag caps to try
    barred: frozenset[int] = frozenset()  # holders that cannot be sources, though they count in shares and as rivals
    knowledge: Knowledge = field(default_factory=shipped)
    field_mask: bool = False  # does a holder that never sees a field the caller stated explain nothing of that victim?

    @cached_property
    def gangs(self) -> Gangs | None:
        """Who called the victims; None where nothing is known of that."""
        return None if self.gang is None else Gangs.of(self.gang)

    @cached_property
    def split(self) -> tuple[slice, slice]:
        """The victims' exposures, and those of the comparison people."""
        own = int(np.searchsorted(self.person, self.n))
        return slice(0, own), slice(own, len(self.person))

    @cached_property
    def lag(self) -> Codes:
        """E: days from the exposure to the call, at least 1."""
        return (self.call[self.person] - self.day).astype(np.int32)

    @cached_property
    def mine(self) -> Ints:
        """The victims' exposures."""
        return np.flatnonzero(self.person < self.n)

    @cached_property
    def theirs(self) -> Ints:
        """The comparison people's exposures."""
        return np.flatnonzero(self.person >= self.n)

    @cached_property
    def usable(self) -> Ints:
        """E: the holder that could have told what the caller knew, or PROTECTED.

        Under the field mask a holder that never sees a field the caller of this victim stated is PROTECTED.
        """
        if not self.field_mask:
            return self.holder
        held = np.stack([self.knowledge.held(kind) for kind in self.kinds])
        beyond = self.knew.astype(np.int64) @ ~held.T > 0
        out, mine = self.holder.copy(), self.mine
        out[mine[beyond[self.person[mine], self.kind_of[mine]]]] = PROTECTED
        return out

    def under(self, caps: tuple[int, ...], barred: frozenset[int]) -> Case:
        """The same under other lag caps and with other holders barred; what was worked out of it stays known."""
        case = copy(self)
        vars(case).update(caps=caps, barred=barred)
        return case

    @property
    def standing(self) -> Ints:
        """N: the set within which each person is compared: her matched set, or her region where nobody is matched."""
        return self.region if self.sets is None else self.sets

    @cached_property
    def by_touch(self) -> bool:
        """Whether touching alone is compared: people are matched, or no victim's record has a time."""
        return self.sets is not None or not self.dated[self.mine].any()

    @cached_property
    def regions(self) -> int:
        """Q."""
        return int(self.region.max(initial=0)) + 1

    @cached_property
    def records(self) -> Ints:
        """N: how many records of each person there are."""
        person = np.full(int(self.record.max(initial=-1)) + 1, -1)
        person[self.record] = self.person
        return np.bincount(person[person >= 0], minlength=len(self.call))

    @property
    def odds(self) -> float:
        """G: odds factor by which the comparison may be off for nothing; none where it was chosen for each victim."""
        if self.sets is not None:
            return 1.0
        return ODDS_BIG if self.n >= BIG else ODDS

    @property
    def need(self) -> float:
        """Victims a source must explain."""
        return max(MIN_VICTIMS, min(MIN_SHARE * self.n, MIN_MANY))

    @cached_property
    def compared(self) -> Bools:
        """J: whether there are comparison people or a published share, without which only timing speaks."""
        return np.isfinite(self.published) | bool(len(self.theirs))

    @cached_property
    def local(self) -> Bools:
        """J: whether it is bound to addresses near it."""
        return np.array([holder_kind(kind).local for kind in self.kinds], bool)[self.kind]

    @cached_property
    def gated(self) -> Bools:
        """J: whether it must also stand with its place fitted."""
        return np.array([holder_kind(kind).gated for kind in self.kinds], bool)[self.kind]

    def of_kind(self, name: str) -> Ints:
        """The holders of a kind; empty where it does not occur."""
        return np.flatnonzero(self.kind == (self.kinds.index(name) if name in self.kinds else -1))
