"""Judgements as people make them: named by pseudonym or token, checked against what is there, written to the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

import polars as pl

from graph.errors import BadInput, NotFound
from graph.holdings import held
from graph.identity import CARD, Persons
from graph.judgements import CLEARED, NOT_SAME, SAME, WRONG_HOLDING, WRONG_TOKEN, Judgement, review
from graph.judgements import ledger as written
from graph.ledger import user
from graph.stores import EmbeddedStore
from ingest.tokens import PREFIXES
from ingest.vault.typed import typed

NEAR = 3


def decide(store: EmbeddedStore, kind: str, names: Sequence[str], reason: str, who: str | None = None) -> Judgement:
    """Make a judgement in the workspace of a store, whose reading it does not change: open it anew.

    Where review is turned on, and the judgement is one that two have to make, it is proposed and waits for `approve`.
    Persons are named by pseudonym (p:…) or token. A mobile or identity card number in the reason is masked.
    NotFound: nobody and nothing of that name is there. BadInput: it says nothing new, or has no reason.
    """
    about = named(store, kind, names)
    proposal = reviewed(store, kind, about)
    return written.record(
        store.workspace, kind, about, typed(store.workspace, reason), who or user(), proposal=proposal
    )


def reviewed(store: EmbeddedStore, kind: str, about: tuple[str, ...]) -> bool:
    """Whether a judgement waits for a second person, in the terms it is written down in."""
    if not review.required(store.workspace):
        return False
    tokens = [*about, *(pair[0] for pair in store.judged.same)] if kind == SAME else []
    person = dict(store.persons.of.filter(pl.col("token").is_in(tokens)).select("token", "person").rows())
    return review.needed(kind, review.merged(store.judged, person, about) if kind == SAME else 0)


def approve(store: EmbeddedStore, number: int, who: str | None = None) -> Judgement:
    """Let what another proposed take effect. NotFound: none of this number waits. BadInput: it is one's own."""
    return review.approve(store.workspace, number, who or user())


def turn_review(store: EmbeddedStore, reason: str, who: str | None = None, *, on: bool) -> None:
    """Turn review by a second person on or off. BadInput: it is so already, no reason, or one's own to turn off."""
    review.turn(store.workspace, typed(store.workspace, reason), who or user(), on=on)


def undo(store: EmbeddedStore, number: int, reason: str, who: str | None = None) -> Judgement:
    """Take a judgement back. NotFound: there is none of this number. BadInput: it was before, or no reason is given."""
    return written.undo(store.workspace, number, typed(store.workspace, reason), who or user())


def named(store: EmbeddedStore, kind: str, names: Sequence[str]) -> tuple[str, ...]:
    """What a judgement of this kind is about, in the terms it is written down in; errors as for `decide`."""
    if kind in {SAME, NOT_SAME}:
        _check_persons(store.persons, kind, names)
        return tuple(token_of(store.persons, name) for name in names)
    if kind == WRONG_TOKEN:
        return tuple(_token(store.persons, name) for name in names)
    if kind == WRONG_HOLDING and len(names) == 3:
        _check_holding(store, names)
    if kind == CLEARED and len(names) == 2:
        _check_holder(names, held(store.facts, store.persons))
    return tuple(names)


def token_of(persons: Persons, name: str) -> str:
    """The token that stands for a person: the identity card's where there is one, else the least. NotFound."""
    if not name.startswith("p:"):
        return _token(persons, name)
    theirs = persons.of.filter(pl.col("person") == person_of(persons, name))["token"]
    return str(min(theirs, key=lambda token: (not token.startswith(f"{PREFIXES[CARD]}:"), token[2:], token)))


def person_of(persons: Persons, name: str) -> str:
    """The pseudonym, today, of a person named by token or by a pseudonym of any day. NotFound."""
    if name.startswith("p:"):
        found = persons.of.filter(pl.col("token").str.slice(2, 16) == name[2:])
    else:
        found = persons.of.filter(pl.col("token") == name)
    if found.is_empty():
        msg = f"nobody is called {name!r} here: name a pseudonym (p:… as trace and explain print it) or a token"
        raise NotFound(msg)
    return str(found["person"][0])


def _token(persons: Persons, name: str) -> str:
    person_of(persons, name)
    if name.startswith("p:"):
        msg = f"{name} is a person, not one token of theirs: headwater judge person {name} lists them"
        raise BadInput(msg)
    return name


def _check_persons(persons: Persons, kind: str, names: Sequence[str]) -> None:
    """BadInput where two names mean one person and no token tells which part of them."""
    people = [person_of(persons, name) for name in names]
    if len(set(people)) == len(people):
        return
    if kind == SAME:
        msg = f"{' and '.join(names)} are one person already"
        raise BadInput(msg)
    if any(name.startswith("p:") for name in names):
        msg = f"{' and '.join(names)} are one person here: if a judgement says so, take it back (headwater judge list, undo); if the rows do, name two of their tokens (headwater judge person {people[0]})"
        raise BadInput(msg)


def _check_holding(store: EmbeddedStore, names: Sequence[str]) -> None:
    record, kind, holder = names
    rows = held(store.facts, store.persons).filter(pl.col("record") == record)
    if rows.is_empty():
        msg = f"there is no record {record!r}: name it as explain prints it, like order:20240501"
        raise NotFound(msg)
    _check_holder((kind, holder), rows)


def _check_holder(name: Sequence[str], holdings: pl.DataFrame) -> None:
    """NotFound, with what is near it, where none of the holdings is of this kind and holder."""
    known = holdings.select("kind", "holder").unique().sort("kind", "holder").rows()
    if tuple(name) in known:
        return
    near = get_close_matches(name[1], [holder for kind, holder in known if kind == name[0]], NEAR, 0.4)
    kinds = ", ".join(sorted({kind for kind, _ in known})) or "none"
    msg = f"there is no {name[0]} {name[1]!r}" + (
        f"; near it: {', '.join(near)}" if near else f"; the kinds are: {kinds}"
    )
    raise NotFound(msg)
