"""The method from end to end: exposures in, verdict out. Read it beside docs/method.md."""

from __future__ import annotations

from dataclasses import dataclass

from graph import wording
from graph.exposures import Exposures
from graph.index import Index, index_of
from graph.ranking.kept import View, view_of
from graph.ranking.material.case import Case
from graph.ranking.material.prepare import PLAIN, Prepared
from graph.ranking.naming.candidates import Field
from graph.ranking.naming.groups import tied
from graph.ranking.naming.search import Found
from graph.ranking.power.power import power
from graph.ranking.questions import next_questions
from graph.ranking.settings import LEAD, MIN_VICTIMS
from graph.ranking.told.cautions import cautions, excluded_explain, nobody_weighed
from graph.ranking.told.cleared import cleared_explain, cleared_rows
from graph.ranking.told.listing import ranking
from graph.ranking.told.sources import source
from graph.verdict import Caution, Ranked, Rival, Source, Verdict
from graph.what_if import WhatIf


@dataclass(frozen=True, slots=True)
class Examined:
    """A case that was examined: its facts, its view and its arrays under a what-if, what was found; None: nothing can be decided."""

    index: Index
    what_if: WhatIf
    view: View
    prepared: Prepared
    field: Field | None
    found: Found | None


def examine(evidence: Exposures | Index, what_if: WhatIf = PLAIN) -> Examined:
    """The search carried out: what a verdict is put into words from, and what explanations and questions start from."""
    index = evidence if isinstance(evidence, Index) else index_of(evidence)
    view = view_of(index, what_if)
    prepared = view.under(index, what_if)
    if not decidable(prepared.case):
        return Examined(index, what_if, view, prepared, None, None)
    field = view.field(prepared.case)
    return Examined(index, what_if, view, prepared, field, view.found(field))


def rank(evidence: Exposures | Index, what_if: WhatIf = PLAIN, *, top: int = 20) -> Verdict:
    """Which holder the evidence points to, in which window, and how sure; `top` holders in the ranking.

    The same facts give the same verdict, whatever the order of rows, the key of the pseudonyms or the process.
    """
    return verdict_of(examine(evidence, what_if), top=top)


def verdict_of(examined: Examined, *, top: int = 20) -> Verdict:
    """What was found, as the answer has it."""
    prepared, field, found = examined.prepared, examined.field, examined.found
    case = prepared.case
    sources: tuple[Source, ...] = ()
    rows: tuple[Ranked, ...] = ()
    equals: tuple[Rival, ...] = ()
    warned: tuple[Caution, ...] = ()
    cleared: tuple[Ranked, ...] = ()
    judged = examined.index.judged
    lead, seen = False, None
    if field and found:
        sources = tuple(source(prepared, field, k + 1, named) for k, named in enumerate(found.sources))
        rows = ranking(field, found, sources, top)
        lead = any(q.value >= LEAD for q in found.ranking)
        seen = power(field, found)
        warned = (*cleared_explain(field, judged.cleared), *excluded_explain(examined.view, field, found))
        cleared = cleared_rows(field, found, judged.cleared)
        equals = () if sources else tuple(Rival(*case.names[q.holder], q.value) for q in tied(field, found.ranking))
    state = state_of(case, sources, lead=lead)
    return Verdict(
        state=state,
        sentence=wording.sentence(state, prepared.inputs, sources, rows, seen, equals),
        inputs=prepared.inputs,
        sources=sources,
        ranking=rows,
        naive=examined.view.naive,
        warnings=(*warned, *cautions(case, examined.index.doubles, examined.index.contested)),
        power=seen,
        what_if=examined.what_if.conditions,
        tied=equals,
        cleared=cleared,
        judgements=judged.counts,
        next_questions=next_questions(prepared, field, found),
    )


def decidable(case: Case) -> bool:
    """Whether there are enough victims, records of theirs, times or anything to compare with, and anybody to weigh."""
    known = case.dated[case.mine].any() or case.compared.any()
    return case.n >= MIN_VICTIMS and bool(len(case.mine)) and bool(known) and not nobody_weighed(case)


def state_of(case: Case, sources: tuple[Source, ...], *, lead: bool) -> str:
    """The verdict in a word (step 9)."""
    if sources:
        return "source"
    if not decidable(case):
        return "undecidable"
    return "lead" if lead else "none"
