"""How kernels are compiled: once, kept on disk, without the interpreter's lock, with sums in the order written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

F = TypeVar("F", bound=Callable[..., Any])


def kernel(function: F) -> F:
    """The function compiled for the types it is called with; no fast mathematics, so that every run gives the same.

    It is kept beside the module, or in the user's cache where that cannot be written; where neither can, it is compiled
    in every process anew.
    """
    try:
        compiled = njit(cache=True, nogil=True)(function)
    except RuntimeError:
        compiled = njit(nogil=True)(function)
    return cast("F", compiled)
