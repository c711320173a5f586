"""What stated probabilities are worth: of the holders given P = x, the share that leaked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.evaluation.outcome import Claim

BINS = 10
"""Bins of equal width from 0 to 1; the last holds 1."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims with P from `low` to below `high`: how many, their mean P, and the share that was right."""

    low: float
    high: float
    claims: int
    stated: float
    right: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """`ece`: mean distance of stated and right by bin, weighted by claims; `brier`: mean of (P - right)^2.

    Expected calibration error as in Naeini, Cooper, Hauskrecht 2015; Brier 1950. Empty bins are left out.
    """

    claims: int
    ece: float
    brier: float
    bins: tuple[Bin, ...]


def calibration(claims: Iterable[Claim]) -> Calibration | None:
    """How far the probabilities of these claims are from the shares that were right; None of none."""
    by_bin: dict[int, list[Claim]] = {}
    for claim in claims:
        by_bin.setdefault(min(int(claim.probability * BINS), BINS - 1), []).append(claim)
    if not by_bin:
        return None
    bins = tuple(_bin(number, by_bin[number]) for number in sorted(by_bin))
    total = sum(one.claims for one in bins)
    return Calibration(
        claims=total,
        ece=sum(one.claims * abs(one.stated - one.right) for one in bins) / total,
        brier=sum((claim.probability - claim.right) ** 2 for k in sorted(by_bin) for claim in by_bin[k]) / total,
        bins=bins,
    )


def _bin(number: int, claims: list[Claim]) -> Bin:
    count = len(claims)
    stated = sum(claim.probability for claim in claims) / count
    return Bin(number / BINS, (number + 1) / BINS, count, stated, sum(claim.right for claim in claims) / count)
