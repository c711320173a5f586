"""What one verdict took and said, ours or the reference's."""

from __future__ import annotations

from typing import NamedTuple

NOBODY = [("nobody", 0.0)]
"""Source and value of a verdict that names none."""


class Answer(NamedTuple):
    """`seconds` of the whole verdict, `searching` of what both do: from the arrays to the sources found.

    `source` is the one named first, `value` its nats.
    """

    seconds: float
    source: str
    value: float
    searching: float
