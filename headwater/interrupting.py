"""Ctrl-C, where it is heard: code that is being compiled calls back from C, which drops what is raised there."""

from __future__ import annotations

import signal
import threading
from types import FrameType

AGAIN = 0.05
"""Seconds until it is tried again."""
COMPILERS = ("llvmlite", "numba")


def listen() -> None:
    """Have Ctrl-C raise KeyboardInterrupt, in the midst of compiling as soon as that is over."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, _interrupt)


def _interrupt(number: int, frame: FrameType | None) -> None:
    if not _compiles(frame):
        raise KeyboardInterrupt
    again = threading.Timer(AGAIN, signal.raise_signal, [number])
    again.daemon = True
    again.start()


def _compiles(frame: FrameType | None) -> bool:
    """Whether a compiler is among those that are at work."""
    while frame is not None:
        if str(frame.f_globals.get("__name__")).partition(".")[0] in COMPILERS:
            return True
        frame = frame.f_back
    return False
