"""What `headwater judge` prints: judgements, conflicts, suggestions; values of persons masked."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from headwater.output import answer, answer_json, answer_table, say

if TYPE_CHECKING:
    from graph.judgements import Judgement
    from graph.stores import EmbeddedStore
    from ingest.showing import ListedJudgement
    from ingest.suggestions.of_workspace import Reading


def print_made(store: EmbeddedStore, one: Judgement, *, json: bool) -> None:
    """A judgement that was just made, whether it waits for a second person, and what it does to others."""
    from graph.judgements import Shift, shift
    from graph.judgements.ledger import judgements
    from ingest.showing import listed, shifted

    change = Shift((), ()) if one.waits else shift(judgements(store.workspace), one)
    if json:
        told = {"sets_aside": [o.number for o in change.aside], "holds_again": [o.number for o in change.back]}
        answer_json({"format": 1, **asdict(one), "about": list(one.about), **told})
        return
    answer(f"{one.number}: {one.kind} {' '.join(one.about)} ({one.who}, {one.at})")
    if one.waits:
        answer(f"等待复核 / waits for review by another person: headwater judge approve {one.number}")
    for text in shifted(listed(store), change):
        answer(f"{text.zh} / {text.en}")


def print_judgements(store: EmbeddedStore, *, conflicts: bool, json: bool) -> None:
    """All judgements of a workspace, and where its rows join several identity cards, if that is asked for."""
    from graph.wording.judgements import STATES
    from ingest.showing import conflicts as contested
    from ingest.showing import listed

    every, disputed = listed(store), contested(store) if conflicts else ()
    if json:
        found: dict[str, Any] = {"format": 1, "judgements": [one.to_dict() for one in every]}
        told = [{"token": one.token, "id_numbers": list(one.cards), **asdict(one.text)} for one in disputed]
        answer_json({**found, "conflicts": told} if conflicts else found)
        return
    rows = [
        (
            o.number,
            o.at,
            _who(o),
            f"{STATES[o.state].zh} / {STATES[o.state].en}",
            f"{o.text.zh} / {o.text.en}",
            o.reason,
        )
        for o in every
    ]
    answer_table(("number", "at", "who", "state", "judgement", "reason"), rows)
    for one in disputed:
        answer(f"conflict: {one.text.zh} / {one.text.en}")


def _who(one: ListedJudgement) -> str:
    """Who made it: of one that two made both."""
    return f"{one.proposer} + {one.who}" if one.proposer else one.who


def print_suggestions(reading: Reading, *, json: bool) -> None:
    """Who may be one person and why, and what was not looked at."""
    from ingest.showing import offered

    offers, found = offered(reading), reading.suggested
    if json:
        left_out = {"more": found.more, "not_compared": found.not_compared, "keys_left_out": found.keys_left_out,
                    "persons_left_out": found.persons_left_out}  # fmt: skip
        told = [{"a": o.a, "b": o.b, "score": round(o.score, 3), **asdict(o.text)} for o in offers]
        answer_json({"format": 1, "names_read": reading.plain, "suggestions": told, **left_out})
        return
    rows = [(o.a, o.b, f"{o.score:.2f}", f"{o.text.zh} / {o.text.en}") for o in offers]
    answer_table(("a", "b", "score", "why"), rows)
    for remark in _remarks(reading):
        say(remark)


def _remarks(reading: Reading) -> list[str]:
    """What was not looked at."""
    found = reading.suggested
    told = {
        "Names and addresses could not be read (no vault key): only equal ones and masked numbers suggest.": not reading.plain,
        f"{found.more} more are not listed.": found.more,
        f"{found.not_compared} pairs were not compared.": found.not_compared,
        f"{found.keys_left_out} names or numbers that more than 50 persons share were left out; "
        f"{found.persons_left_out} persons have them.": found.keys_left_out,
    }
    return [remark for remark, so in told.items() if so]
