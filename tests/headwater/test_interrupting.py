"""Ctrl-C ends what is done, also while code is compiled."""

from __future__ import annotations

import signal
from time import monotonic
from types import FunctionType

import pytest

from headwater.interrupting import listen


def wait() -> str:
    """Raise the signal, and what became of it."""
    raise_signal(SIGINT)  # type: ignore[name-defined]  # noqa: F821
    return "went on"


def _busy(seconds: float) -> None:
    """Work in Python."""
    until = monotonic() + seconds
    while monotonic() < until:
        pass


def test_it_is_heard_once_the_compiler_is_done() -> None:
    """What is raised within it would be lost."""
    before = signal.getsignal(signal.SIGINT)
    compiler = FunctionType(wait.__code__, vars(signal) | {"__name__": "llvmlite.binding"})
    try:
        listen()
        assert compiler() == "went on"
        with pytest.raises(KeyboardInterrupt):
            _busy(10)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, before)
