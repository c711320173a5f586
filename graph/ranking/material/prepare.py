"""`Index` → `Case`: only what was held before the call counts, under the conditions of a what-if."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.index import Index, Labels, let_go
from graph.index.arrays import Codes, Flags
from graph.index.index import NONE
from graph.index.moments import NEVER
from graph.ranking.arrays import Bools, Ints
from graph.ranking.material.case import PROTECTED, Case
from graph.ranking.material.inside_records import Held, fill_unknown, parents
from graph.ranking.material.knowledge import Knowledge, read_knowledge, shipped
from graph.ranking.material.occurring import Occurring, occurring
from graph.ranking.material.view import View, barred, caps, view_of
from graph.ranking.settings import BIN
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
    view, knowledge, out = view_of(index, what_if), _knowledge(what_if), barred(index, what_if)
    protected = index.protected[view.rows] & what_if.protection
    found = occurring(index, index.holder[view.rows], protected)
    held = _held(index, view, found, protected)
    up = parents(held, found.kinds, len(found.names))
    held = fill_unknown(held, found.kinds)
    n, people = view.inputs.victims, np.flatnonzero(view.people)
    case = Case(
        n=n,
        kinds=found.kinds,
        names=found.names,
        kind=found.kind[found.there],
        parent=up,
        published=index.published[found.there],
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
        barred=frozenset(j for j, name in enumerate(found.names) if name in out),
        knowledge=knowledge,
        field_mask=what_if.field_mask,
    )
    let_go(index)  # all that is weighed has been copied out of it
    return Prepared(case, index.people.at(people), index.records, view.inputs)


def _knowledge(what_if: WhatIf) -> Knowledge:
    return shipped() if what_if.knowledge is None else read_knowledge(what_if.knowledge)


def _wide(codes: np.ndarray[tuple[int, ...], np.dtype[np.int32]]) -> Ints:
    return codes.astype(np.int64)


def _dense(codes: np.ndarray[tuple[int, ...], np.dtype[np.int32]]) -> Ints:
    """Codes without gaps, in their order."""
    return np.unique(codes, return_inverse=True)[1].astype(np.int64)


def _held(index: Index, view: View, found: Occurring, protected: Flags) -> Held:
    """Exposures as numbers. Known only to have been before the call: on the day before it, without a date."""
    old, codes = index.person[view.rows], index.holder[view.rows]
    day, last = index.day[view.rows], index.call_day[old] - 1
    dated = day != NEVER
    return Held(
        person=(np.cumsum(view.people) - 1)[old],
        record=index.record[view.rows],
        kind=found.kind.astype(np.int32)[codes],
        holder=np.where(protected, PROTECTED, found.number[codes]),
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


def _named(index: Index, victims: Ints, records: Codes) -> Ints:
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
