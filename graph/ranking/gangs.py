"""Who called: the victims of one gang share a source, so the part of them explained is averaged gang by gang (step 6).

A gang has bought from a source or it has not; callers of a whole series may have. Under the background the records of a
victim know nothing of who called her, so an average over what the part of each gang may be has the mean 1 there, as a
likelihood ratio must: gangs part sources from noise, and cannot accuse.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graph.ranking import mixture
from graph.ranking.arrays import Bools, Floats, Ints
from graph.ranking.settings import EM_ROUNDS, GANG_PARTS, GANG_PRIOR, GANG_RATES, GANG_SOME, GANG_WINDOWS, PARTS

LN_2 = float(np.log(2))


@dataclass(frozen=True)
class Gangs:
    """`number`: n, gang of each victim, 0, 1, …; a victim whose caller is unknown is a gang of her own."""

    number: Ints

    @classmethod
    def of(cls, labels: Ints) -> Gangs:
        """From labels (n), -1 where unknown."""
        unknown = labels < 0
        apart = np.where(unknown, labels.max(initial=-1) + np.cumsum(unknown), labels)
        return cls(np.unique(apart, return_inverse=True)[1].astype(np.int64))

    def at(self, who: Bools) -> Gangs:
        """Of these victims only."""
        return Gangs.of(self.number[who])

    @cached_property
    def size(self) -> Ints:
        """Victims of each gang."""
        return np.bincount(self.number)

    def gains(self, who: Ints, x: Floats) -> Floats:
        """S: max over r of sum_g ln sum_a w_a(r) prod_{i in g} (1 - a + a x_i); x: v x S, of the victims `who` (v).

        a: GANG_PARTS; r: GANG_RATES, how many of the gangs have nearly all of their victims from the source; x_i:
        LR_i / (m_i b_i), 0 of everybody else.
        """
        return np.asarray(_log_sums(self._joint(who, x)).sum(1).max(0), np.float64)

    def gains_at(self, here: Bools, part: Ints, who: Ints, x: Floats) -> Floats:
        """S: `gains` at a place (`here`: n) with the b_i of these PARTS (S); x: v x S, LR_i / m_i of the victims `who`."""
        inside, outside = mixture.region_factor(here, PARTS[part])
        usual = here.sum() * np.log(inside) + (~here).sum() * np.log(outside)
        return np.asarray(self.gains(who, x / inside) + usual, np.float64)

    def explained(self, ratio: Floats, background: Floats, m: Floats) -> tuple[float, Floats]:
        """As `mixture.explained`, with a part for each gang."""
        x, a = ratio / (m * background), GANG_PARTS[:, None]
        joint = self._joint(np.arange(len(x)), x[:, None])
        total = _log_sums(joint)[..., 0]
        best = int(total.sum(1).argmax())
        chance = np.exp(joint[best, ..., 0] - total[best])
        share = (chance[:, self.number] * (a * x / (1 - a + a * x))).sum(0)
        return float(total[best].sum() + np.log(background).sum()), share

    def fit_weights(self, densities: Floats) -> tuple[Floats, Floats]:
        """As `mixture.fit_weights`, with weights for each gang, drawn to those of all by GANG_PRIOR victims.

        A victim's own share does not count towards her weights, so that a gang of one has those of all.
        """
        share = densities / densities.sum(1, keepdims=True)
        others = (GANG_PRIOR + self.size - 1)[self.number, None]
        weight = share
        for _ in range(EM_ROUNDS):
            of_gang = np.stack([np.bincount(self.number, column) for column in share.T], 1)[self.number]
            weight = (GANG_PRIOR * share.mean(0) + of_gang - share) / others
            share = densities * weight
            share = share / share.sum(1, keepdims=True)
        return (densities * weight).sum(1), share

    def _joint(self, who: Ints, x: Floats) -> Floats:
        """Rates x parts x gangs x S: ln w_a(r) and the likelihood of each gang under a."""
        number = self.number[who]
        order = np.argsort(number, kind="stable")
        touched, first = np.unique(number[order], return_index=True)
        others = (self.size - np.bincount(number, minlength=len(self.size)))[:, None]
        levels = np.repeat(np.log(1 - GANG_PARTS)[:, None, None] * others, x.shape[1], 2)
        if len(who):
            for level, a in zip(levels, GANG_PARTS, strict=True):
                level[touched] += np.add.reduceat(np.log(1 - a + a * x[order]), first)
        rest = 1 - GANG_RATES
        weights = np.stack([rest * (1 - GANG_SOME), rest * GANG_SOME, GANG_RATES], 1)
        return np.asarray(levels + np.log(weights)[:, :, None, None], np.float64)


def _log_sums(x: Floats) -> Floats:
    """Log of the sums of exp x over the second axis."""
    top = x.max(1)
    return np.asarray(top + np.log(np.exp(x - top[:, None]).sum(1)), np.float64)


def foremost(left: Floats) -> Ints:
    """The GANG_WINDOWS best of all laws and windows (flat), by what is left of their gains; ties in their order."""
    return np.argsort(-left.round(9), axis=None, kind="stable")[:GANG_WINDOWS]


def both_ways(left: Floats, best: Ints, by_gang: Floats) -> Floats:
    """Laws x windows: the mean likelihood of both ways where both are known; by gang only the `best` are (`by_gang`)."""
    mean = left.ravel() - LN_2
    mean[best] = np.logaddexp(mean[best], by_gang - LN_2)
    return mean.reshape(left.shape)


def together(gangs: Gangs | None, ratio: Floats, background: Floats, m: Floats) -> float:
    """Nats that gangs add to evidence of one window: both ways stand at one half, so they take away ln 2 at most."""
    if gangs is None:
        return 0.0
    alike, by_gang = (way.explained(ratio, background, m)[0] for way in (mixture, gangs))
    return float(np.logaddexp(0, by_gang - alike)) - LN_2


def explained(gangs: Gangs | None, ratio: Floats, background: Floats, m: Floats) -> tuple[float, Floats]:
    """`mixture.explained`; where gangs are known, both ways together, each by its likelihood."""
    gain, share = mixture.explained(ratio, background, m)
    if gangs is None:
        return gain, share
    other, by_gang = gangs.explained(ratio, background, m)
    both = float(np.logaddexp(gain, other))
    return both - LN_2, np.exp(gain - both) * share + np.exp(other - both) * by_gang


def fit_weights(gangs: Gangs | None, densities: Floats) -> tuple[Floats, Floats]:
    """`mixture.fit_weights`, by gang where gangs are known."""
    return mixture.fit_weights(densities) if gangs is None else gangs.fit_weights(densities)
