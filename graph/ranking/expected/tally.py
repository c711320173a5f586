"""How many exposures and people went through each holder, by region (step 1)."""

from __future__ import annotations

from dataclasses import dataclass

from graph.ranking.arrays import Ints


@dataclass(frozen=True, slots=True)
class Tally:
    """Of some exposures: `of_holder` Q x J to each holder, `of_kind` Q x K to anybody of a kind, `people` Q x J.

    Protected exposures are left out. `people`: different people with an exposure to each holder.
    """

    of_holder: Ints
    of_kind: Ints
    people: Ints

    def __add__(self, other: Tally) -> Tally:
        """Both together, where they share no person."""
        return Tally(self.of_holder + other.of_holder, self.of_kind + other.of_kind, self.people + other.people)
