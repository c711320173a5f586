"""The parser of workbooks, calamine, in a process of its own (`apart.py`)."""

from __future__ import annotations

import marshal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from ingest.faults import fault
from ingest.readers.apart import Merges

MEMORY = 3 << 30
"""Bytes the parser may take; a full sheet of thirty columns needs about as much."""
SECONDS = 300
"""Processor time the parser may take."""

Frame = tuple[object, ...]
Column = tuple[bytes, bytes, bytes]
"""Texts, marks of numbers and marks of merged cells, as `apart.py` tells them."""


def frames_of(data: bytes, merges: Merges, file: str) -> Iterator[Frame]:
    """What the parser tells; `merges` are the merged cells it does not see. BadInput where it cannot, or is ended for taking too much."""
    program = [sys.executable, "-P", str(Path(__file__).with_name("apart.py")), str(MEMORY), str(SECONDS)]
    with subprocess.Popen(  # noqa: S603 - our own program
        program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        try:
            _send(cast("BinaryIO", process.stdin), marshal.dumps(merges), data)
            while True:
                frame = _frame(cast("BinaryIO", process.stdout), file)
                yield frame
                if frame[0] == "end":
                    return
        finally:
            process.kill()


def _send(stream: BinaryIO, *data: bytes) -> None:
    """Merged cells and the bytes of the workbook to the parser, which may have ended by then."""
    try:
        stream.writelines(data)
        stream.close()
    except BrokenPipeError:
        pass


def _frame(stream: BinaryIO, file: str) -> Frame:
    """The next thing the parser tells."""
    try:
        frame = cast("Frame", marshal.load(stream))  # noqa: S302 - written by our own program
    except (EOFError, ValueError, TypeError) as error:
        raise fault(file, "workbook_too_heavy") from error
    if frame[0] != "error":
        return frame
    raise fault(file, "workbook_broken", what=frame[1])
