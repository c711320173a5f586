"""What speaks for and against a holder over the bar, each with the records it rests on."""

from __future__ import annotations

from datetime import date

from dashboard.models import DatedRecord, Finding
from graph import wording
from graph.verdict import Source, Touch


def findings_for(source: Source) -> tuple[Finding, ...]:
    """What speaks for it: who went through it, whom it explains, what error it bears, when."""
    inside = [touch for touch in source.touches if touch.inside]
    explained = set(source.people)
    records = (_records(inside), _records([t for t in inside if t.person in explained]), (), _records(inside))
    return tuple(Finding(text, rows) for text, rows in zip(wording.findings_for(source), records, strict=False))


def findings_against(source: Source) -> tuple[Finding, ...]:
    """What speaks against it: who never went through it, who only outside its window, comparison people, rivals."""
    within = {touch.person for touch in source.touches if touch.inside}
    outside = [touch for touch in source.touches if touch.person not in within]
    records = ((), _records(outside), (), ())
    return tuple(Finding(text, rows) for text, rows in zip(wording.findings_against(source), records, strict=True))


def _records(touches: list[Touch]) -> tuple[DatedRecord, ...]:
    """The records, each once, by their first day; those without a day last."""
    first: dict[str, date | None] = {}
    for touch in sorted(touches, key=lambda touch: touch.day or date.max):
        first.setdefault(touch.record, touch.day)
    ordered = sorted(first, key=lambda record: (first[record] or date.max, record))
    return tuple(DatedRecord(record, first[record]) for record in ordered)
