"""Bank replies: who paid whom, where the file says "this account", "the other account" and a sign (收付标志)."""

from __future__ import annotations

import polars as pl

from ingest.rows.telling import LONG, filled, told

SIGN = "_sign"
OWN, PEER = "_own_account", "_peer_account"
_CAME_IN = r"(?i)^(?:进|入|收|贷|c|cr|i|in|credit)(?:账|帐|入|款|方|项|$)"
_WENT_OUT = r"(?i)^(?:出|付|支|借|d|dr|o|out|debit)(?:账|帐|出|款|方|项|$)"
_PAYER = {"id_number": ("_own_id", "_peer_id"), "name": ("_own_name", "_peer_name")}
"""What is told of the person who paid: of this end where money went out, of the other where it came in."""


def complete_transfers(texts: pl.DataFrame) -> pl.DataFrame:
    """Fill the accounts paid from and to, and who paid, from the two ends and the sign.

    A reply without a sign is read as the payments of its own account, and each row is told; where the sign of a row says
    neither, the accounts stay empty and the row is told that.
    """
    if not {OWN, PEER} <= set(texts.columns):
        return texts
    said = pl.col(SIGN) if SIGN in texts.columns else pl.lit("付")
    came_in, went_out = said.str.contains(_CAME_IN), said.str.contains(_WENT_OUT)
    done = texts
    for name, ends in {"from_account": (OWN, PEER), "to_account": (PEER, OWN)}.items():
        out, came = (pl.col(end) for end in ends)
        done = filled(done, name, pl.when(went_out).then(out).when(came_in).then(came))
        if {LONG + OWN, LONG + PEER} <= set(texts.columns):
            long_out, long_came = (pl.col(LONG + end) for end in ends)
            done = done.with_columns(pl.when(went_out).then(long_out).otherwise(long_came).alias(LONG + name))
    for name, ends in _PAYER.items():
        out, came = (pl.col(end) if end in texts.columns else pl.lit(None, pl.String) for end in ends)
        done = filled(done, name, pl.when(went_out).then(out).when(came_in).then(came))
    if SIGN not in texts.columns:
        return told(done, "from_account", pl.col("from_account").is_not_null(), "payment_direction_assumed")
    unclear = ~came_in.fill_null(value=False) & ~went_out.fill_null(value=False)
    return told(done, "from_account", unclear & pl.col("from_account").is_null(), "unclear_payment_direction")
