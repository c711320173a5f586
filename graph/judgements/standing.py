"""Which judgements hold: not taken back, and not against a later one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from graph.judgements.judgement import NOT_SAME, SAME, UNDO, Judgement


@dataclass(frozen=True, slots=True)
class Standing:
    """A judgement and whether it holds: `state` is "in_force", "undone", "superseded" by a later one, or "waiting"."""

    judgement: Judgement
    state: str


def standing(judgements: Iterable[Judgement]) -> tuple[Standing, ...]:
    """Every judgement with its state, by number; an undo itself is not listed.

    Of two that cannot both hold the later one does: x is y, y is z, and then x is not z leaves the first aside, unless
    the third is taken back.
    """
    every = sorted(judgements, key=lambda one: one.number)
    undone = {one.undoes for one in every if one.kind == UNDO}
    people = _People()
    found = []
    for one in reversed([one for one in every if one.kind != UNDO]):
        if one.number in undone:
            found.append(Standing(one, "undone"))
        else:
            found.append(Standing(one, "in_force" if people.admit(one) else "superseded"))
    return tuple(reversed(found))


def proposed(proposals: Iterable[Judgement], judgements: Sequence[Judgement]) -> tuple[Standing, ...]:
    """The proposals that nobody has approved, by number: "waiting" or "undone"."""
    approved, undone = {one.approves for one in judgements}, {one.undoes for one in judgements if one.kind == UNDO}
    open_ = sorted((one for one in proposals if one.number not in approved), key=lambda one: one.number)
    return tuple(Standing(one, "undone" if one.number in undone else "waiting") for one in open_)


@dataclass(frozen=True, slots=True)
class Shift:
    """What a judgement does to others, by number: those it sets aside, and those that hold again."""

    aside: tuple[Judgement, ...]
    back: tuple[Judgement, ...]


def shift(judgements: Iterable[Judgement], one: Judgement) -> Shift:
    """What one more judgement, or undo, does to those before it."""
    earlier = [other for other in judgements if other.number < one.number]
    before = {other.judgement.number: other.state for other in standing(earlier)}
    after = [other for other in standing([*earlier, one]) if other.judgement.number != one.number]

    def turned(was: str, became: str) -> tuple[Judgement, ...]:
        return tuple(o.judgement for o in after if (before[o.judgement.number], o.state) == (was, became))

    return Shift(turned("in_force", "superseded"), turned("superseded", "in_force"))


@dataclass(slots=True)
class _People:
    """Tokens that later judgements have joined (each with the one that stands for its group) and groups they parted."""

    of: dict[str, str] = field(default_factory=dict)
    parted: set[frozenset[str]] = field(default_factory=set)

    def admit(self, one: Judgement) -> bool:
        """Whether it agrees with what was decided later; if so it counts from now on."""
        if one.kind not in {SAME, NOT_SAME}:
            return True
        a, b = (self._find(token) for token in one.about)
        against = a == b if one.kind == NOT_SAME else frozenset((a, b)) in self.parted
        if not against:
            self._count(one.kind, a, b)
        return not against

    def _count(self, kind: str, a: str, b: str) -> None:
        if kind == NOT_SAME:
            self.parted.add(frozenset((a, b)))
        elif a != b:
            self.of[b] = a
            self.parted = {frozenset(a if token == b else token for token in pair) for pair in self.parted}

    def _find(self, token: str) -> str:
        while token in self.of:
            token = self.of[token]
        return token
