"""Series of questions, simulated: what asking in the order of expected gain is worth."""

from graph.asking.series import WAYS, Series, ask_through
from graph.asking.summary import Goal, Summary, as_text, goals, summaries

__all__ = ["WAYS", "Goal", "Series", "Summary", "as_text", "ask_through", "goals", "summaries"]
