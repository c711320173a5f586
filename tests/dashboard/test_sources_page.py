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
    from dashboard.disagreement import disagreement
    from dashboard.models import Origin
    from dashboard.parts.asks import Asks
    from dashboard.present import present
    from dashboard.views.sources import show
    from dashboard.waterfall import made_of
    from graph.ranking.holder.stability import Stability
    from tests.dashboard import verdicts

    def origins(records: tuple[str, ...]) -> list[Origin]:
        found = [Origin(one, one[6:], "orders", "订单.csv", "", 2 + place) for place, one in enumerate(records)]
        return [*found, *(Origin(one, one[6:], "merchants", "店铺.csv", "", 2) for one in records)]

    verdict = getattr(verdicts, state)
    asks = Asks(
        origins=origins,
        value=lambda _: made_of(verdicts.WAREHOUSE),
        disagreement=lambda one: disagreement(verdicts.OPINIONS, verdict, (one.kind, one.name)),
        steadiness=lambda _: Stability(27.5, 9, first=True),
    )
    show(present(verdict), present(verdicts.FOUND), ("courier", "warehouse"), asks)


def opened(state: str, lang: Lang = "zh", **session: str) -> AppTest:
    """The page of a verdict of tests/dashboard/verdicts.py."""
    page = AppTest.from_function(_script, kwargs={"state": state}, default_timeout=30)
    page.session_state["lang"] = lang
    for name, value in session.items():
        page.session_state[name] = value
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
    assert [tab.label for tab in opened("FOUND").tabs] == ["时间对照", "支持与反对 4 / 4", "为何是它", "其他算法怎么看"]


def test_a_figure_opens_the_rows_it_rests_on() -> None:
    """Every figure can be followed to file, sheet, row."""
    page = opened("FOUND")
    button = next(button for button in page.button if button.label == "看 38 条记录的原始行")
    button.click().run()

    assert not page.exception
    rows = page.dataframe[-1].value
    assert list(rows.columns) == ["日期", "记录", "类别", "文件", "表", "行", "SHA-256", "编码", "导入人", "导入时间"]
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


def test_of_four_sources_the_first_has_its_sentence_and_the_others_a_line_that_opens() -> None:
    """The list must stay on the screen; whoever is named stands in the line, folded or not."""
    html = banner_html(opened("FOUR"))
    (line,) = re.findall("<summary>(另有.*?)</summary>", html)

    assert "线索指向 4 个源头" in html
    assert line == "另有 3 个：快递员 派件员 K-0417、快递员 派件员 K-0602、快递员 派件员 K-0777"
    assert html.index("39 名在") < html.index(line)
    assert all(f"K-{number}：126 名受害人中" in html.partition(line)[2] for number in ("0417", "0602", "0777"))


def test_warnings_share_one_line_that_opens() -> None:
    """None is dropped, however many there are."""
    (line,) = re.findall('<details class="mute sm"><summary>(.*?)</summary>', banner_html(opened("FOUR")))

    assert line == " · ".join(wording.caution(code, 2).zh for code in ("no_orders_for_some", "victims_alike"))


def test_no_evidence_has_a_size() -> None:
    """The smallest leak that would have been seen, and how surely."""
    assert "能发现的最小泄露 ≥ 23 / 126 把握 80 %" in banner(opened("SIZED"))
    assert "能发现的最小泄露" not in banner(opened("NONE"))
    assert "能发现的最小泄露" not in banner(opened("FOUND"))


def test_a_case_in_which_no_leak_would_be_seen_says_so() -> None:
    """A figure would have nothing to say."""
    assert "无论多大的泄露，这份材料都没有 80 % 的把握发现。" in banner(opened("BLIND"))


def test_leaders_that_are_provably_equal_are_told_where_nobody_is_named() -> None:
    """Or the first of them would look as if it were more than the others."""
    assert "并列第一，分不开：快递公司 蓝羽速递、分拨中心 榕北分拨中心" in banner(opened("TOGETHER"))


def test_the_best_question_has_its_person_as_an_alias_and_its_information_in_bits() -> None:
    """Who it is stands in front; the second best is one click away; the record leads to its rows."""
    page = opened("ASKED")
    said = texts(page)

    assert re.search(r"受害人 V-[0-9A-F]{4}：追查 6月20日来电的受害人 6月3日的订单。预计信息量 1\.4 比特。", said)
    assert "预计信息量 &lt; 0.1 比特。" in said
    next(button for button in page.button if button.label == "看原始行").click().run()
    assert page.dataframe[-1].value["记录"][0] == "A003"


def test_without_a_question_the_card_says_so() -> None:
    """An empty card would look like a failure."""
    assert "没有还能改变结论的问题。" in texts(opened("FOUND"))


def test_a_what_if_is_said_over_the_banner_with_the_way_back() -> None:
    """What is supposed, that it is not recorded, how many were tried; in the plain view nothing of it."""
    page = opened("SUPPOSED")
    said = texts(page)

    assert "假设视图：来电前最多 30 天，不用对照人群。不写入案件、不进报告。" in said
    assert "已试 0 种假设" in said
    assert said.index("假设视图") < said.index('class="verdict')
    assert "还原" in [button.label for button in page.button]
    assert "第一名不变 · 38 → 38 人" in said
    assert "假设视图" not in texts(opened("FOUND"))


def test_why_this_holder_says_how_sure_with_its_condition() -> None:
    """The probability never stands alone."""
    page = opened("FOUND")
    assert "湖前云仓 3 号库：证据分怎么来的" in texts(page)
    assert "12 以上且容差 ≥ 2 为强" in texts(page)
    assert "把握 &gt; 99 %，仅在方法假设成立时" in texts(page)


def test_what_single_victims_change_is_worked_out_when_asked() -> None:
    """It takes a second or more."""
    page = opened("FOUND")
    assert "证据分最低" not in texts(page)
    next(button for button in page.button if button.label == "去掉任一受害人再算").click().run()

    assert "去掉任一受害人，它都排在其他未列为源头的持有者之前，证据分最低 27.5。" in texts(page)


def test_the_other_methods_stand_with_why_not_to_trust_them() -> None:
    """Whom each puts first, the rank of ours, the reason; three that agree against us are an amber line."""
    said = texts(opened("FOUND", tab="其他算法怎么看"))
    table = re.sub(r"<[^>]+>", " ", said.partition("<table>")[2])

    assert "多数算法指向 平台 青禾商城。请先看“反对”再下结论。" in said
    assert re.search(r"共享人数\s+平台 青禾商城（88 人）\s+11\s+对照人群里同样常见：预期 86\.1", table)
    assert re.search(r"比值比\s+快递员 派件员 K-0602\s+4\s+人太少", table)
    assert re.search(r"G²\s+仓库 湖前云仓 3 号库\s+1\s+一致", table)
    assert re.search(r"JLH\s+揽收网点 湖前揽收点\s+—", table)


def test_a_method_that_names_whom_we_cannot_tell_apart_is_said_to() -> None:
    """It does not disagree."""
    assert "与它分不开" in texts(opened("TIE", tab="其他算法怎么看"))


def test_below_the_bar_the_value_is_shown_with_what_it_lacks() -> None:
    """That a holder is not named must be as easy to follow as that one is."""
    page = opened("NONE")

    assert "它没有过门槛" in texts(page)
    assert [tab.label for tab in page.tabs] == ["证据分怎么来的", "其他算法怎么看"]
    assert "蓝羽速递：证据分怎么来的" in texts(page)
