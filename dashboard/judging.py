"""Judgements on the screen: the part of the door to `graph` and `ingest` that speaks of them. Nothing here is plain text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import streamlit as st

from dashboard import queries
from dashboard.aliases import aliases
from dashboard.effect import effect
from dashboard.models import Effect
from dashboard.present import present
from dashboard.queries import Access
from graph.judgements import CLEARED, Judgement, judged_by
from graph.judgements.ledger import judgements
from graph.ledger import user
from graph.ranking import rank
from graph.stores import MemoryStore
from graph.verdict import Text
from ingest import decisions, showing
from ingest.keys import key_path, present_key
from ingest.masking import mask_digits
from ingest.showing import Conflict, ListedJudgement, Offer
from ingest.suggestions.of_workspace import suggestions

NEXT = 1 << 62
"""The number of a judgement that is only supposed: later than any."""


@dataclass(frozen=True, slots=True)
class Offers:
    """Suggestions in words, by the likeliest; `read`: whether names and addresses could be read; `more`: not listed."""

    offers: tuple[Offer, ...]
    read: bool
    more: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """A judgement that can be made: its kind, what it is about, in words, the reason that stands there, the chance."""

    kind: str
    about: tuple[str, ...]
    text: Text
    reason: str = ""
    score: float | None = None


@st.cache_data(show_spinner=False, max_entries=4)
def listed(access: Access) -> tuple[ListedJudgement, ...]:
    """All judgements, the latest first, when in the time of China."""
    every = showing.listed(queries.store(access), _named)
    return tuple(replace(one, at=queries.in_beijing(one.at)) for one in reversed(every))


@st.cache_data(show_spinner=False, max_entries=4)
def conflicts(access: Access) -> tuple[Conflict, ...]:
    """Where the rows would make one person of several identity cards."""
    return showing.conflicts(queries.store(access), _named)


@st.cache_data(show_spinner=False, max_entries=4)
def offers(access: Access) -> Offers:
    """Who may be one person; without the key names and addresses are not read."""
    path = key_path()
    reading = suggestions(queries.store(access), present_key(path) if path.exists() else None)
    return Offers(showing.offered(reading), reading.plain, reading.suggested.more)


def cleared(access: Access, kind: str, name: str) -> ListedJudgement | None:
    """The judgement in force that cleared a holder."""
    about = (kind, name)
    return next((j for j in listed(access) if (j.kind, j.state, j.about) == (CLEARED, "in_force", about)), None)


@st.cache_data(show_spinner=False, max_entries=16)
def supposed(access: Access, case_alias: str | None, kind: str, names: tuple[str, ...]) -> Effect:
    """What a judgement would change in the verdict; it is not made."""
    store = queries.store(access)
    about = decisions.named(store, kind, names)
    one = Judgement(NEXT, "", "", kind, tuple(sorted(about)) if kind != CLEARED else about, "")
    judged = judged_by([*judgements(store.workspace), one])
    if judged.reading == store.judged.reading:
        after = replace(queries.index(access, case_alias), judged=judged)
    else:
        after = MemoryStore(store.facts, judged=judged).index(queries.case_number(access, case_alias))
    return effect(present(queries.verdict(access, case_alias)), present(rank(after)))


def make(access: Access, proposal: Proposal, reason: str) -> None:
    """Make a judgement, in the name of whoever is logged in to this machine."""
    decisions.decide(queries.store(access), proposal.kind, proposal.about, reason, user())


def undo(access: Access, number: int, reason: str) -> None:
    """Take a judgement back."""
    decisions.undo(queries.store(access), number, reason, user())


def _named(name: str, shown: Mapping[str, str]) -> str:
    """What the vault shows of a token, else an alias of it; of a record its number, long ones masked."""
    if name in shown:
        return shown[name]
    first, _, rest = name.partition(":")
    if first in {"order", "waybill", "exposure"}:
        return mask_digits(rest)
    return aliases("T", [name])[name] if first in showing.COLUMNS else name
