"""Routes of parcels as couriers write them out: `快件到达【A】,上一站是【B】`, with or without a code of their state.

Read are the templates that public route services are known to use; what fits none of them says nothing.
"""

from __future__ import annotations

import polars as pl

from ingest.masking import mask_in_texts
from ingest.rows.telling import filled, told

CONTEXT, STATE, STATUS, LOCATION = "_context", "_state", "_status", "_location"
FROM_TEXT, NOT_READ = "scan_read_from_text", "scan_not_read"

STATES = {
    "1": "pickup", "103": "pickup", "1001": "arrive", "1003": "transfer", "7": "transfer", "5": "deliver",
    "501": "station", "3": "sign", "301": "sign", "302": "sign", "303": "sign", "304": "station", "2": "problem",
    "4": "return", "6": "return", "14": "return",
}  # fmt: skip
"""Item states of Kuaidi100 that say what was done; 0 and 1002 (under way) leave it to the text, 10 to 13 are customs'."""
TYPES = (
    ("station", "代收|暂放|投柜|入柜|快递柜|驿站|待取件|取件码|存放"),
    ("return", "退回|退件|拒收"),
    ("sign", "签收"),
    ("deliver", "派件|派送|投递"),
    ("arrive", "到达|到件|已到|卸车"),
    ("depart", "离开|发出|发往|发件|装车|准备发"),
    ("transfer", "中转|转运"),
    ("pickup", "揽收|收件|揽件|收寄|已收取|取件"),
    ("problem", "问题件|疑难|异常"),
)
"""Type of a scan → words that tell it, outside the brackets of names; the first that is there decides."""

_BRACKETS = "【[^】]*】"
_OTHER = r"(?:上一站(?:点)?是?|下一站(?:点)?是?|发往|目的地是?|运往)[::]? ?【([^】]+)】"
_OPERATOR = r"(?:扫描人员|扫描员|派件员|派送员|业务员|快递员|收件员|揽收员|取件人|派件人)(?:[::]|是|【)[::]? ?【?([^】,， 【(（;；]+(?:[(（][^】)）]*[)）])?)"
_CITY, _CITY_FIRST = r"^【[^】]{1,10}[市省区县州盟]】$", r"^【[^】]+】 ?【"
_PHONE = r"【[^】]*1[3-9]\d{9}[^】]*】"


def complete_scans(texts: pl.DataFrame) -> pl.DataFrame:
    """The texts with type, site, city, next site and operator of scans read from the route's sentences and states.

    Rows whose site or type was read from text are told; telephone numbers in what is read are masked.
    """
    done = texts
    if STATE in done.columns:
        done = filled(done, "scan_type", pl.col(STATE).replace_strict(STATES, default=None, return_dtype=pl.String))
    if STATUS in done.columns:
        done = filled(done, "scan_type", _type(pl.col(STATUS)))
    if CONTEXT in done.columns:
        for name, series in _read(done[CONTEXT]).items():
            code = FROM_TEXT if name in {"site", "scan_type"} else None
            done = filled(done, name, pl.lit(series), code)
        for name in ("scan_type", "site"):
            done = told(done, name, pl.col(name).is_null() & pl.col(CONTEXT).is_not_null(), NOT_READ)
    if LOCATION in done.columns:
        done = filled(done, "city", pl.col(LOCATION))
    return done


def _read(context: pl.Series) -> dict[str, pl.Series]:
    """What sentences say, by column."""
    text = context.to_frame("text").select(
        said=pl.col("text").str.replace_all(_BRACKETS, "【】"),
        operator=pl.col("text").str.extract(_OPERATOR),
        other=pl.col("text").str.extract(_OTHER),
        city_first=pl.col("text").str.contains(_CITY_FIRST),
        names=pl.col("text").str.replace_all(_OTHER, "").str.replace_all(_OPERATOR, "").str.replace_all(_PHONE, "")
        .str.extract_all(_BRACKETS),
    )  # fmt: skip
    first, second = pl.col("names").list.get(0, null_on_oob=True), pl.col("names").list.get(1, null_on_oob=True)
    is_city = first.str.contains(_CITY) | (pl.col("city_first") & second.is_not_null())
    read = text.select(
        scan_type=_type(pl.col("said")),
        site=pl.when(is_city).then(second).otherwise(first).str.strip_chars("【】 ").replace("", None),
        city=pl.when(is_city).then(first).str.strip_chars("【】 "),
        next_site=pl.col("other").str.strip_chars(),
        operator=pl.col("operator").str.strip_chars(),
    )
    return {name: mask_in_texts(read[name]) for name in read.columns}


def _type(said: pl.Expr) -> pl.Expr:
    """The type of scan that words tell, null where they tell none."""
    return pl.coalesce([pl.when(said.str.contains(words)).then(pl.lit(name)) for name, words in TYPES])
