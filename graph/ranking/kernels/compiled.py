"""How kernels are compiled: once, kept on disk, without the interpreter's lock, with sums in the order written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

F = TypeVar("F", bound=Callable[..., Any])


def kernel(function: F) -> F:
    """The function compiled for the types it is called with; no fast mathematics, so that every run gives the same."""
    return cast("F", njit(cache=True, nogil=True)(function))
