"""The value of a holder in named terms."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from graph.exposures import Exposures
from graph.ranking import rank
from graph.ranking.pipeline import examine
from graph.ranking.told.waterfall import held_back, waterfall
from graph.verdict import Part, Source, Text
from tests.graph.ranking.made_up import exposures, person, random_case


def first_source(case: Exposures) -> Source:
    """The first holder named."""
    return rank(case).sources[0]


def by_code(source: Source) -> Mapping[str, float]:
    """Nats of each term."""
    return {part.code: part.nats for part in source.parts}


def supper() -> Exposures:
    """Ill and well people, and what they ate; no times."""
    people = [person(f"p:{i:02}", role="victim" if i < 20 else "comparison") for i in range(60)]
    ate = [(i, "ice") for i in [*range(18), *range(20, 24)]] + [(i, "ham") for i in range(0, 60, 2)]
    return exposures(people, [(f"p:{i:02}", food, "food", food, None) for i, food in ate])


def paired() -> Exposures:
    """Twenty sets of a victim and two others; the victims went to the same shop."""
    people, holdings = [], []
    for i in range(60):
        role = "victim" if i % 3 == 0 else "comparison"
        people.append(person(f"p:{i:02}", role=role, matched_set=f"set:{i // 3}"))
        shop = "shop:0" if role == "victim" or i % 5 == 1 else f"shop:{1 + i % 4}"
        holdings.append((f"p:{i:02}", f"o:{i}", "merchant", shop, None))
    return exposures(people, holdings)


@pytest.mark.parametrize("case", [random_case(1), random_case(2, leak="shop:1"), supper(), paired()])
def test_the_terms_add_up_to_the_value(case: Exposures) -> None:
    """Of every source, whatever its evidence rests on."""
    for source in rank(case).sources:
        assert sum(part.nats for part in source.parts) == pytest.approx(source.value, abs=1e-9)


def test_dated_evidence_is_orders_and_timing_less_what_was_tried() -> None:
    """What speaks for it is told with its figures; the rest are charges."""
    source = first_source(random_case(1))
    gain, *charges = source.parts

    assert [part.code for part in source.parts] == ["orders_and_timing", "windows", "choice", "misfit"]
    assert gain.text.en == f"Orders and timing ({source.observed} against {source.expected:.1f})"
    assert gain.nats > 0
    assert all(part.nats <= 0 for part in charges)


def test_the_choice_is_told_by_how_many_of_its_kind_could_have_been_named() -> None:
    """All six shops are looked at: ln 6 nats."""
    choice = first_source(random_case(1)).parts[2]

    assert choice.text.en == "6 of its kind to choose from"
    assert choice.nats == pytest.approx(-1.791759, abs=1e-6)


@pytest.mark.parametrize(("case", "code"), [(supper(), "touched_or_not"), (paired(), "touched_within_sets")])
def test_evidence_without_times_has_terms_of_its_own(case: Exposures, code: str) -> None:
    """No window was free to choose, but the part of the victims: the mean over ten parts is at most ln 10 below the best."""
    terms = by_code(first_source(case))

    assert list(terms) == [code, "without_times", "choice", "misfit"]
    assert -np.log(10) < terms["without_times"] < 0


def test_what_the_place_gate_takes_away_is_a_term_of_gated_kinds_only() -> None:
    """A branch must also stand with its place fitted; the terms of all that were ranked add up, with it and without."""
    examined = examine(random_case(3, leak=None, shops=2))
    assert examined.field
    assert examined.found
    for q in examined.found.ranking:
        parts = waterfall(examined.field, q, observed=3, expected=1.0)

        assert sum(part.nats for part in parts) == pytest.approx(q.value, abs=1e-9)
        assert ("place" in [part.code for part in parts]) == bool(examined.field.case.gated[q.holder])
    assert {q.judge.reach.case.names[q.holder][0] for q in examined.found.ranking} >= {"branch", "merchant"}


def test_what_holds_a_holder_back_is_the_term_that_takes_most() -> None:
    """Of two that take the same the first; nothing, where nothing takes anything."""
    told = Text("", "")
    terms = [Part(code, nats, told) for code, nats in (("orders_and_timing", 9.0), ("windows", -4.0), ("place", -4.0))]

    assert held_back(terms) == "windows"
    assert held_back([*terms, Part("misfit", -5.0, told)]) == "misfit"
    assert held_back(terms[:1]) is None


def test_only_the_first_where_nobody_is_named_has_what_holds_it_back() -> None:
    """The term that takes most of the parts of its value."""
    nobody, somebody = rank(random_case(3, leak=None, shops=2)), rank(random_case(1))

    assert not nobody.sources
    assert somebody.sources
    assert nobody.ranking[0].held_back in {"windows", "choice", "misfit", "place", "gangs"}
    assert not any(row.held_back for row in (*nobody.ranking[1:], *somebody.ranking))
