"""From a store to an explanation of one holder: everything for and against it, down to file, sheet and row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches

import numpy as np

from graph import wording
from graph.errors import NotFound
from graph.explanation import Explanation, Link, Linked, Place
from graph.index import Index
from graph.index.index import AFTER
from graph.ranking.holder.one_holder import Look, look_at
from graph.ranking.holder.permutation import permutation
from graph.ranking.holder.stability import stability
from graph.ranking.material.knowledge import misfits
from graph.ranking.pipeline import Examined, examine
from graph.ranking.power.power import power_at
from graph.ranking.settings import BAR
from graph.ranking.told.agreement import opinions
from graph.stores import Store
from graph.verdict import Text, Touch

NEAR = 5
"""Names told where there is no such holder."""


def explain(
    store: Store, kind: str, holder: str, *, case: str | None = None, progress: Callable[[str], None] = lambda _: None
) -> Explanation:
    """A holder by kind and name, named as a source or not; `case`: one case of the store.

    The same facts give the same explanation. `progress` is told what is being done. NotFound: no such holder, no such
    case.
    """
    index = store.index(case)
    if (kind, holder) not in index.holders:
        raise NotFound(_no_such(index, kind, holder))
    progress("ranking the holders")
    examined = examine(index)
    look = look_at(examined, kind, holder)
    found, field, weighed = examined.found, examined.field, look.named
    progress("following the records to their rows")
    late = after_the_call(index, index.holders.index((kind, holder)))
    people = _people(store, examined, look)
    steady = shuffled = power = None
    if field and found and weighed and look.number is not None:
        progress("leaving out one victim after another")
        steady = stability(field, found, weighed.candidate)
        progress("shuffling the labels 999 times")
        shuffled = permutation(field.case, field.windows, look.number)
        power = power_at(field, np.array([look.number]))
    progress("asking the other methods")
    return Explanation(
        inputs=examined.prepared.inputs,
        kind=kind,
        holder=holder,
        state=look.state,
        sentence=wording.standing(look.state, look.row, BAR, look.figures.not_told_apart if look.figures else ()),
        figures=look.figures,
        row=look.row,
        against=look.against,
        after_the_call=late,
        findings_for=wording.findings_for(look.figures, named=look.state == "named") if look.figures else (),
        findings_against=(
            *_cleared(index, kind, holder),
            *_touched(look),
            wording.after_the_call(late),
            *_misfits(examined, look),
        ),
        people=people,
        stability=steady,
        permutation=shuffled,
        power=power,
        opinions=() if look.number is None else opinions(examined.prepared.case, look.number),
    )


def _cleared(index: Index, kind: str, holder: str) -> tuple[Text, ...]:
    return (wording.IS_CLEARED,) if (kind, holder) in index.judged.cleared else ()


def _no_such(index: Index, kind: str, holder: str) -> str:
    """What there is in place of a holder that there is not."""
    names = [name for k, name in index.holders if k == kind]
    if not names:
        return f"no holder is of the kind {kind!r}: there are {', '.join(index.kinds) or 'none'}"
    near = get_close_matches(holder, names, NEAR, 0.5) or names[:NEAR]
    return f"there is no {kind} {holder!r}: did you mean {', '.join(near)}?"


def after_the_call(index: Index, j: int) -> int:
    """Victims that the holder touched, but not before their call."""
    rows = index.by_holder[index.holder_start[j] : index.holder_start[j + 1]]
    person = index.person[rows]
    victims, after = person < index.victims, index.lag[rows] == AFTER
    return len(np.setdiff1d(person[victims], person[victims & ~after]))


def _touched(look: Look) -> tuple[Text, ...]:
    """Who never touched it, who only outside, who of the others; and what it cannot be told apart from."""
    return wording.findings_against(look.figures) if look.figures else wording.touched(look.against)


def _misfits(examined: Examined, look: Look) -> Iterator[Text]:
    """Fields that the callers knew and it does not hold, or the reverse."""
    if look.named is None or look.number is None:
        return
    case = examined.prepared.case
    held = case.knowledge.held(case.names[look.number][0])
    for field, rate, nats, mine in zip(
        case.knowledge.fields, *misfits(held, case.knew, look.named.share), held, strict=True
    ):
        if nats > 0:
            yield wording.misfit(field, float(rate), held=bool(mine))


def _people(store: Store, examined: Examined, look: Look) -> tuple[Linked, ...]:
    """The victims with a record through it, the best explained first, each with the rows of her records."""
    share = {} if look.named is None else dict(zip(examined.prepared.people, look.named.share.tolist(), strict=False))
    places = _places(store, [touch.record for touch in look.touches])
    records: dict[str, list[Link]] = {}
    for touch in look.touches:
        records.setdefault(touch.person, []).append(_link(touch, places))
    linked = [Linked(person, share.get(person, 0.0), tuple(links)) for person, links in records.items()]
    return tuple(sorted(linked, key=lambda one: (-round(one.probability, 9), one.person)))


def _link(touch: Touch, places: dict[tuple[str, str | None], list[Place]]) -> Link:
    rows = [*places.get((touch.record, None), ()), *places.get((touch.record, touch.person), ())]
    return Link(touch.record, touch.day, touch.call, touch.inside, tuple(rows))


def _places(store: Store, records: list[str]) -> dict[tuple[str, str | None], list[Place]]:
    """The rows by record, and by person where a row is hers alone."""
    out: dict[tuple[str, str | None], list[Place]] = {}
    for record, person, *place in store.sources_of(records).iter_rows():
        out.setdefault((record, person), []).append(Place(*place))
    return out
