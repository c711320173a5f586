"""The next best questions as the page shows them: people by alias, information in bits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log

from dashboard.models import DatedRecord, Person, QuestionView
from graph.verdict import Question


def question_views(questions: Sequence[Question], people: Mapping[str, str]) -> tuple[QuestionView, ...]:
    """The questions, best first; `people`: pseudonym → alias."""
    return tuple(
        QuestionView(
            text=question.text,
            who=Person(people[question.person], question.person) if question.person else None,
            bits=question.gain / log(2),
            records=(DatedRecord(question.record, None),) if question.record else (),
        )
        for question in questions
    )
