"""Tokens are made once a value, in one way or another, and hints are told once."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ingest.books
from ingest.books import HintBook, TokenBook
from ingest.hmacs import LONGEST
from ingest.keys import Key
from ingest.places import SEEDS, Places
from ingest.tokens import token, tokens_of

KEY = Key(b"k" * 32)
TEXTS = st.one_of(st.text(max_size=80), st.integers(40, 140).map(lambda n: "a" * n), st.just("长" * LONGEST))


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, max_size=40))
def test_many_at_once_are_the_hmacs_of_the_standard_library(texts: list[str]) -> None:
    """Whatever their lengths, which decide how many blocks they take."""
    values = pl.Series(texts, dtype=pl.String)

    assert tokens_of(KEY, "phone", values, 0).to_list() == [token(KEY, "phone", text) for text in texts]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.one_of(st.none(), st.text(max_size=3)), max_size=30), max_size=4), st.booleans())
def test_every_value_has_one_code_and_its_token(pieces: list[list[str | None]], few: bool) -> None:
    """Over all pieces, whether the first were looked up in a table or not."""
    book, codes = TokenBook(KEY, "name"), {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ingest.books, "FEW", 100 if few else 0)
        for piece in pieces:
            found = book.codes(pl.Series(piece, dtype=pl.String)).to_list()
            for value, code in zip(piece, found, strict=True):
                assert code == codes.setdefault(value, code)
    del_none = {value: code for value, code in codes.items() if value is not None}
    assert codes.get(None) is None
    assert sorted(del_none.values()) == list(range(len(del_none)))
    assert [book.tokens[code] for code in del_none.values()] == [token(KEY, "name", value) for value in del_none]
    assert dict(book.secrets().select("value", "token").iter_rows()) == {v: token(KEY, "name", v) for v in del_none}


@pytest.mark.parametrize("shared", range(len(SEEDS)))
def test_values_that_share_a_hash_are_told_apart(monkeypatch: pytest.MonkeyPatch, shared: int) -> None:
    """By the other one."""
    honest = pl.Series.hash
    monkeypatch.setattr(pl.Series, "hash", lambda self, seed: honest(self, seed) * (seed != SEEDS[shared]))
    monkeypatch.setattr(ingest.books, "FEW", 0)
    book = TokenBook(KEY, "name")

    assert book.codes(pl.Series(["a", "b", "a"])).to_list() == [0, 1, 0]
    assert book.codes(pl.Series(["c", "b"])).to_list() == [2, 1]


def test_places_grow() -> None:
    """Past the first table."""
    values = pl.Series(map(str, range(200_000)))
    places = Places()
    places.of(values[:10])

    codes, new = places.of(values)

    assert codes.tolist() == list(range(200_000))
    assert new.to_list() == list(range(10, 200_000))


def test_a_hint_is_told_when_it_is_another_than_the_one_before() -> None:
    """Of each person for itself; nothing and nobody are no hints."""
    book = HintBook()

    first = book.new(pl.Series([0, 0, 1, None, 0]), pl.Series([5, 5, 5, 5, None]))
    second = book.new(pl.Series([0, 1, 0]), pl.Series([5, 6, 7]))

    assert (first.to_list(), second.to_list()) == ([0, 2], [1, 2])
