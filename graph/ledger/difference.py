"""What a check of a workspace finds: one place that is not what was recorded."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """A place that differs: the file by its path in the workspace, the table or part of it, the entry of the chain.

    `code` is one of `graph.wording.DAMAGES`, which says it in words; `detail` is what a program said of it, or nothing.
    `seq` is the entry that recorded what was there; 0 where no entry is meant.
    """

    file: str
    table: str
    seq: int
    code: str
    detail: str = ""
