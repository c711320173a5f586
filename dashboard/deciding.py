"""Judgements made from the screen: what one would change, made, approved, taken back, in the name of the user of this machine."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from dashboard import judging, queries
from dashboard.effect import effect
from dashboard.judging import Proposal
from dashboard.models import Effect
from dashboard.present import present
from dashboard.queries import Access
from graph.judgements import CLEARED, Judgement, judged_by, shift
from graph.judgements.judgement import UNDO
from graph.judgements.ledger import judgements
from graph.ledger import user
from graph.ranking import rank
from graph.stores import MemoryStore
from graph.verdict import Text
from ingest import decisions
from ingest.showing import ListedJudgement, shifted

NEXT = 1 << 62
"""The number of a judgement that is only supposed: later than any."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a judgement would change in the verdict and do to others, and whether a second person has to approve it."""

    effect: Effect
    shifts: tuple[Text, ...]
    reviewed: bool


@st.cache_data(show_spinner=False, max_entries=16)
def supposed(access: Access, case_alias: str | None, kind: str, names: tuple[str, ...]) -> Foreseen:
    """What a judgement would change; it is not made."""
    store = queries.store(access)
    about = decisions.named(store, kind, names)
    one = Judgement(NEXT, "", "", kind, tuple(sorted(about)) if kind != CLEARED else about, "")
    every = judgements(store.workspace)
    judged = judged_by([*every, one])
    if judged.reading == store.judged.reading:
        after = replace(queries.index(access, case_alias), judged=judged)
    else:
        after = MemoryStore(store.facts, judged=judged).index(queries.case_number(access, case_alias))
    return Foreseen(
        effect(present(queries.verdict(access, case_alias)), present(rank(after))),
        shifted(judging.listed(access), shift(every, one)),
        decisions.reviewed(store, kind, one.about),
    )


def without(access: Access, number: int) -> tuple[Text, ...]:
    """What taking a judgement back would do to others."""
    one = Judgement(NEXT, "", "", UNDO, (), "", undoes=number)
    return shifted(judging.listed(access), shift(judgements(queries.store(access).workspace), one))


def make(access: Access, proposal: Proposal, reason: str) -> None:
    """Make a judgement, or propose it where a second person has to approve it."""
    decisions.decide(queries.store(access), proposal.kind, proposal.about, reason, user())


def mine(one: ListedJudgement) -> bool:
    """Whether it was made or proposed in the name of the user of this machine."""
    return one.who == user()


def undo(access: Access, number: int, reason: str) -> None:
    """Take a judgement or a proposal back."""
    decisions.undo(queries.store(access), number, reason, user())


def approve(access: Access, number: int) -> None:
    """Let what another proposed take effect."""
    decisions.approve(queries.store(access), number, user())
