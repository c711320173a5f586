"""What of an index a what-if leaves to be traced, told on integers: people, their exposures, and what the answer rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

import numpy as np

from graph.errors import BadInput
from graph.index import Index
from graph.index.arrays import Flags, Longs
from graph.index.index import AFTER
from graph.index.moments import NEVER, earlier, moment
from graph.ranking.settings import CAPS
from graph.verdict import Inputs
from graph.what_if import WhatIf


@dataclass(frozen=True, slots=True)
class View:
    """`people`: N, those who are left; `rows`: their exposures before the call, as places in the index, ascending."""

    people: Flags
    rows: Longs
    inputs: Inputs


def view_of(index: Index, what_if: WhatIf) -> View:
    """The people and exposures that are left. BadInput: `as_of` is no time."""
    people = _people(index, what_if)
    given: Flags = np.ones(len(index.holder), bool)
    if what_if.as_of is not None:
        given = earlier(index.day, index.second, moment(what_if.as_of))
    if not people.all():
        given &= np.repeat(people, np.diff(index.start))
    return View(people, np.flatnonzero(given & (index.lag != AFTER)), _inputs(index, people, given))


def _people(index: Index, what_if: WhatIf) -> Flags:
    """N: who was called by then, and who of the comparison people is compared with."""
    kept: Flags = np.ones(len(index.call_day), bool)
    if what_if.as_of is not None:
        kept = earlier(index.call_day, index.call_second, moment(what_if.as_of))
    others = kept[index.victims :]
    if what_if.comparisons == "none":
        others[:] = False
    if what_if.comparisons == "same_region":
        home = index.region[: index.victims][kept[: index.victims]]
        others &= np.isin(index.region[index.victims :], home)
    return kept


def _inputs(index: Index, people: Flags, given: Flags) -> Inputs:
    """What the verdict rests on: all facts that were given, repeated ones once. The digest is that of the whole index, and of who is cleared."""
    days = index.day[given]
    known = days[days != NEVER]
    return Inputs(
        digest=index.judged.stamped(index.digest),
        victims=int(people[: index.victims].sum()),
        comparisons=int(people[index.victims :].sum()),
        shares=index.shares,
        exposures=len(days),
        first=date.fromordinal(int(known.min())) if len(known) else None,
        last=date.fromordinal(int(known.max())) if len(known) else None,
    )


def barred(index: Index, what_if: WhatIf) -> frozenset[tuple[str, str]]:
    """The holders that cannot be sources: cleared or left out. BadInput: one left out, or a kind, is nowhere in the data."""
    cleared = frozenset((kind, name) for kind, name in index.judged.cleared)
    if not what_if.without and not what_if.without_kinds:
        return cleared
    for kind in (*what_if.without_kinds, *(kind for kind, _ in what_if.without)):
        if kind not in index.kinds:
            msg = f"no holder is of the kind {kind!r}; the kinds are: {', '.join(index.kinds) or 'none'}"
            raise BadInput(msg)
    known = set(index.holders)
    for holder in what_if.without:
        if holder not in known:
            raise _unknown(holder, (name for kind, name in index.holders if kind == holder[0]))
    kinds = set(what_if.without_kinds)
    return cleared.union(what_if.without, (holder for holder in index.holders if holder[0] in kinds))


def _unknown(holder: tuple[str, str], names: Iterable[str]) -> BadInput:
    kind, name = holder
    near = get_close_matches(name, list(names), n=3, cutoff=0.4)
    hint = f"; near it: {', '.join(near)}" if near else ""
    return BadInput(f"no {kind} is called {name!r}{hint}")


def caps(what_if: WhatIf) -> tuple[int, ...]:
    """The lag caps to try. BadInput: it is none that the method knows."""
    if what_if.lag_cap is None:
        return CAPS
    if what_if.lag_cap not in CAPS:
        msg = f"a lag cap of {what_if.lag_cap} days is not tried: choose {' or '.join(map(str, CAPS))}"
        raise BadInput(msg)
    return (what_if.lag_cap,)
