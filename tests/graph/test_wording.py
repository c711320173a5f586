"""The sentences of the answer, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from graph import wording
from graph.verdict import Against, Inputs, Power, Ranked, Rival, Source, Text, Window
from graph.wording.explanation import REASONS, SHUFFLED, STATES

INPUTS = Inputs("sha256:0", 126, 338, 0, 100, None, None)
WINDOW = Window(date(2024, 6, 3), date(2024, 6, 18), (date(2024, 6, 3),) * 2, (date(2024, 6, 18),) * 2)
SOURCE = Source(
    rank=1, kind="warehouse", holder="湖前 3 号库", grade="strong", value=31.0, probability=1.0, observed=39, expected=2.21,
    expected_range=(0, 6), explained=38, explained_range=(34, 39), lag_days=30, window=WINDOW, tolerance=18.2,
    not_told_apart=(), against=Against(80, 7, 34, 338, 126), people=(),
)  # fmt: skip
TIED = replace(SOURCE, not_told_apart=(Rival("merchant", "甲店", 30.0),))
ROW = Ranked("platform", "青禾", 1.0, 1.0, 0.2, 88, 86.13, (80, 92), "none")
LEAD = replace(ROW, grade="lead")

TERMS_THAT_CHARGE = set(wording.TERMS) - {"orders_and_timing", "touched_or_not", "touched_within_sets"}


def all_texts() -> Iterator[Text]:
    """Every text there is, in some state."""
    few = replace(INPUTS, victims=2)
    yield wording.sentence("undecidable", few, [], [])
    yield wording.sentence("undecidable", replace(INPUTS, victims=0), [], [])
    yield wording.sentence("undecidable", INPUTS, [], [])
    yield wording.nobody_known("2024-05-01")
    yield wording.sentence("none", INPUTS, [], [])
    yield wording.sentence("lead", INPUTS, [], [ROW, LEAD])
    for sources in ([SOURCE], [TIED], [SOURCE, replace(SOURCE, window=None)]):
        yield wording.sentence("source", INPUTS, sources, [])
    yield from (wording.caution(code, 3) for code in wording.CAUTIONS)
    yield from (*wording.findings_for(SOURCE), *wording.findings_against(TIED))
    yield from of_one_holder()


def of_one_holder() -> Iterator[Text]:
    """Every text of an explanation, in some state."""
    yield from (wording.standing(state, None, 3.8) for state in STATES)
    yield wording.standing("tied", ROW, 3.8, TIED.not_told_apart)
    for value, left in ((1.0, 1.0), (9.0, 1.0), (9.0, 9.0)):
        yield wording.standing("ranked", replace(ROW, value=value, value_left=left), 3.8)
    yield from (wording.misfit(field, 0.5, held=held) for field in ("item", "马甲") for held in (True, False))
    yield from (wording.stability(2.0, first=first) for first in (True, False, None))
    yield from (wording.permutation(how, 0.001, 999, named=named) for how in SHUFFLED for named in (True, False))
    for power in (Power(6, 0.8), Power(None, 0.8)):
        yield from (wording.own_power(power), wording.smallest_leak(power))
    yield from (wording.opinion("g2", rank, ("merchant", "甲店"), why) for rank in (1, None) for why in REASONS)
    yield wording.after_the_call(2)


def test_one_source_is_told_in_full() -> None:
    """Holder, victims, window, cap, expectation, explanation."""
    text = wording.sentence("source", INPUTS, [SOURCE], [])

    assert text.zh == (
        "线索指向：仓库 湖前 3 号库。126 名受害人中，39 名在 6月3日–6月18日 有订单经过它，且都在来电前 30 天内；"
        "按对照人群只应有 2.2 名。它可解释 38 名受害人。"
    )
    assert text.en == (
        "The evidence points to warehouse 湖前 3 号库. 39 of 126 victims had an order through it on 3 June – 18 June and "
        "at most 30 days before the call; 2.2 expected, going by comparison people. It explains 38 victims."
    )


@pytest.mark.parametrize("state", ["none", "lead"])
def test_where_nothing_is_found_the_headline_names_nobody(state: str) -> None:
    """And it says that this is no proof of innocence."""
    headline = wording.headline(state, [])
    body = wording.body(state, INPUTS, [], [ROW, LEAD])

    assert headline == Text("未见共享源头的证据", "No evidence of a shared source")
    assert "青禾" in body.zh
    assert "88 victims used it; going by comparison people, 86.1 would anyway." in body.en
    assert wording.NOT_PROVEN.zh in body.zh
    assert "有 1 条线索未到门槛" in body.zh


def test_a_tie_names_all_and_says_that_it_is_one() -> None:
    """The material cannot say which."""
    assert wording.headline("source", [TIED]) == Text(
        "分不开：仓库 湖前 3 号库 或 商家 甲店", "warehouse 湖前 3 号库 or merchant 甲店"
    )
    assert "说不出是哪一个" in wording.body("source", INPUTS, [TIED], []).zh


def test_several_sources_are_counted_and_told_one_by_one() -> None:
    """A line each, with the name in front."""
    two = [SOURCE, replace(SOURCE, kind="school", holder="S", window=None)]

    assert wording.headline("source", two).en == "The evidence points to 2 sources"
    assert "warehouse 湖前 3 号库: 39 of 126" in wording.body("source", INPUTS, two, []).en
    assert (
        "school S: 39 of 126 victims had a record through it before the call"
        in wording.body("source", INPUTS, two, []).en
    )


def test_one_of_several_sources_says_beside_its_name_from_whom_it_is_not_told_apart() -> None:
    """The first two by name, of more how many; none is accused alone where the material cannot say which."""
    rivals = tuple(Rival("merchant", name, 30.0) for name in ("甲店", "乙店", "丙店"))
    said = [
        wording.body("source", INPUTS, [SOURCE, replace(SOURCE, not_told_apart=rivals[:n])], []) for n in (0, 1, 2, 3)
    ]

    assert "分不开" not in said[0].zh
    assert "仓库 湖前 3 号库（与它分不开的：商家 甲店）：126 名" in said[1].zh
    assert "(cannot be told apart from merchant 甲店, merchant 乙店): 39 of 126" in said[2].en
    assert "（与它分不开的：商家 甲店、商家 乙店 等 3 个）" in said[3].zh
    assert "(cannot be told apart from merchant 甲店, merchant 乙店 and 1 more): " in said[3].en


@pytest.mark.parametrize(
    ("comparisons", "shares", "zh", "en"),
    [
        (338, 39, "按对照人群", "going by comparison people"),
        (0, 39, "按公布份额", "going by published shares"),
        (0, 0, "按受害人自己其他时间的订单", "going by the victims' own other orders"),
    ],
)
def test_what_is_expected_is_said_of_what_there_was_to_compare_with(
    comparisons: int, shares: int, zh: str, en: str
) -> None:
    """No comparison people are spoken of where there were none; of a source as where nobody is named."""
    inputs = replace(INPUTS, comparisons=comparisons, shares=shares)

    for text in (wording.body("none", inputs, [], [ROW]), wording.body("source", inputs, [SOURCE], [])):
        assert zh in text.zh
        assert en in text.en
        assert comparisons or "对照" not in text.zh
        assert comparisons or "comparison people" not in text.en


@pytest.mark.parametrize("code", sorted(TERMS_THAT_CHARGE))
def test_more_than_is_usual_and_yet_no_evidence_is_given_its_reason(code: str) -> None:
    """It does not claim that nothing is shared; within what is usual there is nothing to give a reason for."""
    row = replace(ROW, observed=99, held_back=code)
    odd, usual = (wording.body("none", INPUTS, [], [one]) for one in (row, replace(row, observed=92)))

    assert "99 victims used it; going by comparison people, 86.1 would anyway, but " in odd.en
    assert "本来就应有 86.1 人，但" in odd.zh
    assert "上游没有共同点能超出" not in odd.zh
    assert "86.1 would anyway. " in usual.en
    assert "上游没有共同点能超出对照人群的正常重合" in usual.zh


def test_the_reason_that_stands_there_is_that_of_the_term() -> None:
    """Where a branch serves, many use it."""
    row = replace(ROW, observed=99, held_back="place")

    assert "但在它服务的那一片，这么多是常情。" in wording.body("none", INPUTS, [], [row]).zh


def test_no_evidence_has_a_size_where_it_was_reckoned() -> None:
    """The least leak that would have been seen; left out where it was not reckoned."""
    said = [wording.sentence("none", INPUTS, [], [ROW], power) for power in (Power(6, 0.8), Power(None, 0.8), None)]

    assert "能发现的最小泄露：6 名受害人（把握 80 %）。" in said[0].zh
    assert "Smallest leak we would see: 6 victims (with a chance of 80 %)." in said[0].en
    assert "No leak, however large, would be seen" in said[1].en
    assert "leak we would see" not in said[2].en


def test_one_holder_below_the_bar_is_told_why_it_is_not_named() -> None:
    """By itself; beside the sources; or because too few victims stand behind it."""
    rows = [replace(ROW, value=value, value_left=left) for value, left in ((1.0, 1.0), (9.0, 1.0), (9.0, 9.0))]
    said = [wording.standing("ranked", row, 3.8).en for row in rows]

    assert said[0] == "Its value is 1.0, below the bar of 3.8."
    assert said[1] == "Alone its value is 9.0; what the named sources leave of it is 1.0, below the bar of 3.8."
    assert "explains too few victims" in said[2]


def test_one_that_is_tied_says_with_which_source() -> None:
    """By name."""
    said = wording.standing("tied", ROW, 3.8, TIED.not_told_apart)

    assert said == Text(
        "它与已列的源头 商家 甲店 分不开。", "It cannot be told apart from what is named as a source: merchant 甲店."
    )


def test_a_p_value_says_what_was_shuffled_and_what_it_does_not_price() -> None:
    """It is of one holder alone."""
    assert wording.permutation("roles", 0.001, 999, named=True).en == (
        "Victims and comparison people shuffled within regions, 999 times: p = 0.001. "
        "Of this holder alone; the choice among many is not priced."
    )


def test_the_p_value_of_a_holder_that_is_not_named_is_called_no_evidence() -> None:
    """Whoever serves a source shares its victims."""
    text = wording.permutation("roles", 0.001, 999, named=False)

    assert text.zh.endswith("没有列为源头时，p 不能作为证据。")
    assert text.en.endswith("of one that is not named, p is no evidence.")


def test_only_of_a_source_that_is_named_is_it_said_that_it_stands() -> None:
    """The tolerance of others is that of no verdict."""
    named, other = (wording.findings_for(SOURCE, named=named) for named in (True, False))

    assert [text for text in named if text not in other] == [text for text in named if "It stands while" in text.en]
    assert not any("It stands while" in text.en for text in other)


def test_too_few_victims_are_said_to_be_too_few() -> None:
    """Three are needed."""
    text = wording.sentence("undecidable", replace(INPUTS, victims=2), [], [])

    assert text.zh == "还不能判断。只有 2 名受害人有首次来电日期，至少要 3 名。"
    assert text.en == "Cannot judge yet. Only 2 victims have a date of first contact; 3 are needed."


def test_days_have_a_year_only_where_it_matters() -> None:
    """A window over New Year's Eve."""
    over = replace(WINDOW, first=date(2023, 12, 30), last=date(2024, 1, 2))

    assert wording.day(date(2024, 6, 3)) == Text("6月3日", "3 June")
    assert wording.span(over) == Text("2023年12月30日–2024年1月2日", "30 December 2023 – 2 January 2024")


def test_what_speaks_against_is_told_even_where_it_is_nothing() -> None:
    """Zero is an answer."""
    against = wording.findings_against(replace(SOURCE, against=Against(0, 0, 0, 338, 126)))

    assert [text.en for text in against] == [
        "Victims that never touched it: 0.",
        "Victims that touched it only outside the window: 0.",
        "0 of 338 comparison people touched it too.",
        "Not told apart from: none.",
    ]


def test_where_nobody_is_compared_none_of_none_is_not_told() -> None:
    """There is nobody to count."""
    against = wording.findings_against(replace(SOURCE, against=Against(0, 0, 0, 0, 126)))

    assert against[2] == Text("没有对照人员可比。", "There are no comparison people to compare with.")


def test_no_text_accuses_anybody() -> None:
    """Evidence points; it does not convict."""
    for text in all_texts():
        assert not re.search("元凶|罪犯|泄露者|凶手", text.zh)
        assert not re.search("culprit|guilty|leaker|perpetrator", text.en, re.I)


def test_every_text_is_said_in_both_languages() -> None:
    """No placeholder is left open, and both end as sentences do."""
    for text in all_texts():
        assert not re.search("[{}]", text.zh + text.en)
        assert text.zh.endswith("。")
        assert text.en.endswith(".")
