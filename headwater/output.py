"""What commands print: answers on stdout, progress and remarks on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import Any

# Beside a pipe there is no window to fit: nothing is cut off.
WIDE = 200


def spell_out() -> None:
    """Let stdout and stderr print the code points of what they cannot encode: a terminal without Chinese is no failure."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(text: str) -> None:
    """Print a remark on stderr."""
    print(text, file=sys.stderr, flush=True)  # noqa: T201  printing is what a command is for


def answer(text: str) -> None:
    """Print a line of the answer on stdout."""
    print(text)  # noqa: T201


def answer_json(value: Any) -> None:
    """Print JSON: keys as given, Chinese as it is where stdout can encode it, the same bytes for the same value."""
    text = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)
    answer(text if _encodes(text) else json.dumps(value, indent=1, allow_nan=False))


def _encodes(text: str) -> bool:
    """Whether stdout can print a text as it is."""
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def answer_table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table; columns whose cells are all numbers stand to the right. Cells stand as they are, also `[a] :b:`."""
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for i, name in enumerate(columns):
        numbers = all(isinstance(row[i], int | float) for row in rows)
        table.add_column(name, justify="right" if numbers else "left", overflow="fold")
    for row in rows:
        table.add_row(*(str(cell) for cell in row))
    width = None if sys.stdout.isatty() else WIDE
    Console(width=width, markup=False, emoji=False, highlight=False).print(table)
