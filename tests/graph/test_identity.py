"""Who is who: rows with two tokens link them, two identity cards never become one person."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import networkx as nx
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.facts import MemoryFacts
from graph.identity import Persons, resolve
from tests.graph.facts_builder import facts, table

Row = dict[str, str]


def placed(rows: Sequence[Row]) -> MemoryFacts:
    """Facts of orders that name their buyers like this."""
    return facts(orders=[{"order_no": f"O{n}", "order_time": "2024-01-01", **row} for n, row in enumerate(rows)])


def of(persons: Persons) -> dict[str, str]:
    """Token → person."""
    return dict(persons.of.iter_rows())


def plain(rows: Sequence[Row], without: set[str]) -> dict[str, str]:
    """The slow way: networkx over the tokens of each row."""
    whole = nx.Graph()
    for row in rows:
        tokens = sorted(row.values())
        whole.add_nodes_from(tokens)
        whole.add_edges_from((a, b) for a in tokens for b in tokens if a < b and not {a, b} & without)
    least = {token: min(part, key=lambda t: t[2:]) for part in nx.connected_components(whole) for token in part}
    return {token: "p:" + first[2:18] for token, first in least.items()}


def tokens(letter: str, count: int) -> st.SearchStrategy[str]:
    """Some of a few tokens of a column; their hex digits do not sort by column."""
    return st.integers(0, count - 1).map(lambda n: f"{letter}:{(n * 7 + ord(letter) * 3) % 97:02x}")


SHORT = settings(max_examples=40, deadline=None)
ROWS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "id_number": tokens("d", 3),
            "person_id": tokens("n", 4),
            "phone": tokens("h", 5),
            "account": tokens("a", 5),
        },
    ),
    max_size=12,
)


@SHORT
@given(ROWS)
def test_persons_are_the_components_of_the_tokens_that_no_two_cards_claim(rows: list[Row]) -> None:
    """As networkx finds them once the contested tokens link nobody."""
    persons = resolve(placed(rows))

    assert of(persons) == plain(rows, set(persons.conflicts["token"]))


@SHORT
@given(ROWS)
def test_no_person_has_two_identity_cards(rows: list[Row]) -> None:
    """Neither directly nor through any chain of rows."""
    persons = resolve(placed(rows))
    cards = persons.of.filter(pl.col("token").str.starts_with("d:"))

    assert cards["person"].n_unique() == cards.height


@SHORT
@given(ROWS)
def test_a_conflict_is_only_where_rows_join_two_cards(rows: list[Row]) -> None:
    """Every contested token lies between cards that the rows would have made one person, and is no card itself."""
    merged = plain(rows, set())
    found = resolve(placed(rows)).conflicts

    for token in set(found["token"]):
        claims = found.filter(pl.col("token") == token)["id_number"].to_list()
        assert len(claims) >= 2
        assert {merged[card] for card in claims} == {merged[token]}
        assert not token.startswith("d:")
    if not found.height:
        assert of(resolve(placed(rows))) == merged


@SHORT
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_means_nothing(rows: list[Row], random: Random) -> None:
    """Shuffled rows give the very same answer."""
    shuffled = random.sample(rows, len(rows))
    one, other = resolve(placed(rows)), resolve(placed(shuffled))

    assert one.of.equals(other.of)
    assert one.conflicts.equals(other.conflicts)


def test_a_phone_seen_with_two_cards_links_nobody_and_is_reported() -> None:
    """Each card stays with what only it claims; the shared phone is a person of its own."""
    persons = resolve(
        placed([
            {"id_number": "d:01", "phone": "h:0a"}, {"id_number": "d:02", "phone": "h:0a"},
            {"id_number": "d:01", "account": "a:0b"}, {"id_number": "d:02", "account": "a:0c"},
        ])
    )  # fmt: skip

    assert of(persons) == {"d:01": "p:01", "a:0b": "p:01", "d:02": "p:02", "a:0c": "p:02", "h:0a": "p:0a"}
    assert persons.conflicts.rows() == [("h:0a", "d:01"), ("h:0a", "d:02")]


def test_a_token_midway_between_two_cards_is_the_contested_one() -> None:
    """Card – phone – account – phone – card: the account in the middle links nobody, the phones stay with their cards."""
    persons = resolve(
        placed([
            {"id_number": "d:01", "phone": "h:0a"}, {"phone": "h:0a", "account": "a:0b"},
            {"account": "a:0b", "phone": "h:0c"}, {"phone": "h:0c", "id_number": "d:02"},
        ])
    )  # fmt: skip

    assert of(persons) == {"d:01": "p:01", "h:0a": "p:01", "d:02": "p:02", "h:0c": "p:02", "a:0b": "p:0b"}


def test_tokens_meet_across_kinds_of_record() -> None:
    """The victim's number and the order's account are one person through the phone of a call."""
    persons = resolve(
        facts(
            victims=[{"person_id": "n:03", "phone": "h:02", "first_contact": "2024-05-01"}],
            calls=[{"phone": "h:02", "account": "a:01", "calling_number": "95123", "call_time": "2024-05-01"}],
            orders=[{"account": "a:01", "order_no": "O1", "order_time": "2024-04-01"}],
        )
    )

    assert set(of(persons).values()) == {"p:01"}


def test_a_secret_token_links_nobody() -> None:
    """The owner of a line and the officer of a case stand in the row without being its person."""
    persons = resolve(
        facts(
            victims=[{"phone": "h:02", "officer": "s:01", "first_contact": "2024-05-01"}],
            lines=[{"number": "0591123", "account_owner": "s:02"}],
        )
    )

    assert of(persons) == {"h:02": "p:02"}


@pytest.mark.parametrize(
    ("row", "person"),
    [({"phone": "h:0a", "id_number": "d:02"}, "p:02"), ({"phone": "h:0a"}, "p:0a"), ({}, None)],
)
def test_a_row_is_its_cards_person_first(row: Row, person: str | None) -> None:
    """Where a conflict has parted the tokens of a row; a row without any is nobody's."""
    persons = resolve(placed([{"id_number": "d:01", "phone": "h:0a"}, {"id_number": "d:02", "phone": "h:0a"}]))
    rows = table("waybills", [{"waybill_no": "W1", **row}, {"waybill_no": "W2", "id_number": "d:01"}])

    assert persons.named_in("waybills", rows)["person"].to_list() == [person, "p:01"]


def test_no_facts_have_no_persons() -> None:
    """An empty workspace is no error."""
    persons = resolve(facts())

    assert persons.of.is_empty()
    assert persons.conflicts.is_empty()
