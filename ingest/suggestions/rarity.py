"""How rare a name is: among the people at hand, and where they are too few to tell, by its characters."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from ingest.suggestions.trait import Trait

CHARACTER, SURNAME = 7.0, 4.0
"""Bits of a character of a given name, and of a surname, where those of the people at hand are not known."""
LENGTH = 3
"""Characters of a name of which nothing is known."""


class Rarity:
    """The names of the people at hand, one entry for each name of each person."""

    def __init__(self, names: Iterable[Trait]) -> None:
        told = list(names)
        self._names, self._all = Counter(name.token for name in told), len(told)
        self._first = _Counted(name.start[0] for name in told if name.start)
        self._given = _Counted(character for name in told if name.whole for character in name.start[1:])

    def surname(self, text: str) -> float:
        """Bits of an equal surname."""
        return self._first.bits(text[0], SURNAME)

    def name(self, name: Trait) -> float:
        """Bits of an equal name; one that many have says less than its characters."""
        first = self.surname(name.text) if name.text else SURNAME
        if name.text and name.whole:
            given = sum(self._given.bits(character, CHARACTER) for character in name.text[1:])
        else:
            given = CHARACTER * (len(name.text or "*" * LENGTH) - 1)
        others = self._names[name.token] - 1
        return min(first + given, math.log2(self._all / others) if others > 1 else math.inf)


class _Counted:
    def __init__(self, characters: Iterable[str]) -> None:
        self._seen = Counter(characters)
        self._all = self._seen.total()

    def bits(self, character: str, otherwise: float) -> float:
        """How rare a character is; `otherwise` where it was not seen."""
        seen = self._seen[character]
        return math.log2(self._all / seen) if seen else otherwise
