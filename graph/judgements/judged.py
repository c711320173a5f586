"""What the judgements in force come to: the one value that reading facts is given."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields

from graph.judgements.judgement import CLEARED, NOT_SAME, SAME, WRONG_HOLDING, WRONG_TOKEN, Judgement
from graph.judgements.standing import standing

Names = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """What each kind of judgement in force names, sorted, each once."""

    same: Names = ()
    not_same: Names = ()
    wrong_token: Names = ()
    wrong_holding: Names = ()
    cleared: Names = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many are in force, by kind; kinds without any are left out."""
        found = {one.name: len(getattr(self, one.name)) for one in fields(self)}
        return {kind: count for kind, count in found.items() if count}

    @property
    def reading(self) -> tuple[Names, ...]:
        """Those that change which exposures there are: all but who is cleared."""
        return (self.same, self.not_same, self.wrong_token, self.wrong_holding)

    def to_json(self) -> str:
        """All of it as text, to be kept beside what was read with it."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Judged:
        """What `to_json` wrote."""
        return cls(**{kind: tuple(tuple(one) for one in names) for kind, names in json.loads(text).items()})

    def stamped(self, digest: str) -> str:
        """The digest of an answer's inputs, of other inputs where holders are cleared; as it is where none is."""
        if not self.cleared:
            return digest
        told = json.dumps([digest, self.cleared]).encode()
        return f"sha256:{hashlib.sha256(told).hexdigest()}"


NOTHING = Judged()


def judged_by(judgements: Iterable[Judgement]) -> Judged:
    """What these judgements come to: those in force."""
    found: dict[str, set[tuple[str, ...]]] = {
        kind: set() for kind in (SAME, NOT_SAME, WRONG_TOKEN, WRONG_HOLDING, CLEARED)
    }
    for one in standing(judgements):
        if one.state == "in_force":
            found[one.judgement.kind].add(one.judgement.about)
    return Judged(**{kind: tuple(sorted(names)) for kind, names in found.items()})
