"""A telephone number as it was written and what it is."""

from __future__ import annotations

from dataclasses import dataclass

NAMING = ("mobile", "vno", "data_card", "satellite", "landline", "international")
"""Types of a number that belongs to one subscriber, and so can name a person."""


@dataclass(frozen=True, slots=True)
class Number:
    """What a written number is.

    `normalised`: its one form. Of a masked number what is shown, of a virtual one host and extension, of a switchboard
    the number that is dialled; None where nothing can be said. `reason` is the rule that decided, a key of
    `graph.wording.numbers`. `operator`: whom the prefix was given to; None where it tells none.
    """

    raw: str
    normalised: str | None
    type: str
    reason: str
    operator: str | None = None
    extension: str | None = None
