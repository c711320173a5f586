"""The next best questions: what would change the verdict most, by the information expected of the answer."""

from __future__ import annotations

from graph.ranking.questions.listing import next_questions

__all__ = ["next_questions"]
