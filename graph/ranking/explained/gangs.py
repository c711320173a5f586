"""Who called: the victims of one gang share a source, so the part of them explained is averaged gang by gang (step 6).

A gang has bought from a source or it has not. Given where a victim lives and when her gang calls, her records know
nothing of who called her if nothing leaked; so the mean over what the part of each gang may be has the expectation 1
there, as a likelihood ratio must. Gangs part sources from noise, and cannot accuse: neither one that calls a single
city nor one that called for a week only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from graph.ranking.arrays import Bools, Floats, Ints
from graph.ranking.explained import mixture
from graph.ranking.explained.evidence import Evidence
from graph.ranking.settings import EM_ROUNDS, GANG_PARTS, GANG_PRIOR, GANG_RATES, GANG_SOME, GANG_WINDOWS

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

    def gains(self, who: Ints, x: Floats, here: Bools) -> Floats:
        """S: max over r of sum_g ln sum_a w_a(r) prod_{i in g, here} (1 - a + a x_i); x: v x S, of the victims `who` (v).

        a: GANG_PARTS; r: GANG_RATES, how many of the gangs have nearly all of their victims from the source; `here`: n,
        victims it could reach; x_i: LR_i / m_i given where she lives and when her gang calls, 0 of everybody else.
        """
        return np.asarray(_log_sums(self._joint(who, x, here)).sum(1).max(0), np.float64)

    def explained(self, given: Floats, m: Floats, here: Bools) -> tuple[float, Floats]:
        """As `mixture.explained`, with a part for each gang; `given`: n, LR_i as in `gains`."""
        x, a = np.where(here, given / m, 0.0), GANG_PARTS[:, None]
        joint = self._joint(np.flatnonzero(here), x[here, None], here)
        total = _log_sums(joint)[..., 0]
        best = int(total.sum(1).argmax())
        chance = np.exp(joint[best, ..., 0] - total[best])
        share = (chance[:, self.number] * (a * x / (1 - a + a * x))).sum(0)
        return float(total[best].sum()), share

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

    def _joint(self, who: Ints, x: Floats, here: Bools) -> Floats:
        """Rates x parts x gangs x S: ln w_a(r) and the likelihood of each gang under a."""
        number = self.number[who]
        order = np.argsort(number, kind="stable")
        touched, first = np.unique(number[order], return_index=True)
        size = np.bincount(self.number[here], minlength=len(self.size))
        others = (size - np.bincount(number, minlength=len(size)))[:, None]
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


def together(gangs: Gangs | None, evidence: Evidence, m: Floats) -> Evidence:
    """Evidence of one window with what gangs add: both ways stand at one half, so they take away ln 2 at most."""
    if gangs is None:
        return evidence
    alike = mixture.explained(evidence.ratio, evidence.background, m)[0]
    by_gang = gangs.explained(evidence.given, m, evidence.here)[0]
    nats = float(np.logaddexp(0, by_gang - alike)) - LN_2
    return replace(evidence, value=evidence.value + nats, gangs=nats)


def explained(gangs: Gangs | None, evidence: Evidence, m: Floats) -> tuple[float, Floats]:
    """`mixture.explained`; where gangs are known, both ways together, each by its likelihood."""
    gain, share = mixture.explained(evidence.ratio, evidence.background, m)
    if gangs is None:
        return gain, share
    other, by_gang = gangs.explained(evidence.given, m, evidence.here)
    both = float(np.logaddexp(gain, other))
    return both - LN_2, np.exp(gain - both) * share + np.exp(other - both) * by_gang


def fit_weights(gangs: Gangs | None, densities: Floats) -> tuple[Floats, Floats]:
    """`mixture.fit_weights`, by gang where gangs are known."""
    return mixture.fit_weights(densities) if gangs is None else gangs.fit_weights(densities)
