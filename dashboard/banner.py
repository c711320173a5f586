"""The state of the banner; its words are those of `graph.wording`."""

from __future__ import annotations

from dashboard.models import Banner
from graph import wording
from graph.verdict import Text, Verdict


def banner(verdict: Verdict) -> Banner:
    """The banner of a verdict."""
    state = state_of(verdict)
    return Banner(
        state=state,
        timing_only=state != "too_few" and verdict.inputs.comparisons == 0 and verdict.inputs.shares == 0,
        headline=wording.headline(verdict.state, verdict.sources),
        sentences=_sentences(verdict),
        remarks=_remarks(verdict),
        grade=verdict.sources[0].grade if verdict.sources else None,
        named=_named(verdict),
    )


def state_of(verdict: Verdict) -> str:
    """Which of the banner's states a verdict is in, tested in the order of the design."""
    if verdict.state == "undecidable":
        return "too_few"
    if not verdict.sources:
        return "leads" if verdict.state == "lead" else "none"
    if len(verdict.sources) > 1:
        return "several"
    return "tie" if verdict.sources[0].not_told_apart else "found"


def _sentences(verdict: Verdict) -> tuple[Text, ...]:
    """The lines below the headline; of several sources one each."""
    if len(verdict.sources) > 1:
        return tuple(wording.found(source, verdict.inputs, named=True) for source in verdict.sources)
    return (wording.body(verdict.state, verdict.inputs, verdict.sources, verdict.ranking),)


def _remarks(verdict: Verdict) -> tuple[Text, ...]:
    """Warnings; before them, where nobody is named, who stands first together, and that no leak would have been seen."""
    said = [caution.text for caution in verdict.warnings]
    if verdict.sources:
        return tuple(said)
    blind = verdict.power is not None and verdict.power.smallest_explained is None
    together = [wording.first_together(verdict.tied)] if verdict.tied else []
    return (*together, *([wording.smallest_leak(verdict.power)] if blind else []), *said)


def _named(verdict: Verdict) -> tuple[tuple[str, Text], ...]:
    """Kind and words of the holders that stand in the headline."""
    if len(verdict.sources) != 1:
        return ()
    source = verdict.sources[0]
    holders = [(source.kind, source.holder), *((rival.kind, rival.holder) for rival in source.not_told_apart)]
    return tuple((kind, wording.holder(kind, name)) for kind, name in holders)
