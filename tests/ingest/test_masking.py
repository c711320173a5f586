"""Numbers of people in what somebody types: hidden however they are written, and nothing else is touched."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.masking import mask_cell, mask_in_texts, mask_text
from ingest.text import clean_series

_PARTS = ["13800138000", "110101199003075219", "6222021234567890123", "0512-63456789", "a.b@c.com", "微信", "：", "vx:", "QQ", "号",
          "abc_12345", "苏E12345", "云岫市松陵区听雨巷", "494号", "12栋", "468室", " ", "-", "元", "Ａ", "\u200b", "无"]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("回访13800138000本人", "回访138****8000本人"),
        ("回访１３８００１３８０００本人", "回访138****8000本人"),
        ("回访138.0013.8000", "回访138****8000"),
        ("回访138－0013－8000", "回访138****8000"),
        ("回访138\u200b0013\u200b8000", "回访138****8000"),
        ("证件110101 19900307 521X", "证件110***********521X"),
        ("证件110101-19900307-5219", "证件110***********5219"),
        ("卡6222 0212 3456 7890 123", "卡6222********0 123"),
    ],
)
def test_a_number_is_hidden_however_it_is_written(typed: str, kept: str) -> None:
    """Wide digits and dashes, dots, invisible characters, the parts of an identity card apart."""
    assert mask_text(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("发到wang.fang88@mail.163.com查", "发到w***@mail.163.com查"),
        ("微信：abc_12345加我", "微信:a***加我"),
        ("加微信wxid_8x7y6z5", "加微信w***"),
        ("VX：hello88", "VX:h***"),
        ("微信号 12345678", "微信号 1****"),
        ("QQ群：987654321", "QQ群:9****"),
        ("开闽A12345，换闽AD12346", "开闽A****5,换闽A****6"),
        ("车牌闽A12345、京A·8888挂", "车牌闽A****5、京A****挂"),
        ("包裹寄到云岫市松陵区听雨巷十七号楼四单元，当面签收", "包裹***,当面签收"),
        ("幸福路12号阳光花园3栋2单元501室", "***"),
        ("东大道88弄3号502室", "***"),
    ],
)
def test_what_reaches_somebody_is_hidden_where_its_form_or_the_word_before_tells(typed: str, kept: str) -> None:
    """E-mail, WeChat, QQ, plates, doors."""
    assert mask_text(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "微信转账20000元", "微信200000元", "QQ音乐会员2024", "QQ飞车10000点券", "幸福路12号", "第3号线路", "全新MATE60", "全新T12345型",
        "wx1234567890abc", "A4 80g", "a@b", "科技园路",
    ],
)  # fmt: skip
def test_sums_goods_and_streets_stay(typed: str) -> None:
    """What is like a number or an address and is none."""
    assert mask_text(typed) == typed


@pytest.mark.parametrize(
    "typed", ["", "系统已查，6月3日（第２次）", "单号2024050112345678 金额1380.00", "v1.2.3", "“甲店”"]
)
def test_a_text_without_a_number_of_a_person_stays_as_it_was_typed(typed: str) -> None:
    """Also its wide signs and quotes."""
    assert mask_text(typed) == typed


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("2024年13月45日下午3点", "2024年13月45日下午3点"), ("约3万元", "约3万元"), ("12:77 AM", "12:77 AM"), ("暂无", "暂无"), ("王芳", "王*"),
        ("昨天王芳打的", "昨***"), ("听雨巷七号", "听***"), ("138 0013 8000", "138****8000"), ("20240501250000", "202*******0000"), ("Li Lei", "L***"),
    ],
)  # fmt: skip
def test_a_cell_of_figures_is_shown_as_far_as_it_holds_figures(cell: str, shown: str) -> None:
    """A name or an address in it stands in the wrong column."""
    assert mask_cell(cell, figures=True) == shown


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(_PARTS), max_size=6).map("".join))
@example("13800138000 13900139000")
def test_one_text_is_masked_as_a_column_is(text: str) -> None:
    """Two engines read the same patterns."""
    plain = clean_series(pl.Series([text], dtype=pl.String))
    hidden = mask_in_texts(plain)

    assert mask_text(text) == (text if hidden.equals(plain, null_equal=True) else hidden[0])
