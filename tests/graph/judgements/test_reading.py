"""What judgements change: who is who, which holder had which record, who may be named. Never a fact."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import trace
from graph.facts import MemoryFacts
from graph.identity import Persons, resolve
from graph.judgements import Judged
from graph.links import links
from graph.stores import MemoryStore
from graph.what_if import WhatIf
from tests.graph.test_identity import ROWS, Row, of, placed, tokens

TOKEN = st.one_of(*(tokens(letter, 5) for letter in "ndha"))
PAIR = st.tuples(TOKEN, TOKEN).filter(lambda pair: pair[0] != pair[1])


def resolved(rows: list[Row], **judged: tuple[tuple[str, ...], ...]) -> dict[str, str]:
    """Token → person under judgements."""
    return of(resolve(placed(rows), Judged(**judged)))


def test_two_people_judged_one_are_one_person_with_all_their_tokens() -> None:
    """Under the pseudonym of the least token of both."""
    rows = [{"phone": "h:02", "account": "a:03"}, {"phone": "h:04", "account": "a:01"}]

    assert set(resolved(rows, same=(("h:02", "h:04"),)).values()) == {"p:01"}


def test_two_people_that_a_shared_phone_made_one_can_be_parted() -> None:
    """The phone then links nobody; what else each has stays with them."""
    rows = [{"person_id": "n:01", "phone": "h:05"}, {"person_id": "n:02", "phone": "h:05"}, {"person_id": "n:02", "account": "a:06"}]  # fmt: skip

    assert set(resolved(rows).values()) == {"p:01"}
    assert resolved(rows, not_same=(("n:01", "n:02"),)) == {"n:01": "p:01", "n:02": "p:02", "a:06": "p:02", "h:05": "p:05"}  # fmt: skip


def test_a_direct_link_judged_not_to_hold_is_cut_and_nothing_else() -> None:
    """Two tokens of one row: each keeps its own."""
    rows = [{"person_id": "n:01", "phone": "h:05"}, {"phone": "h:05", "account": "a:06"}]

    assert resolved(rows, not_same=(("h:05", "n:01"),)) == {"n:01": "p:01", "h:05": "p:05", "a:06": "p:05"}


def test_a_conflict_of_two_cards_is_settled_by_judging_them_one() -> None:
    """A slip of the pen in one of them."""
    rows = [{"id_number": "d:01", "phone": "h:0a"}, {"id_number": "d:02", "phone": "h:0a"}]
    settled = resolve(placed(rows), Judged(same=(("d:01", "d:02"),)))

    assert resolve(placed(rows)).conflicts.height == 2
    assert settled.conflicts.is_empty()
    assert set(of(settled).values()) == {"p:01"}


def test_people_judged_one_whose_rows_name_two_cards_are_a_conflict_and_not_merged() -> None:
    """What was judged stays together; the cards stay apart, and the conflict is reported."""
    rows = [{"id_number": "d:01", "phone": "h:0a"}, {"id_number": "d:02", "phone": "h:0b"}]
    found = resolve(placed(rows), Judged(same=(("h:0a", "h:0b"),)))

    assert of(found) == {"d:01": "p:01", "d:02": "p:02", "h:0a": "p:0a", "h:0b": "p:0a"}
    assert found.conflicts.rows() == [("h:0a", "d:01"), ("h:0a", "d:02")]


def test_a_token_judged_wrong_links_nobody_and_names_its_row_only_where_it_stands_alone() -> None:
    """A card typed wrongly: the row is that of its phone."""
    given_ = placed([{"id_number": "d:01", "phone": "h:0a"}, {"phone": "h:0a"}, {"id_number": "d:01"}])
    persons = resolve(given_, Judged(wrong_token=(("d:01",),)))

    assert persons.named_in("orders", given_.table("orders"))["person"].to_list() == ["p:0a", "p:0a", "p:01"]


@settings(max_examples=60, deadline=None)
@given(ROWS, st.lists(PAIR, max_size=3), st.randoms(use_true_random=False))
def test_judged_apart_is_apart_and_the_order_of_rows_means_nothing(
    rows: list[Row], pairs: list[tuple[str, str]], random: Random
) -> None:
    """Whatever the rows say, and whether or not the tokens occur."""
    judged = Judged(not_same=tuple(sorted(set(pairs))))
    found = resolve(placed(rows), judged)

    people = of(found)
    assert all(people[a] != people[b] for a, b in pairs if a in people and b in people)
    assert resolve(placed(random.sample(rows, len(rows))), judged).of.equals(found.of)


@settings(max_examples=60, deadline=None)
@given(ROWS, st.lists(PAIR, max_size=3))
def test_judged_the_same_is_the_same(rows: list[Row], pairs: list[tuple[str, str]]) -> None:
    """Of tokens that occur; and nobody else is parted but by a conflict of cards."""
    found = resolve(placed(rows), Judged(same=tuple(sorted(set(pairs)))))

    people = of(found)
    assert all(people[a] == people[b] for a, b in pairs if a in people and b in people)


@settings(max_examples=40, deadline=None)
@given(ROWS)
def test_without_judgements_nothing_changes(rows: list[Row]) -> None:
    """Neither persons nor conflicts; a judgement on tokens that do not occur is none."""
    plain, judged = (
        resolve(placed(rows)),
        resolve(placed(rows), Judged(same=(("h:ff", "n:ff"),), wrong_token=(("h:fe",),))),
    )

    assert of(plain) == of(judged)
    assert plain.conflicts.equals(judged.conflicts)


# ------------------------------------------------------------------------------------------------------ the verdict
def leak() -> MemoryFacts:
    """Twelve of 16 victims bought in one shop ten days before the call; twelve comparison people bought elsewhere."""
    from tests.graph.facts_builder import facts

    people = [f"n:{n:02x}" for n in range(28)]
    return facts(
        victims=[{"person_id": p, "first_contact": "2024-05-20T10:00:00", "region": "甲市"} for p in people[:16]],
        comparisons=[{"person_id": p, "reference_time": "2024-05-20", "region": "甲市"} for p in people[16:]],
        orders=[
            {"person_id": p, "order_no": f"A{n}", "order_time": "2024-05-10T09:00:00",
             "merchant": "漏店" if n < 12 else f"小店{n}", "warehouse": "大仓" if n % 2 else "小仓"}
            for n, p in enumerate(people)
        ],
    )  # fmt: skip


CLEARED = Judged(cleared=(("merchant", "漏店"),))


def test_a_cleared_holder_is_listed_and_not_named_and_it_is_said_that_it_would_be() -> None:
    """With the figures that the material gives."""
    plain, judged = trace(MemoryStore(leak())), trace(MemoryStore(leak(), judged=CLEARED))

    assert [source.holder for source in plain.sources] == ["漏店"]
    assert [source.holder for source in judged.sources if source.holder == "漏店"] == []
    row = next(row for row in judged.to_dict()["ranking"] if row.get("cleared"))
    assert (row["holder"], row["grade"], row["observed"]) == ("漏店", "cleared", plain.sources[0].observed)
    assert "漏店" in next(w.text.zh for w in judged.warnings if w.code == "cleared_explains")
    assert judged.to_dict()["judgements"] == {"cleared": 1}
    assert judged.inputs.digest != plain.inputs.digest


def test_who_is_cleared_is_weighed_as_if_left_out() -> None:
    """All but what is said of the judgement is the view without it."""
    judged = trace(MemoryStore(leak(), judged=CLEARED))
    left_out = trace(MemoryStore(leak()), what_if=WhatIf(without=(("merchant", "漏店"),)))

    assert (judged.state, judged.ranking, judged.sources) == (left_out.state, left_out.ranking, left_out.sources)


def test_a_cleared_holder_that_does_not_occur_changes_no_figure() -> None:
    """It is counted among the judgements."""
    judged = trace(MemoryStore(leak(), judged=Judged(cleared=(("merchant", "别家"),))))

    assert judged.sources == trace(MemoryStore(leak())).sources
    assert judged.judgements == {"cleared": 1}


def test_a_record_judged_not_to_have_gone_through_a_holder_is_not_its_own_and_is_not_filled_in_again() -> None:
    """Neither from the records around it; the graph shows no such link."""
    judged = Judged(wrong_holding=tuple((f"order:A{n}", "merchant", "漏店") for n in range(3, 12)))
    store = MemoryStore(leak(), judged=judged)
    named = links(store.facts, store.persons)["HELD_BY"].filter(pl.col("end") == "merchant:漏店")

    assert trace(store).sources == ()
    assert named.height == 3


@pytest.mark.parametrize("judged", [Judged(same=(("n:00", "n:01"),)), Judged(not_same=(("n:00", "n:01"),))])
def test_the_digest_of_the_inputs_follows_what_is_read(judged: Judged) -> None:
    """Two victims made one are other inputs; two that are apart anyway are not."""
    plain, other = (MemoryStore(leak(), judged=one).index().digest for one in (Judged(), judged))

    assert (plain == other) == bool(judged.not_same)


def test_two_victims_judged_one_count_once() -> None:
    """In the counts of the verdict too."""
    verdict = trace(MemoryStore(leak(), judged=Judged(same=(("n:00", "n:01"),))))

    assert verdict.inputs.victims == 15
    assert replace(verdict, judgements={}).to_dict() != verdict.to_dict()


def test_persons_say_which_judgements_they_were_resolved_with() -> None:
    """So that whatever is read with them is read under the same."""
    assert isinstance(found := resolve(leak(), CLEARED), Persons)
    assert found.judged == CLEARED
