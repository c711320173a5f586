"""The Sources page in every state of the banner, run by Streamlit itself, without a browser."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.state import Lang
from graph import wording
from tests.dashboard.verdicts import STATES


def _script(state: str) -> None:
    """What the page does with a verdict that is at hand."""
    from dashboard.models import Origin
    from dashboard.present import present
    from dashboard.views.sources import show
    from tests.dashboard import verdicts

    def ask(records: tuple[str, ...]) -> list[Origin]:
        found = [Origin(one, one[6:], "orders", "订单.csv", "", 2 + place) for place, one in enumerate(records)]
        return [*found, *(Origin(one, one[6:], "merchants", "店铺.csv", "", 2) for one in records)]

    show(present(getattr(verdicts, state)), ask)


def opened(state: str, lang: Lang = "zh") -> AppTest:
    """The page of a verdict of tests/dashboard/verdicts.py."""
    page = AppTest.from_function(_script, kwargs={"state": state}, default_timeout=30)
    page.session_state["lang"] = lang
    page.run()
    assert not page.exception, page.exception[0].message
    return page


def banner(page: AppTest) -> str:
    """The text of the banner, without its HTML."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", banner_html(page)))


def banner_html(page: AppTest) -> str:
    """The HTML of the banner."""
    return next(block.proto.body for block in page.get("html") if 'class="verdict' in block.proto.body)


def texts(page: AppTest) -> str:
    """All our HTML on the page."""
    return "\n".join(block.proto.body for block in page.get("html"))


NOTHING = (
    "126 名受害人的上游没有共同点能超出对照人群的正常重合。排名第一的 快递公司 蓝羽速递 有 19 人用过，按对照人群本来就应有 17.4 人。"
    "这不表示没有泄露。只表示现有材料指不出是谁：可能来源多、来源不在电商物流（如征信、校园贷），或材料还不够。"
)


@pytest.mark.parametrize(
    ("state", "headline", "sentence", "chip"),
    [
        ("TOO_FEW", "还不能判断", "只有 2 名受害人有首次来电日期，至少要 3 名。", ""),
        (
            "NONE", "未见共享源头的证据",
            NOTHING, "未见证据",
        ),
        ("LEADS", "未见共享源头的证据", "有 1 条线索未到门槛，见列表。", "未见证据"),
        ("TIE", "分不开： 仓库 湖前云仓 3 号库 或 揽收网点 湖前揽收点", "现有材料说不出是哪一个。", "分不开"),
        ("FOUND", "线索指向： 仓库 湖前云仓 3 号库", "39 名在 6月3日–6月18日", "强"),
        ("SEVERAL", "线索指向 2 个源头", "快递员 派件员 K-0417：126 名受害人中，11 名", "强"),
        ("ONLY_TIMING", "线索指向： 仓库 湖前云仓 3 号库", "请导入同期其他诈骗的受害人作对照。", "无对照，只有时间可说"),
    ],
)  # fmt: skip
def test_the_banner_says_what_the_design_says(state: str, headline: str, sentence: str, chip: str) -> None:
    """Headline, sentence and chip of each state."""
    told = banner(opened(state))

    for words in (headline, sentence, chip):
        assert words in re.sub(r"： ", "：", told) or words in told


@pytest.mark.parametrize("state", ["NONE", "LEADS"])
def test_without_evidence_no_holder_stands_in_the_headline(state: str) -> None:
    """Nothing accuses without evidence; the headline is as big as one that names a source."""
    html = next(block.proto.body for block in opened(state).get("html") if 'class="verdict' in block.proto.body)
    (headline,) = re.findall("<h1>(.*?)</h1>", html)

    assert headline == "未见共享源头的证据"


@pytest.mark.parametrize("state", sorted(STATES))
def test_the_english_page_has_no_chinese_but_names(state: str) -> None:
    """Every string is translated."""
    page = opened(state.upper(), "en")
    names = re.compile(
        "湖前云仓 3 号库|湖前揽收点|派件员 K-0417|[\u4e00-\u9fff]*(?:商城|速递|打单|中心|母婴店|家纺|网点)"
    )
    said = names.sub("", "".join([texts(page), *(tab.label for tab in page.tabs), *(b.label for b in page.button)]))

    assert re.findall("[\u4e00-\u9fff]+", said) == []


def test_the_figures_of_a_source_are_those_of_the_verdict() -> None:
    """Explains, observed over expected, tolerance; each with what it rests on."""
    told = banner(opened("FOUND"))

    for figure in ("38 / 126", "区间 34–39", "17.7×", "39 / 2.2", "18.2×", "仍未解释 88 名", "分不开的：无"):
        assert figure in told


def test_several_sources_are_counted_together() -> None:
    """Victims whom two sources explain count once."""
    assert "合计可解释 39 / 126 受害人去重" in banner(opened("SEVERAL"))


def test_of_several_sources_the_other_figures_are_said_to_be_the_first_ones() -> None:
    """Of one source there is nobody else they could belong to."""
    several = banner(opened("SEVERAL"))

    assert "第一个源头：39 / 2.2" in several
    assert "第一个源头：对照低估到此才不成立" in several
    assert "第一个源头" not in banner(opened("FOUND"))
    assert "first source: 39 / 2.2" in banner(opened("SEVERAL", "en"))


def test_the_tolerance_says_in_a_sentence_what_it_means() -> None:
    """The figure alone means nothing to a detective."""
    assert 'title="对照人群若把经过它的可能性低估不到 18.2×' in texts(opened("FOUND"))
    assert "title=" not in banner_html(opened("NONE"))


def test_without_a_source_the_best_value_stands_beside_the_bar() -> None:
    """The figures of a named source would mean nothing."""
    assert "最高证据分 0.9 / 3.8" in banner(opened("NONE"))


def test_the_list_shows_eight_holders_and_the_first_is_picked() -> None:
    """Holders over the bar first; the rest follows on further pages."""
    page = opened("FOUND")
    table = page.dataframe[0].value

    assert len(table) == 8
    assert table["holder"].iloc[0] == "仓库 · 湖前云仓 3 号库"
    assert list(table["grade"]) == ["强", *["未见"] * 7]
    assert list(table["explains"]) == ["38", *["0"] * 7]
    assert table["picture"].str.startswith("data:image/svg+xml;base64,").all()
    assert page.query_params["h"].startswith("H-")


def test_for_and_against_stand_side_by_side() -> None:
    """Both sides always, in the words of the verdict."""
    said = texts(opened("FOUND"))

    for finding in (
        *wording.findings_for(STATES["found"].sources[0]),
        *wording.findings_against(STATES["found"].sources[0]),
    ):
        assert finding.zh in said
    assert [tab.label for tab in opened("FOUND").tabs] == ["时间对照", "支持与反对 4 / 4"]


def test_a_figure_opens_the_rows_it_rests_on() -> None:
    """Every figure can be followed to file, sheet, row."""
    page = opened("FOUND")
    button = next(button for button in page.button if button.label == "看 38 条记录的原始行")
    button.click().run()

    assert not page.exception
    rows = page.dataframe[-1].value
    assert list(rows.columns) == ["日期", "记录", "类别", "文件", "表", "行"]
    assert list(rows.iloc[0])[:4] == ["2026-06-03", "A015", "订单", "订单.csv"]
    assert len(rows) == 76
    assert "38 条记录的 39 行" in texts(page)


def test_a_source_without_times_has_no_strip_but_a_sentence() -> None:
    """Published outbreaks have no times."""
    assert "这些记录没有时间" in texts(opened("UNTIMED"))


def test_names_are_escaped() -> None:
    """A holder's name is data, whatever it looks like."""
    assert "<script>alert" not in texts(opened("HOSTILE"))


def test_there_is_nothing_that_names_a_person() -> None:
    """Pseudonyms stay inside; the screen has aliases."""
    page = opened("FOUND")

    assert "p:0000" not in texts(page) + str(page.query_params)
