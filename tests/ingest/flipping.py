"""One byte of a file changed."""

from __future__ import annotations

from pathlib import Path


def flip(file: Path, place: int, change: int) -> None:
    """Change one byte."""
    with file.open("r+b") as opened:
        opened.seek(place)
        (byte,) = opened.read(1)
        opened.seek(place)
        opened.write(bytes([byte ^ change]))
