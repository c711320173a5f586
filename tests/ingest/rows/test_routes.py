"""Sentences of routes: the templates that couriers use, and nothing read into others."""

from __future__ import annotations

import polars as pl
import pytest

from ingest.rows.routes import CONTEXT, STATE, complete_scans
from ingest.rows.telling import TOLD

FIELDS = ("scan_type", "site", "city", "next_site", "operator")


def read(sentence: str) -> tuple[str | None, ...]:
    """What a sentence says."""
    texts = pl.DataFrame({"waybill_no": ["1"], CONTEXT: [sentence]})
    return complete_scans(texts).select(FIELDS).row(0)


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("快件到达【A】,上一站是【B】", ("arrive", "A", None, "B", None)),
        ("快件离开【A】,发往【B】", ("depart", "A", None, "B", None)),
        ("【临川】【A】已进行揽收扫描,扫描人员是【赵亭(1001)】", ("pickup", "A", "临川", None, "赵亭(1001)")),
        ("【临川市】 【A】 已进行到件扫描,扫描人员是【赵亭】", ("arrive", "A", "临川市", None, "赵亭")),
        ("【临川市】快件已在【A】签收,签收人:本人", ("sign", "A", "临川市", None, None)),
        ("【临川市】【A】的派件员【李渡(13900139000)】正在派件", ("deliver", "A", "临川市", None, "李渡(139****9000)")),
        ("【A公司】 已收件 取件人: 赵亭 (13900139000)", ("pickup", "A公司", None, None, "赵亭")),
        ("快件已被【云岫驿站】代收", ("station", "云岫驿站", None, None, None)),
        ("快件由【A】退回", ("return", "A", None, None, None)),
        ("【13900139000】正在派件", ("deliver", None, None, None, None)),
        ("【临川市】已签收", ("sign", None, "临川市", None, None)),
        ("您的订单已下单", (None, None, None, None, None)),
    ],
)  # fmt: skip
def test_a_sentence_says_what_was_done_and_where(sentence: str, said: tuple[str | None, ...]) -> None:
    """The name in brackets after 上一站 or 发往 is not where it was; a city is no site, a telephone no name."""
    assert read(sentence) == said


def test_a_code_goes_before_a_sentence_and_under_way_leaves_it_to_it() -> None:
    """Item states of Kuaidi100."""
    states = {
        "103": "pickup",
        "5": "deliver",
        "501": "station",
        "304": "station",
        "3": "sign",
        "0": "arrive",
        "1002": "arrive",
    }
    texts = pl.DataFrame({CONTEXT: ["快件到达【A】"] * len(states), STATE: list(states)})

    done = complete_scans(texts)

    assert done["scan_type"].to_list() == list(states.values())
    assert done[TOLD + "site"].to_list() == ["scan_read_from_text"] * len(states)
