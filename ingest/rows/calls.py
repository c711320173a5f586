"""Call records (话单): who called whom, where the file only says "this end", "the other end" and a direction."""

from __future__ import annotations

import polars as pl

from ingest.rows.telling import filled, told

_CAME_IN = r"(?i)被叫|呼入|来电|被短|被彩|接听|^in|terminat"
_WENT_OUT = r"(?i)主叫|呼出|去电|主短|主彩|拨打|^out|originat"
OWN, PEER, MILLISECONDS = "_own_number", "_peer_number", "_milliseconds"


def complete_calls(texts: pl.DataFrame) -> pl.DataFrame:
    """Fill `calling_number` and the called person's `phone` from the two ends and the direction, `duration` from milliseconds.

    A row that came in was called by the other end. Where the direction says neither, both stay empty and the row is told.
    """
    if MILLISECONDS in texts.columns:
        seconds = pl.col(MILLISECONDS).str.extract(r"^(\d+)(?:\.0+)?$").cast(pl.Int64, strict=False) // 1000
        texts = filled(texts, "duration", seconds.cast(pl.String))
    if not {OWN, PEER, "direction"} <= set(texts.columns):
        return texts
    own, peer, direction = pl.col(OWN), pl.col(PEER), pl.col("direction")
    came_in, went_out = direction.str.contains(_CAME_IN), direction.str.contains(_WENT_OUT)
    caller = pl.when(came_in & ~went_out).then(peer).when(went_out & ~came_in).then(own)
    called = pl.when(came_in & ~went_out).then(own).when(went_out & ~came_in).then(peer)
    done = filled(filled(texts, "calling_number", caller), "phone", called)
    return told(done, "calling_number", pl.col("calling_number").is_null() & peer.is_not_null(), "unclear_direction")
