"""Series of questions, simulated: what asking in the order of expected gain is worth."""

from graph.asking.series import WAYS, Series, ask_through
from graph.asking.summary import Summary, as_text, summaries

__all__ = ["WAYS", "Series", "Summary", "as_text", "ask_through", "summaries"]
