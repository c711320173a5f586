"""Work in a process of its own: its memory is its own, and is given back when the part is done."""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from graph.errors import HeadwaterError


class BenchFailed(HeadwaterError):
    """A measurement could not be made, or ways that must agree do not."""


class OutOfTime(BenchFailed):
    """A measurement took longer than it was given."""


class Apart:
    """A process in which `prepare(*args)` made a function; `call` calls it there, `peak` says what memory all took.

    Both must be importable by name, and their arguments and answers small. BenchFailed: it failed there or was ended.
    """

    def __init__(self, prepare: Callable[..., Any], *args: object) -> None:
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, prepare, args), daemon=False)
        self._process.start()
        theirs.close()
        self._answer()

    def call(self, *args: object, within: float | None = None) -> Any:
        """What the function gives for these arguments; OutOfTime where that takes longer than so many seconds."""
        self._pipe.send(args)
        if not self._pipe.poll(within):
            self._process.kill()
            msg = f"a measurement was stopped after {within:.0f} s"
            raise OutOfTime(msg)
        return self._answer()

    def peak(self) -> int:
        """Most bytes of memory the process has held so far."""
        self._pipe.send(None)
        return int(self._answer())

    def _answer(self) -> Any:
        try:
            failure, answer = self._pipe.recv()
        except EOFError:
            msg = "a measurement was ended from outside, probably for want of memory. Free some, or run with --quick"
            raise BenchFailed(msg) from None
        if failure:
            raise BenchFailed(failure)
        return answer

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pipe.close()
        self._process.join(timeout=10)
        if self._process.is_alive():
            self._process.kill()


def finished(work: Callable[..., Any], *args: object) -> int:
    """Do work in a process of its own, to its end; the most bytes of memory it held."""
    with Apart(work, *args) as apart:
        return apart.peak()


def _serve(pipe: Connection, prepare: Callable[..., Any], args: tuple[object, ...]) -> None:
    """Answer calls until the other end is closed; None asks for the memory."""
    try:
        work = prepare(*args)
        pipe.send((None, None))
        while True:
            asked = pipe.recv()
            pipe.send((None, peak_memory() if asked is None else work(*asked)))
    except (EOFError, BrokenPipeError):
        return
    except HeadwaterError as error:
        pipe.send((str(error), None))
    except Exception as error:
        pipe.send((f"a measurement failed: {type(error).__name__}: {error}", None))


def peak_memory() -> int:
    """Most bytes this process has held.

    Linux tells it in /proc; what getrusage tells there begins with what the process that started this one held.
    """
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM:")) << 10
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held if sys.platform == "darwin" else held << 10
