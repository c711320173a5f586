"""What somebody types as a reason, as it may stand outside the vault: numbers masked, and names that the vault knows.

A name is known by its token: each few characters of the text are looked up, and nothing is opened. Without the key of the
workspace no name is known; names of nobody in it are not looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from graph.errors import HeadwaterError
from graph.workspace import Workspace
from ingest.keys import key_path, present_key
from ingest.masking import mask, mask_text
from ingest.tokens import token
from ingest.vault.file import NAME, opened

SHORTEST, LONGEST = 2, 6
"""Characters of a Chinese name, and words of any other."""
AT_ONCE = 500
_CHINESE = re.compile(r"[\u3400-\u9fff·]{2,}")
_WORDS = re.compile(r"[^\W\d_]+(?:[ '-][^\W\d_]+)*")


def typed(workspace: Workspace, text: str) -> str:
    """A text on one line, without numbers and names of people in plain."""
    line = mask_text(" ".join(text.split()))
    for name in sorted(_known(workspace.root, set(_candidates(line))), key=len, reverse=True):
        line = line.replace(name, mask(name, "name"))
    return line


def _candidates(line: str) -> Iterator[str]:
    """Whatever in a line could be a name."""
    for found in _CHINESE.findall(line):
        for start in range(len(found)):
            yield from (found[start : start + size] for size in range(SHORTEST, LONGEST + 1))
    for found in _WORDS.findall(line):
        words = found.split(" ")
        for start in range(len(words)):
            yield from (" ".join(words[start : start + size]) for size in range(1, LONGEST + 1))


def _known(root: Path, candidates: set[str]) -> list[str]:
    """Those of them that are names of people in the vault."""
    found: list[str] = []
    with suppress(HeadwaterError):
        if candidates and (root / NAME).is_file():
            key = present_key(key_path())
            names = {token(key, "name", one): one for one in sorted(candidates) if len(one) >= SHORTEST}
            with opened(root) as db:
                for start in range(0, len(names), AT_ONCE):
                    some = sorted(names)[start : start + AT_ONCE]
                    query = f"SELECT token FROM identities WHERE token IN ({', '.join('?' * len(some))})"  # noqa: S608
                    found += [names[one] for (one,) in db.execute(query, some)]
    return found
