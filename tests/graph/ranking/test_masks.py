"""The two masks: what a holder held but could not have told, and what it never sees; with them and without."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from graph.exposures import Exposures
from graph.ranking import rank
from graph.what_if import WhatIf
from tests.graph.ranking.made_up import exposures, person

MASKED = WhatIf(field_mask=True)
PARCEL = "address;name;phone;waybill_no"
ORDER = "address;item;name;order_no;phone;price;waybill_no"


def supper(*, knew: str | None = None, kind: str = "courier", protected: bool = False) -> Exposures:
    """Thirty victims and sixty others; 24 of the victims and 9 of the others touched x, half of all y, nobody's time known.

    `knew`: what the callers of the victims that touched x knew; `protected`: x held no field of 20 of them.
    """
    people = [person(f"v{i:02}", fields_known=knew if i < 24 else None) for i in range(30)]
    people += [person(f"w{i:02}", role="comparison") for i in range(60)]
    held = [(f"v{i:02}", f"a{i}", kind, "x", None) for i in range(24)]
    held += [(f"w{i:02}", f"b{i}", kind, "x", None) for i in range(9)]
    held += [(p["person"], f"y{p['person']}", kind, "y", None) for i, p in enumerate(people) if i % 2]
    held += [(p["person"], f"z{p['person']}", kind, "z", None) for p in people]
    return exposures(people, held, protected=range(20) if protected else ())


def names(case: Exposures, what_if: WhatIf | None = None) -> list[str]:
    """Who is named."""
    verdict = rank(case, what_if) if what_if else rank(case)
    return [source.holder for source in verdict.sources]


def test_a_protected_record_explains_nothing_unless_protection_is_off() -> None:
    """A privacy label hid the field that was used; without the labels the holder is named."""
    case = supper(protected=True)

    assert names(supper()) == ["x"]
    assert names(case) == []
    assert names(case, WhatIf(protection=False)) == ["x"]


def test_under_the_mask_what_a_holder_never_sees_acquits_it() -> None:
    """No courier sees a price."""
    case = supper(knew="price")
    row = next(row for row in rank(case, MASKED).ranking if row.holder == "y")

    assert names(case, MASKED) == []
    assert row.observed == sum(i % 2 for i in range(24, 30))


def test_without_the_mask_it_only_speaks_against_it() -> None:
    """The misfit is nats against the holder, and its victims stay its victims."""
    plain, hard = (rank(supper(knew="price"), what_if) for what_if in (WhatIf(), MASKED))

    assert plain.ranking[0].observed > 0
    assert [row.observed for row in plain.ranking if row.holder == "x"] == [24]
    assert not [row for row in hard.ranking if row.holder == "x"]


@pytest.mark.parametrize(
    ("knew", "kind"), [(PARCEL, "courier"), (ORDER, "merchant"), (ORDER, "school"), (None, "courier")]
)
def test_the_mask_spares_who_sees_all_that_was_known(knew: str | None, kind: str) -> None:
    """A merchant sees prices; kinds the table does not list see everything; no statement masks nobody."""
    assert names(supper(knew=knew, kind=kind), MASKED) == ["x"]


def test_the_mask_is_victim_by_victim() -> None:
    """Five callers knew a price, which the courier cannot have told; it still explains the others."""
    case = supper(knew=PARCEL)
    knew = {f"v{i:02}" for i in range(5)}
    more = pl.when(pl.col("person").is_in(sorted(knew))).then(pl.lit(ORDER)).otherwise("fields_known")
    verdict = rank(replace(case, people=case.people.with_columns(fields_known=more)), MASKED)

    assert [source.holder for source in verdict.sources] == ["x"]
    assert verdict.sources[0].observed == 19
    assert len(set(verdict.sources[0].people) & knew) == 0
