"""Judgements: what people decided about who is who and which links hold. They change how facts are read, never a fact.

Each is an entry of the ledger with who, when and why; taking one back is an entry too (docs/decisions/0014).
"""

from graph.judgements.judged import NOTHING, Judged, judged_by
from graph.judgements.judgement import (
    CLEARED,
    NOT_SAME,
    SAME,
    WRONG_HOLDING,
    WRONG_TOKEN,
    Judgement,
    checked,
)
from graph.judgements.standing import Shift, Standing, shift, standing

__all__ = [
    "CLEARED",
    "NOTHING",
    "NOT_SAME",
    "SAME",
    "WRONG_HOLDING",
    "WRONG_TOKEN",
    "Judged",
    "Judgement",
    "Shift",
    "Standing",
    "checked",
    "judged_by",
    "shift",
    "standing",
]
