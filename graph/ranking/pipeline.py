"""The method from end to end: exposures in, verdict out. Read it beside docs/method.md."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graph import wording
from graph.exposures import Exposures
from graph.ranking.candidates import Field
from graph.ranking.canonical import Canonical, canonical
from graph.ranking.case import Case
from graph.ranking.cautions import cautions
from graph.ranking.listing import ranking
from graph.ranking.naive import naive_scores
from graph.ranking.power import power
from graph.ranking.prepare import DAY, Prepared, prepare
from graph.ranking.questions import next_questions
from graph.ranking.search import Found, search
from graph.ranking.settings import LEAD, MIN_VICTIMS
from graph.ranking.sources import source
from graph.verdict import Inputs, Ranked, Source, Verdict


@dataclass(frozen=True, slots=True)
class Examined:
    """A case that was examined: its facts and arrays, and what the search found; None where nothing can be decided."""

    facts: Canonical
    prepared: Prepared
    field: Field | None
    found: Found | None


def examine(exposures: Exposures) -> Examined:
    """The search carried out: what a verdict is put into words from, and what explanations and questions start from."""
    facts = canonical(exposures)
    prepared = prepare(facts)
    if not decidable(prepared.case):
        return Examined(facts, prepared, None, None)
    field = Field(prepared.case)
    return Examined(facts, prepared, field, search(field))


def rank(exposures: Exposures, *, top: int = 20) -> Verdict:
    """Which holder the exposures point to, in which window, and how sure; `top` holders in the ranking.

    The same facts give the same verdict, whatever the order of rows, the key of the pseudonyms or the process.
    """
    return verdict_of(examine(exposures), top=top)


def verdict_of(examined: Examined, *, top: int = 20) -> Verdict:
    """What was found, as the answer has it."""
    prepared, field, found = examined.prepared, examined.field, examined.found
    case = prepared.case
    sources: tuple[Source, ...] = ()
    rows: tuple[Ranked, ...] = ()
    lead, seen = False, None
    if field and found:
        sources = tuple(source(prepared, field, k + 1, named) for k, named in enumerate(found.sources))
        rows = ranking(field, found, sources, top)
        lead = any(q.value >= LEAD for q in found.ranking)
        seen = power(field, found)
    state = state_of(case, sources, lead=lead)
    inputs = inputs_of(examined.facts)
    return Verdict(
        state=state,
        sentence=wording.sentence(state, inputs, sources, rows, seen),
        inputs=inputs,
        sources=sources,
        ranking=rows,
        naive=naive_scores(case),
        warnings=cautions(case),
        power=seen,
        next_questions=next_questions(prepared, field, found),
    )


def decidable(case: Case) -> bool:
    """Whether there are enough victims, records of theirs, and times or anything to compare with (step 9)."""
    known = case.dated[case.mine].any() or case.compared.any()
    return case.n >= MIN_VICTIMS and bool(len(case.mine)) and bool(known)


def state_of(case: Case, sources: tuple[Source, ...], *, lead: bool) -> str:
    """The verdict in a word (step 9)."""
    if sources:
        return "source"
    if not decidable(case):
        return "undecidable"
    return "lead" if lead else "none"


def inputs_of(facts: Canonical) -> Inputs:
    """What the verdict rests on: all facts that were given, repeated ones once."""
    seen = facts.holdings["seen_from"].drop_nulls().str.slice(0, DAY)
    return Inputs(
        digest=facts.digest,
        victims=int((facts.people["role"] == "victim").sum()),
        comparisons=int((facts.people["role"] != "victim").sum()),
        shares=len(facts.shares),
        exposures=len(facts.holdings),
        first=date.fromisoformat(str(seen.min())) if len(seen) else None,
        last=date.fromisoformat(str(seen.max())) if len(seen) else None,
    )
