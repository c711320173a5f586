"""From a verdict to what the page is given."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.aliases import aliases
from dashboard.banner import state_of
from dashboard.findings import findings_against, findings_for
from dashboard.present import present
from tests.dashboard import verdicts


@pytest.mark.parametrize(("state", "verdict"), verdicts.STATES.items())
def test_each_verdict_is_in_the_state_it_was_made_for(state: str, verdict: verdicts.Verdict) -> None:
    """The order in which the states are tested is that of the design."""
    assert state_of(verdict) == state


def test_holders_over_the_bar_stand_first_and_once() -> None:
    """A named source is not listed again among those below the bar."""
    view = present(verdicts.SEVERAL)
    names = [candidate.name for candidate in view.candidates]

    assert names[:2] == ["湖前云仓 3 号库", "派件员 K-0417"]
    assert len(names) == len(set(names)) == 2 + len(verdicts.OTHERS)
    assert [candidate.explains for candidate in view.candidates[:3]] == [38, 9, 0]


def test_a_source_that_the_ranking_cut_off_is_listed_all_the_same() -> None:
    """The list may be short; what is named is always in it."""
    cut = replace(verdicts.FOUND, ranking=verdicts.OTHERS)

    assert present(cut).candidates[0].name == "湖前云仓 3 号库"


def test_a_companion_of_a_source_is_shown_as_explained_by_it() -> None:
    """A holder far beyond its expectation that says "none seen" would puzzle: the named source explains its victims."""
    companion = replace(verdicts.OTHERS[-1], value=40.0, value_left=0.2, grade="none")
    view = present(replace(verdicts.FOUND, ranking=(*verdicts.FOUND.ranking, companion)))
    unseen = present(verdicts.NONE)

    assert view.candidates[-1].grade == "explained"
    assert {candidate.grade for candidate in unseen.candidates} <= {"none", "lead"}


def test_what_is_explained_and_what_is_left_add_up() -> None:
    """Victims whom two sources explain count once."""
    view = present(verdicts.SEVERAL)

    assert view.together == 39
    assert view.together + view.unexplained == view.victims


def test_nothing_expected_has_no_ratio() -> None:
    """Dividing by nothing would be a crash or an infinity on the screen."""
    verdict = verdicts.verdict("source", replace(verdicts.WAREHOUSE, expected=0.0))

    assert present(verdict).sources[0].ratio is None


def test_a_victim_has_a_row_with_all_her_days() -> None:
    """The strip has a row a victim; records outside the window are a row of their own, without times none."""
    first, second = verdicts.TOUCHES[1], verdicts.TOUCHES[2]
    touches = (
        replace(second, person=first.person, call=first.call),
        first,
        replace(first, day=None),
        replace(first, inside=False),
    )
    (source,) = present(verdicts.verdict("source", replace(verdicts.WAREHOUSE, touches=touches))).sources

    assert [(row.days, row.inside) for row in source.rows] == [
        ((first.day,), False),
        ((date(2026, 6, 4), date(2026, 6, 5)), True),
    ]


def test_findings_rest_on_the_records_that_show_them() -> None:
    """What counts rests on records inside the window, what speaks against it on those of people only outside."""
    for_, against = findings_for(verdicts.WAREHOUSE), findings_against(verdicts.WAREHOUSE)

    assert len(for_[0].records) == 38
    assert "order:A000" not in {one.record for one in for_[0].records}
    assert for_[2].records == ()
    assert [[one.record for one in finding.records] for finding in against] == [[], ["order:A000"], [], []]


def test_a_finding_has_each_record_once_by_its_first_day() -> None:
    """A record that was seen several times is one record; those without a day stand last."""
    first, second = verdicts.TOUCHES[1], verdicts.TOUCHES[2]
    later = replace(first, day=date(2026, 6, 9))
    touches = (replace(second, day=None), later, first)

    (seen, *_) = findings_for(replace(verdicts.WAREHOUSE, touches=touches))

    assert [(one.record, one.day) for one in seen.records] == [(first.record, first.day), (second.record, None)]


def test_the_same_verdict_gives_the_same_view() -> None:
    """Same case, same screen."""
    assert present(verdicts.SEVERAL) == present(verdicts.SEVERAL)


@given(st.sets(st.text(min_size=1), max_size=300))
def test_aliases_keep_names_apart_and_show_nothing_of_them(names: set[str]) -> None:
    """One alias a name, opaque, of a form that may stand in a URL."""
    given_ = aliases("V", names)

    assert set(given_) == names
    assert len(set(given_.values())) == len(names)
    assert all(re.fullmatch("V-[0-9A-F]{4,64}", alias) for alias in given_.values())


def test_an_alias_does_not_depend_on_the_order_of_names() -> None:
    """Or links would point elsewhere tomorrow."""
    names = [f"p:{n}" for n in range(2000)]

    assert aliases("V", names) == aliases("V", reversed(names))
