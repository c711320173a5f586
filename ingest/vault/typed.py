"""What somebody types as a reason, as it may stand outside the vault: numbers masked, and whom the vault knows.

Names, addresses and accounts are known by their tokens: each few characters of the text are looked up, and nothing is opened.
Without the key of the workspace nobody is known; whom nobody imported is not looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import polars as pl

from graph.errors import HeadwaterError
from graph.workspace import Workspace
from ingest.grams import grams
from ingest.keys import key_path, present_key
from ingest.masking import mask, mask_text
from ingest.mentions import CALLED, NAMES, countable, hidden
from ingest.vault.file import NAME, opened
from ingest.vault.known import known

SHORTEST, LONGEST = 2, 6
"""Characters of a Chinese name, and words of any other."""
_CHINESE = re.compile(r"[\u3400-\u9fff·]{2,}")
_WORDS = re.compile(r"[^\W\d_]+(?:[ '-][^\W\d_]+)*")
_PLATFORMS = """
SELECT DISTINCT substr(masked, 1, instr(masked, ' ') - 1) FROM identities WHERE "column" = 'account' AND instr(masked, ' ') > 0
"""


def typed(workspace: Workspace, text: str) -> str:
    """A text on one line, without numbers and people in plain."""
    line = mask_text(" ".join(text.split()))
    called = _called(
        workspace.root, pl.Series(sorted({*_candidates(line), *grams(pl.Series([line]))}), dtype=pl.String)
    )
    names = [value for value, column in called.items() if column in NAMES]
    return hidden(line, called, lambda value: mask(value, called[value]), names)


def _candidates(line: str) -> Iterator[str]:
    """Whatever in a line could be a name."""
    for found in _CHINESE.findall(line):
        for start in range(len(found)):
            yield from (found[start : start + size] for size in range(SHORTEST, LONGEST + 1))
    for found in _WORDS.findall(line):
        words = found.split(" ")
        for start in range(len(words)):
            yield from (" ".join(words[start : start + size]) for size in range(1, LONGEST + 1))


def _called(root: Path, candidates: pl.Series) -> dict[str, str]:
    """Those of them that people in the vault are called, each with its column."""
    found: dict[str, str] = {}
    with suppress(HeadwaterError):
        if not (root / NAME).is_file():
            return found
        key = present_key(key_path())
        for column in CALLED:
            asked = pl.Series([value for value in candidates if countable(column, value)], dtype=pl.String)
            for before in _platforms(root) if column == "account" and asked.len() else [""]:
                values = known(root, key, column, before + asked)["value"]
                found = {value.removeprefix(before): column for value in values} | found
    return found


def _platforms(root: Path) -> list[str]:
    """What stands before accounts in the vault: their platforms, or none."""
    with opened(root) as db:
        return ["\0", *(f"{platform}\0" for (platform,) in db.execute(_PLATFORMS))]
