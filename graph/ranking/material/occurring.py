"""The holders and kinds that occur in a view, numbered anew without gaps."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress

import numpy as np

from graph.index import Index
from graph.index.arrays import Codes, Flags
from graph.index.index import NONE
from graph.ranking.arrays import Ints


@dataclass(frozen=True, slots=True)
class Occurring:
    """`kinds` and `names` as `Case` has them; for each holder of the index whether it is `there`, its `kind`, its `number`.

    A holder of which every exposure is protected has a kind and no number.
    """

    kinds: tuple[str, ...]
    names: tuple[tuple[str, str], ...]
    there: Flags
    kind: Ints
    number: Ints


def occurring(index: Index, codes: Codes, protected: Flags) -> Occurring:
    """What occurs among exposures to these holders."""
    there = _seen(codes[~protected], len(index.holders))
    kinds = np.flatnonzero(_seen(index.kind[_seen(codes, len(index.holders))], len(index.kinds)))
    return Occurring(
        kinds=tuple(index.kinds[k] for k in kinds),
        names=tuple(compress(index.holders, there)),
        there=there,
        kind=_numbered(kinds, len(index.kinds))[index.kind],
        number=_numbered(np.flatnonzero(there), len(index.holders)),
    )


def _seen(codes: Codes, size: int) -> Flags:
    return np.bincount(codes, minlength=size) > 0


def _numbered(kept: Ints, size: int) -> Ints:
    """The new number of each kept code, NONE of the others."""
    out = np.full(size, NONE)
    out[kept] = np.arange(len(kept))
    return out
