"""One thing said of a person, of which only a part may be known, and what two such parts have in common."""

from __future__ import annotations

from dataclasses import dataclass

NUMBERS = ("phone", "id_number")
MASKED_TOKEN = "s:"
STAR, HIDDEN = "*", "?"
"""A character that the file did not tell, and one that cannot be read without the vault's key."""


@dataclass(frozen=True, slots=True)
class Trait:
    """The token of a value and what is known of it, with STAR and HIDDEN for what is not; None: nothing."""

    token: str
    text: str | None

    @property
    def numbered(self) -> bool:
        """Whether it stands for a whole number, whatever is shown of it: such differ where their tokens do."""
        return not self.token.startswith(MASKED_TOKEN)

    @property
    def whole(self) -> bool:
        """Whether all of the text is known."""
        return self.text is not None and STAR not in self.text and HIDDEN not in self.text

    @property
    def told(self) -> bool:
        """Whether the file told all of it, known here or not: then equal tokens are equal values."""
        return self.text is None or STAR not in self.text

    @property
    def start(self) -> str:
        """What is known of the beginning."""
        return (self.text or STAR).replace(HIDDEN, STAR).partition(STAR)[0]

    @property
    def end(self) -> str:
        """What is known of the end."""
        text = (self.text or STAR).replace(HIDDEN, STAR)
        return text if STAR not in text else text.rpartition(STAR)[2]


@dataclass(frozen=True, slots=True)
class Common:
    """How many characters two texts agree in, from the beginning and from the end."""

    start: int
    end: int


def common(x: Trait, y: Trait) -> Common | None:
    """What is known of both and the same; None where they disagree, or nothing is known of one."""
    if x.text is None or y.text is None:
        return None
    start, end = min(len(x.start), len(y.start)), min(len(x.end), len(y.end))
    if x.start[:start] != y.start[:start] or x.end[len(x.end) - end :] != y.end[len(y.end) - end :]:
        return None
    if x.whole and y.whole:
        return Common(start, 0) if x.text == y.text else None
    return Common(start, end)
