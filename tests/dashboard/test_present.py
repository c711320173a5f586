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
from dashboard.disagreement import disagreement
from dashboard.effect import effect
from dashboard.findings import findings_against, findings_for
from dashboard.present import present
from graph.ranking.told.agreement import Opinion
from graph.verdict import Rival, Score
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


def test_what_is_not_told_apart_from_a_source_is_graded_tied() -> None:
    """The headline says "A or B"; in the list B is no weaker lead."""
    rival = verdicts.OTHERS[-1]
    source = replace(verdicts.FOUND.sources[0], not_told_apart=(Rival(rival.kind, rival.holder, 50.0),))
    view = present(replace(verdicts.FOUND, sources=(source,), ranking=(replace(rival, grade="lead"),)))

    assert [candidate.grade for candidate in view.candidates] == [source.grade, "tied"]


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


def test_the_bars_of_a_value_follow_one_another_and_end_at_it() -> None:
    """What says nothing is no bar."""
    value = present(verdicts.FOUND).sources[0].value

    assert [bar.start for bar in value.parts[1:]] == [bar.end for bar in value.parts[:-1]]
    assert value.parts[-1].end == pytest.approx(value.total)
    assert len(value.parts) == len(verdicts.PARTS) - 1


def test_three_methods_against_us_are_a_warning_and_two_are_not() -> None:
    """One of them may be wrong in the same way as the next; of many one should think again."""
    ours = ("warehouse", "湖前云仓 3 号库")

    assert disagreement(verdicts.OPINIONS, verdicts.FOUND, ours).against == ("platform", "青禾商城")
    assert disagreement(verdicts.OPINIONS[1:], verdicts.FOUND, ours).against is None


def test_methods_that_agree_on_another_of_our_sources_are_not_against_us() -> None:
    """Several sources: each method can put only one of them first."""
    first = Score("courier_person", "派件员 K-0417", 9.0)
    opinions = tuple(Opinion(method, 2, 9, first, "blind") for method in ("jlh", "g2", "odds_ratio"))
    found = disagreement(opinions, verdicts.SEVERAL, ("warehouse", "湖前云仓 3 号库"))

    assert found.against is None
    assert {row.why for row in found.rows} == {"named"}


def test_a_popular_holder_is_as_common_among_others_only_where_it_is() -> None:
    """A reason that is not true would be worse than none."""
    unusual = tuple(replace(row, observed=200) if row.holder == "青禾商城" else row for row in verdicts.FOUND.ranking)
    ours = ("warehouse", "湖前云仓 3 号库")
    common, other = (
        disagreement(verdicts.OPINIONS, verdict, ours).rows[0]
        for verdict in (verdicts.FOUND, replace(verdicts.FOUND, ranking=unusual))
    )

    assert (common.why, common.expected) == ("common", 86.1)
    assert (other.why, other.expected) == ("degree", None)


def test_the_effect_of_a_what_if_is_who_is_first_and_what_it_explains() -> None:
    """Before and after; nobody where nobody is named."""
    found, none = present(verdicts.FOUND), present(verdicts.NONE)

    assert effect(found, found).explains == (38, 38)
    assert effect(found, none).after is None
    assert effect(none, found).before is None
    assert effect(none, found).explains == (0, 38)
    assert effect(present(verdicts.FOUR), found).sources == (4, 1)
