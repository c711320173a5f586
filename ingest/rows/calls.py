"""Call records (话单): who called whom, where the file only says "this end", "the other end" and a direction."""

from __future__ import annotations

import polars as pl

from ingest.clean.readings import Readings

_CAME_IN = r"(?i)被叫|呼入|来电|被短|被彩|接听|^in|terminat"
_WENT_OUT = r"(?i)主叫|呼出|去电|主短|主彩|拨打|^out|originat"
OWN, PEER = "_own_number", "_peer_number"


def complete_calls(texts: pl.DataFrame) -> pl.DataFrame:
    """Fill `calling_number` and the called person's `phone` from the two ends and the direction.

    A row that came in was called by the other end. Where the direction says neither, both stay empty.
    """
    if OWN not in texts.columns:
        return texts
    own, peer, direction = pl.col(OWN), pl.col(PEER), pl.col("direction")
    came_in, went_out = direction.str.contains(_CAME_IN), direction.str.contains(_WENT_OUT)
    caller = pl.when(came_in & ~went_out).then(peer).when(went_out & ~came_in).then(own)
    called = pl.when(came_in & ~went_out).then(own).when(went_out & ~came_in).then(peer)
    given = [pl.col(name) if name in texts.columns else pl.lit(None, pl.String) for name in ("calling_number", "phone")]
    return texts.with_columns(
        pl.coalesce(given[0], caller).alias("calling_number"), pl.coalesce(given[1], called).alias("phone")
    )


def unclear_direction(numbers: Readings, texts: pl.DataFrame) -> Readings:
    """Calling numbers with a code where the direction had to tell which end they are and did not."""
    if OWN not in texts.columns:
        return numbers
    unclear = texts["calling_number"].is_null() & texts[PEER].is_not_null()
    code = pl.when(unclear).then(pl.lit("unclear_direction")).otherwise(numbers.codes)
    return Readings(numbers.values, pl.select(code).to_series())
