"""Judgements, conflicts, suggestions and persons as they may be shown: tokens with what the vault shows of them, masked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import polars as pl

from graph.errors import BadInput
from graph.judgements import Shift, ledger
from graph.stores import EmbeddedStore
from graph.verdict import Text
from graph.wording import judgement as in_words
from graph.wording.judgements import conflict, holds_again, set_aside
from graph.wording.suggestions import finding, together
from ingest.decisions import person_of
from ingest.masking import mask
from ingest.suggestions.alike import Finding
from ingest.suggestions.of_workspace import Reading
from ingest.suggestions.suggest import Suggestion
from ingest.suggestions.trait import Trait
from ingest.tokens import PREFIXES
from ingest.vault.file import opened

ASKED = 500
"""Tokens asked for at once: few enough for any SQLite."""
Named = Callable[[str, Mapping[str, str]], str]
"""How a name (a token, a record, a holder) is shown, given what the vault shows of tokens."""
COLUMNS = {prefix: column for column, prefix in PREFIXES.items()}


@dataclass(frozen=True, slots=True)
class ListedJudgement:
    """A judgement with its state ("in_force", "undone", "superseded", "waiting") and in words; `proposer` where two made it."""

    number: int
    at: str
    who: str
    kind: str
    about: tuple[str, ...]
    reason: str
    state: str
    text: Text
    proposer: str = ""

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        told = asdict(self)
        text = told.pop("text")
        return {**told, "about": list(self.about), **text}


@dataclass(frozen=True, slots=True)
class Conflict:
    """A token that links nobody, as these identity cards all claim it."""

    token: str
    cards: tuple[str, ...]
    text: Text


@dataclass(frozen=True, slots=True)
class Offer:
    """Two persons who may be one, how likely, and why: the reason that stands there when it is accepted."""

    a: str
    b: str
    score: float
    text: Text


@dataclass(frozen=True, slots=True)
class TokenOf:
    """A token of a person: of which column, and what is shown of its value; "" where there is no vault."""

    token: str
    column: str
    masked: str


def listed(store: EmbeddedStore, named: Named | None = None) -> tuple[ListedJudgement, ...]:
    """All judgements and proposals of a workspace, in the order in which they were made; `named`: how a name is shown."""
    call = named or label
    every = ledger.listed(store.workspace)
    shown = masks(store.workspace.root, [name for one in every for name in one.judgement.about])
    return tuple(
        ListedJudgement(
            one.judgement.number, one.judgement.at, one.judgement.who, one.judgement.kind, one.judgement.about,
            one.judgement.reason, one.state,
            in_words(one.judgement.kind, [call(name, shown) for name in one.judgement.about]), one.judgement.proposer,
        )
        for one in every
    )  # fmt: skip


def shifted(every: Iterable[ListedJudgement], change: Shift) -> tuple[Text, ...]:
    """What a judgement does to others, in words."""
    said = {one.number: one.text for one in every}
    aside = [set_aside(one.number, said[one.number]) for one in change.aside]
    return (*aside, *(holds_again(one.number, said[one.number]) for one in change.back))


def conflicts(store: EmbeddedStore, named: Named | None = None) -> tuple[Conflict, ...]:
    """Where the rows would make one person of several identity cards; a judgement can settle each."""
    call = named or label
    rows = store.persons.conflicts.group_by("token", maintain_order=True).agg("id_number")
    shown = masks(store.workspace.root, [*rows["token"], *store.persons.conflicts["id_number"]])
    return tuple(
        Conflict(token, tuple(cards), conflict(call(token, shown), [call(card, shown) for card in cards]))
        for token, cards in rows.iter_rows()
    )


def offered(reading: Reading) -> tuple[Offer, ...]:
    """Suggestions in words."""
    return tuple(_offer(one, reading) for one in reading.suggested.suggestions)


def tokens_of(store: EmbeddedStore, name: str) -> tuple[TokenOf, ...]:
    """The tokens of the person so named, by column and token. NotFound."""
    person = person_of(store.persons, name)
    tokens = store.persons.of.filter(pl.col("person") == person)["token"].to_list()
    shown = masks(store.workspace.root, tokens)
    return tuple(TokenOf(token, COLUMNS.get(token[0], ""), shown.get(token, "")) for token in sorted(tokens))


def label(name: str, shown: Mapping[str, str]) -> str:
    """A token with what is shown of its value before it; any other name as it is."""
    return f"{shown[name]} ({name})" if name in shown else name


def masks(root: Path, names: Iterable[str]) -> dict[str, str]:
    """What the vault shows of the tokens among these names; nothing where there is no vault."""
    tokens = sorted({name for name in names if ":" in name})
    found: dict[str, str] = {}
    try:
        with opened(root) as db:
            for first in range(0, len(tokens), ASKED):
                some = tokens[first : first + ASKED]
                marks = ", ".join("?" * len(some))
                found |= dict(db.execute(f"SELECT token, masked FROM identities WHERE token IN ({marks})", some))  # noqa: S608 marks only
    except BadInput:
        return {}
    return found


def _offer(one: Suggestion, reading: Reading) -> Offer:
    return Offer(one.a, one.b, one.score, together([_said(found, reading) for found in one.findings]))


def _said(found: Finding, reading: Reading) -> Text:
    # What is masked stands last: it is what the other is held against.
    a, b = sorted((found.a, found.b), key=lambda trait: (not trait.numbered, trait.token))
    return finding(found.code, _shown(a, reading), _shown(b, reading), found.alike)


def _shown(trait: Trait, reading: Reading) -> str:
    return reading.known.masked.get(trait.token) or mask(trait.text or "")
