"""The sentences of the answer, in Chinese and English: here and nowhere else, so that both say the same.

They say what the evidence points to and never who did something; a headline of state "none" names no holder.
"""

from graph.wording.answer import body, found, headline, sentence
from graph.wording.cautions import CAUTIONS, caution, excluded_explains, kinds_unknown
from graph.wording.damages import DAMAGES
from graph.wording.explanation import after_the_call, misfit, opinion, own_power, permutation, stability, standing
from graph.wording.findings import findings_against, findings_for, touched
from graph.wording.judgements import IS_CLEARED, cleared_explains, judgement
from graph.wording.nobody import NOT_PROVEN, first_together, smallest_leak
from graph.wording.waterfall import TERMS, term
from graph.wording.what_if import nobody_known, view
from graph.wording.words import day, holder, span

__all__ = [
    "CAUTIONS",
    "DAMAGES",
    "IS_CLEARED",
    "NOT_PROVEN",
    "TERMS",
    "after_the_call",
    "body",
    "caution",
    "cleared_explains",
    "day",
    "excluded_explains",
    "findings_against",
    "findings_for",
    "first_together",
    "found",
    "headline",
    "holder",
    "judgement",
    "kinds_unknown",
    "misfit",
    "nobody_known",
    "opinion",
    "own_power",
    "permutation",
    "sentence",
    "smallest_leak",
    "span",
    "stability",
    "standing",
    "term",
    "touched",
    "view",
]
