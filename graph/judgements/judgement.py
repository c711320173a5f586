"""One judgement, and what it can be about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.errors import BadInput

SAME, NOT_SAME, WRONG_TOKEN, WRONG_HOLDING, CLEARED = "same", "not_same", "wrong_token", "wrong_holding", "cleared"
ABOUT = {
    SAME: ("token", "token"),
    NOT_SAME: ("token", "token"),
    WRONG_TOKEN: ("token",),
    WRONG_HOLDING: ("record", "kind", "holder"),
    CLEARED: ("kind", "holder"),
}
"""The kinds of judgement and what each names.

`same`, `not_same`: two tokens are, or are not, of one person. `wrong_token`: the rows link this token to the wrong
people, so it links nobody. `wrong_holding`: this holder did not have this record. `cleared`: this holder was looked into
and is no source.
"""
UNDO = "undo"
LONGEST = 500
_TOKEN = re.compile(r"[a-z]:[0-9a-f]{2,32}")


@dataclass(frozen=True, slots=True)
class Judgement:
    """Who decided what, when and why. `number` is that of its entry in the ledger; `undoes`: what an undo takes back.

    Of one that was approved `who` is the second person, `proposer` the first, `approves` the number of the proposal.
    `waits`: it is a proposal, which holds nothing before it is approved.
    """

    number: int
    at: str
    who: str
    kind: str
    about: tuple[str, ...]
    reason: str
    undoes: int | None = None
    approves: int | None = None
    proposer: str = ""
    waits: bool = False


def checked(kind: str, about: Sequence[str], reason: str) -> tuple[tuple[str, ...], str]:
    """What a judgement names and its reason, as they are written down: two tokens in order, the reason on one line.

    BadInput: there is no such kind, it names something else, a token is none or twice the same, or no reason is given.
    """
    if kind not in ABOUT or len(about) != len(ABOUT[kind]):
        wanted = "; ".join(f"{name}: {', '.join(parts)}" for name, parts in ABOUT.items())
        msg = f"{kind!r} of {len(about)} names is no judgement. Judgements are {wanted}"
        raise BadInput(msg)
    for part, value in zip(ABOUT[kind], about, strict=True):
        if not value or (part == "token" and not _TOKEN.fullmatch(value)):
            msg = f"{value!r} is no {part}" + (" (a letter, a colon, hex digits)" if part == "token" else "")
            raise BadInput(msg)
    if len(about) == 2 and about[0] == about[1] and kind != CLEARED:
        msg = f"{about[0]} and {about[1]} are one and the same: name two"
        raise BadInput(msg)
    named = sorted(about) if kind in {SAME, NOT_SAME} else about
    return tuple(named), reason_given(reason)


def reason_given(reason: str) -> str:
    """A reason on one line. BadInput: none is given, or it is a whole report."""
    line = " ".join(reason.split())
    if not line or len(line) > LONGEST:
        msg = f"a judgement needs its reason, in 1 to {LONGEST} characters; {len(line)} are given"
        raise BadInput(msg)
    return line
