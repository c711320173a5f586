"""Which questions a verdict ends with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import polars as pl
import pytest

from graph.exposures import Exposures
from graph.ranking import rank
from graph.ranking.questions.gain import TELLS
from graph.ranking.questions.listing import LISTED, WORTH
from graph.verdict import Question
from tests.graph.ranking.made_up import exposures, person, random_case, shuffled

LEAK = random_case(1)
VICTIM = pl.col("person").str.slice(2).cast(pl.Int64) < 30


def asked(case: Exposures, ask: str | None = None) -> list[Question]:
    """The questions of a case, or those of a kind."""
    return [question for question in rank(case).next_questions if ask in {None, question.ask}]


def without(case: Exposures, rows: pl.Expr) -> Exposures:
    """The case without these holdings."""
    return replace(case, holdings=case.holdings.filter(~rows))


def untraced(case: Exposures, part: int = 2) -> Exposures:
    """The same where of one victim in so many no chain but the courier is known."""
    some = VICTIM & (pl.col("person").str.slice(2).cast(pl.Int64) % part == 0)
    return without(case, some & (pl.col("kind") != "courier"))


def test_where_all_is_known_and_a_source_is_sure_nothing_is_asked() -> None:
    """An empty list, not a list of idle questions."""
    verdict = rank(LEAK)

    assert verdict.state == "source"
    assert verdict.sources[0].not_told_apart == ()
    assert verdict.next_questions == ()


def test_orders_of_unknown_holders_are_to_be_traced_one_of_a_victim() -> None:
    """The entry says which order of whom, and what kinds of holder it could tell."""
    found = asked(untraced(random_case(4, leak=None)), "trace_order") + asked(untraced(LEAK), "trace_order")

    assert found
    for question in found:
        assert question.about == question.record
        assert question.kinds == ("branch", "hub", "merchant")
        assert question.person == f"p:{int(str(question.record)[6:].split('-')[0]):03}"


@pytest.mark.parametrize("change", [lambda case: case, untraced, lambda case: without(case, VICTIM)])
def test_the_most_telling_comes_first_and_nobody_is_asked_twice(change: Callable[[Exposures], Exposures]) -> None:
    """At most LISTED, each worth an interview."""
    found = asked(change(LEAK))
    gains = [round(question.gain, 9) for question in found]
    people = [question.person for question in found if question.person]

    assert gains == sorted(gains, reverse=True)
    assert len(found) <= LISTED
    assert all(gain >= WORTH for gain in gains)
    assert len(people) == len(set(people))


def test_an_answer_that_could_hardly_move_anybody_is_not_asked_for() -> None:
    """All is known of a case in which nobody leaked, but for the orders of two victims."""
    case = random_case(4, leak=None)
    two = without(case, pl.col("person").is_in(["p:003", "p:007"]))

    assert rank(two).state == "none"
    assert asked(two) == []


def test_where_much_is_unknown_somebody_may_be_hidden_and_is_asked_for() -> None:
    """Also where no holder met so far can be moved."""
    case = random_case(4, leak=None)
    half = without(case, VICTIM & (pl.col("person").str.slice(2).cast(pl.Int64) % 2 == 0))

    found = asked(half, "orders_of_victim")

    assert found
    assert all(question.chance is None for question in found)


def test_a_named_order_is_traced_before_others() -> None:
    """The caller said which of them he had."""
    case = untraced(LEAK, 1)
    second = asked(case, "trace_order")[1]
    hers = pl.col("person") == second.person
    people = case.people.with_columns(named=pl.when(hers).then(pl.lit(second.record)))

    assert asked(replace(case, people=people), "trace_order")[0].record == second.record


def test_victims_without_orders_are_asked_for_them() -> None:
    """Also where nothing can be decided at all."""
    found = asked(without(LEAK, VICTIM), "orders_of_victim")

    assert len(found) == LISTED
    assert all(question.chance is None for question in found)


def test_a_tie_is_told_apart_by_a_log_or_by_an_order_through_one_of_them() -> None:
    """A shop and its warehouse have the same records of victims; comparison people's went to another one."""
    twin = LEAK.holdings.filter(pl.col("holder") == "shop:3").with_columns(
        kind=pl.lit("warehouse"), holder=pl.when(VICTIM).then(pl.lit("store:3")).otherwise(pl.lit("store:4"))
    )
    tied = replace(LEAK, holdings=pl.concat([LEAK.holdings, twin]))

    log, canary = asked(tied, "request_log"), asked(tied, "canary_order")

    assert {str(one.holder) for one in log} <= {"('merchant', 'shop:3')", "('warehouse', 'store:3')"}
    assert len(log) == len(canary) == 1
    assert "store:3" in log[0].text.en
    assert "shop:3" in log[0].text.zh
    assert canary[0].holder == ("merchant", "shop:3")


def test_too_few_victims_have_no_questions() -> None:
    """A verdict needs three."""
    assert asked(exposures([person("a"), person("b")], [("a", "order:1", "merchant", "m", "2024-05-01")])) == []


def test_the_order_of_rows_does_not_matter() -> None:
    """The same questions, word for word."""
    case = untraced(LEAK)

    assert asked(shuffled(case, 3)) == asked(case)


def test_what_an_answer_would_do_agrees_with_what_is_believed_now() -> None:
    """The chance now lies between that after a no and that after a yes; sentences stand in both languages."""
    for question in [*asked(untraced(LEAK)), *asked(random_case(2, leak=None))]:
        assert question.text.zh.endswith("。")
        assert question.text.en.endswith(".")
        if question.chance:
            now, yes, no = question.chance.now, question.chance.if_yes, question.chance.if_no
            assert 0 <= no <= now <= yes <= 1
            assert max(yes - now, now - no) >= TELLS
            assert "按提问时的估计" in question.text.zh
