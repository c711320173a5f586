"""Judgements on the screen: the part of the door to `graph` and `ingest` that speaks of them. Nothing here is plain text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import streamlit as st

from dashboard import queries
from dashboard.aliases import aliases
from dashboard.models import Person
from dashboard.queries import Access
from graph.errors import HeadwaterError
from graph.judgements import CLEARED
from graph.verdict import Text
from ingest import showing
from ingest.keys import Key, key_path, present_key
from ingest.masking import mask_digits
from ingest.showing import Conflict, ListedJudgement, Offer
from ingest.suggestions.of_workspace import suggestions


@dataclass(frozen=True, slots=True)
class Offers:
    """Suggestions in words, by the likeliest; `read`: whether names and addresses could be read, if there are any; `more`: not listed."""

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


def offers(access: Access) -> Offers:
    """Who may be one person; without a key that opens the vault names and addresses are not read."""
    try:
        key = present_key(key_path())
    except HeadwaterError:
        key = None
    return _offers(access, tuple(key.by_fingerprint()) if key else (), key)


@st.cache_data(show_spinner=False, max_entries=4)
def _offers(access: Access, fingerprints: tuple[str, ...], _key: Key | None) -> Offers:  # noqa: ARG001 - tells keys apart
    """As `offers`; kept by the key's fingerprints, so that a key that is back is looked at."""
    reading = suggestions(queries.store(access), _key)
    return Offers(showing.offered(reading), reading.plain or not access.published, reading.suggested.more)


def cleared(access: Access, kind: str, name: str) -> ListedJudgement | None:
    """The judgement in force that cleared a holder."""
    about = (kind, name)
    return next((j for j in listed(access) if (j.kind, j.state, j.about) == (CLEARED, "in_force", about)), None)


def people(names: Iterable[str]) -> list[Person]:
    """Those among these names who are people, by alias; records, kinds and holders are left out."""
    persons = [name for name in names if name.startswith("p:")]
    tokens = [name for name in names if name.partition(":")[0] in showing.COLUMNS]
    return [
        Person(alias, name) for each in (aliases("V", persons), aliases("T", tokens)) for name, alias in each.items()
    ]


def _named(name: str, shown: Mapping[str, str]) -> str:
    """What the vault shows of a token, else an alias of it; of a record its number, long ones masked."""
    if name in shown:
        return shown[name]
    first, _, rest = name.partition(":")
    if first in {"order", "waybill", "exposure"}:
        return mask_digits(rest)
    return aliases("T", [name])[name] if first in showing.COLUMNS else name
