"""`Index` → `Case`: only what was held before the call counts, under the conditions of a what-if."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress

import numpy as np

from graph.index import Index, Labels
from graph.index.arrays import Flags
from graph.index.index import NONE
from graph.index.moments import NEVER
from graph.ranking.arrays import Bools, Ints
from graph.ranking.case import PROTECTED, Case
from graph.ranking.inside_records import Held, fill_unknown, parents
from graph.ranking.knowledge import Knowledge, read_knowledge, shipped
from graph.ranking.settings import BIN
from graph.ranking.view import View, barred, caps, view_of
from graph.verdict import Inputs
from graph.what_if import WhatIf

PLAIN = WhatIf()


@dataclass(frozen=True, slots=True)
class Prepared:
    """The case, what its numbers stand for (pseudonyms of people, names of records), and what it rests on."""

    case: Case
    people: Labels  # N
    records: Labels  # by number of record
    inputs: Inputs


def prepare(index: Index, what_if: WhatIf = PLAIN) -> Prepared:
    """The case as arrays. BadInput: the what-if names what is not there."""
    view, knowledge = view_of(index, what_if), _knowledge(what_if)
    out = barred(index, what_if)
    protected = index.protected[view.rows] & what_if.protection
    codes = index.holder[view.rows]
    occurring = _occurring(codes[~protected], len(index.holders))
    names = tuple(compress(index.holders, occurring))
    used = np.flatnonzero(np.bincount(index.kind[_occurring(codes, len(index.holders))], minlength=len(index.kinds)))
    kinds = tuple(index.kinds[k] for k in used)
    kind = _renumbered(used, len(index.kinds))[index.kind]
    number = _renumbered(np.flatnonzero(occurring), len(index.holders))
    held = _held(index, view, kind[codes], np.where(protected, PROTECTED, number[codes]))
    up = parents(held, kinds, len(names))
    held = fill_unknown(held, kinds)
    n, people = view.inputs.victims, np.flatnonzero(view.people)
    case = Case(
        n=n,
        kinds=kinds,
        names=names,
        kind=kind[occurring],
        parent=up,
        published=index.published[occurring],
        call=_wide(index.call_day[people]),
        region=_dense(index.region[people]),
        sets=_sets(index, people),
        knew=_knew(index, people[:n], knowledge),
        named=_named(index, people[:n], held.record),
        gang=_gang(index, people[:n]),
        person=held.person,
        record=held.record,
        kind_of=held.kind,
        holder=held.holder,
        day=held.day,
        dated=_of_use(held),
        caps=caps(what_if),
        barred=frozenset(j for j, name in enumerate(names) if name in out) if out else frozenset(),
        knowledge=knowledge,
        field_mask=what_if.field_mask,
    )
    return Prepared(case, index.people.at(people), index.records, view.inputs)


def _knowledge(what_if: WhatIf) -> Knowledge:
    return shipped() if what_if.knowledge is None else read_knowledge(what_if.knowledge)


def _wide(codes: np.ndarray[tuple[int, ...], np.dtype[np.int32]]) -> Ints:
    return codes.astype(np.int64)


def _occurring(codes: np.ndarray[tuple[int, ...], np.dtype[np.int32]], size: int) -> Flags:
    return np.bincount(codes, minlength=size) > 0


def _renumbered(kept: Ints, size: int) -> Ints:
    """Size: the new number of each kept code; NONE of the others."""
    out = np.full(size, NONE)
    out[kept] = np.arange(len(kept))
    return out


def _dense(codes: np.ndarray[tuple[int, ...], np.dtype[np.int32]]) -> Ints:
    """Codes without gaps, in their order."""
    return np.unique(codes, return_inverse=True)[1].astype(np.int64)


def _held(index: Index, view: View, kind: Ints, holder: Ints) -> Held:
    """Exposures as numbers. Known only to have been before the call: on the day before it, without a date."""
    old = index.person[view.rows]
    person = _renumbered(np.flatnonzero(view.people), len(view.people))[old]
    day, last = index.day[view.rows], index.call_day[old] - 1
    dated = day != NEVER
    return Held(
        person=person,
        record=_wide(index.record[view.rows]),
        kind=kind,
        holder=holder,
        day=_wide(np.where(dated, np.minimum(day, last), last)),
        dated=dated,
    )


def _sets(index: Index, people: Ints) -> Ints | None:
    """Matched sets; people without one stand in that of their region. None where nobody is matched."""
    matched = index.matched[people]
    if (matched == NONE).all():
        return None
    return _dense(np.where(matched == NONE, len(index.sets) + index.region[people], matched))


def _gang(index: Index, victims: Ints) -> Ints | None:
    """N: who called each victim, NONE where that is unknown; None where nothing is known of it."""
    gang = index.gang[victims]
    return None if (gang == NONE).all() else _dense(np.append(gang, NONE))[:-1] - 1


def _knew(index: Index, victims: Ints, knowledge: Knowledge) -> Bools:
    """N x fields: what the callers knew; nothing where there is no statement."""
    stated = [set(text.split(";")) for text in index.statements]
    table = np.array([[field in known for field in knowledge.fields] for known in [*stated, set()]], bool)
    return table.reshape(-1, len(knowledge.fields))[index.statement[victims]]


def _named(index: Index, victims: Ints, records: Ints) -> Ints:
    """N: the record each victim's caller named, of those with an exposure of hers that counts; else NONE."""
    counts = np.zeros(len(index.records) + 1, bool)
    counts[records] = True
    named = index.named[victims]
    return np.where(counts[named], named, NONE).astype(np.int64)


def _of_use(held: Held) -> Bools:
    """Days that a window can use: not those of one event, which tell nobody apart."""
    # A dinner or a party: everybody was there, so its hour says nothing about who ate what.
    days = held.day[held.dated]
    return held.dated & bool(len(days) and np.ptp(days) >= BIN)
