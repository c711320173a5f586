"""Which holders some victims have in common, beside what anybody has."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

import polars as pl

from graph.errors import NotFound
from graph.exposures import Exposures

HOLDER = ("kind", "holder")


class HasExposures(Protocol):
    """A store, as far as it is asked here."""

    def exposures(self, case: str | None = None) -> Exposures:
        """The waist."""
        ...


def shared_holders(store: HasExposures, victims: Collection[str]) -> pl.DataFrame:
    """The holders that at least two of these victims (pseudonyms) share, largest excess first.

    Columns `kind`, `holder`, `observed` (of these victims), `victims`, `touched` (of the comparison people),
    `comparisons`, `expected` (victims × touched / comparisons; null without comparison people), `excess`
    (observed − expected). What counts is a record held before the person's call, or at an unknown time, whose field was
    not protected. A count to look at, not the verdict: for that see `graph.ranking`. NotFound: not a victim.
    """
    exposures = store.exposures()
    asked = set(victims)
    known = set(exposures.people.filter(pl.col("role") == "victim")["person"])
    if unknown := sorted(asked - known):
        msg = f"no victim has the pseudonym {unknown[0]!r}" + (
            f" (nor {len(unknown) - 1} others)" if unknown[1:] else ""
        )
        raise NotFound(msg)
    touched = _before_the_call(exposures)
    observed = touched.filter(pl.col("person").is_in(sorted(asked))).group_by(HOLDER).len("observed")
    others = touched.filter(pl.col("role") == "comparison").group_by(HOLDER).len("touched")
    both = observed.filter(pl.col("observed") > 1).join(others, on=HOLDER, how="left")
    return _weighed(both, len(asked), len(exposures.people) - len(known))


def _before_the_call(exposures: Exposures) -> pl.DataFrame:
    """Each person with each holder once (columns `person`, `role`, `kind`, `holder`)."""
    held = exposures.holdings.join(exposures.people, on="person")
    before = pl.col("seen_from").is_null() | (pl.col("seen_from") < pl.col("call"))
    return held.filter(before & ~pl.col("protected")).select("person", "role", *HOLDER).unique()


def _weighed(counts: pl.DataFrame, victims: int, comparisons: int) -> pl.DataFrame:
    expected = pl.lit(victims) * pl.col("touched") / comparisons if comparisons else pl.lit(None, pl.Float64)
    whole = pl.col("observed", "touched").fill_null(0).cast(pl.Int64)
    found = counts.with_columns(whole, victims=pl.lit(victims, pl.Int64), comparisons=pl.lit(comparisons, pl.Int64))
    found = found.with_columns(expected=expected).with_columns(excess=pl.col("observed") - pl.col("expected"))
    order = ("excess" if comparisons else "observed", *HOLDER)
    columns = (*HOLDER, "observed", "victims", "touched", "comparisons", "expected", "excess")
    return found.select(columns).sort(order, descending=(True, False, False))
