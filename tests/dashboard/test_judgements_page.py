"""The Judgements page and the dialog: suggested, judged, taken back; nobody is named in plain text."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import deciding, queries
from dashboard.environment import WORKSPACE_VARIABLE
from dashboard.parts.verdict_banner import grade_chip
from dashboard.present import present
from graph.judgements.ledger import judgements
from graph.stores import EmbeddedStore
from graph.workspace import Workspace
from ingest import decisions
from tests.dashboard.verdicts import FOUND
from tests.shared_phone import SECRETS, shared_phone


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Three victims, two of whom share a telephone, and accounts whose export is masked."""
    from ingest import ingest_files

    monkeypatch.setenv(WORKSPACE_VARIABLE, str(tmp_path / "ws"))
    monkeypatch.setenv("HEADWATER_KEY_FILE", str(tmp_path / "keys" / "token.key"))
    ingest_files(shared_phone(tmp_path), tmp_path / "ws", who="li")
    return Workspace(tmp_path / "ws")


def _script() -> None:
    from dashboard.views.judgements import page

    page()


def opened(lang: str = "zh") -> AppTest:
    """The page on the workspace of the test."""
    page = AppTest.from_function(_script, default_timeout=60)
    page.session_state["lang"] = lang
    return page.run()


def html(page: AppTest) -> str:
    """All our HTML on the page."""
    assert not page.exception, page.exception[0].message
    return "\n".join(block.proto.body for block in page.get("html"))


def press(page: AppTest, label: str, place: int = 0) -> AppTest:
    """Press the button of this label."""
    return [button for button in page.button if button.label == label][place].click().run()


def test_where_nothing_was_imported_no_key_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is nothing to read yet; once there is, it is said what cannot be compared."""
    monkeypatch.setenv(WORKSPACE_VARIABLE, str(tmp_path / "empty"))
    monkeypatch.setenv("HEADWATER_KEY_FILE", str(tmp_path / "none.key"))

    empty = html(opened())
    assert "没有可提示的人" in empty
    assert "密钥" not in empty


def test_where_no_key_opens_the_vault_it_is_said_what_cannot_be_compared(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether it is not there or another."""
    monkeypatch.setenv("HEADWATER_KEY_FILE", str(workspace.root.parent / "none.key"))

    assert "没有能打开保险库的密钥" in html(opened())


def _dialog_script(of: str) -> None:
    """The dialog as the page opens it; kept open, since here a click in it is a run of the whole page."""
    from dashboard import deciding, judging, queries
    from dashboard.parts.judgement_dialog import judgement_dialog, of_holder, undo_dialog
    from dashboard.views import judgements

    access = queries.access()
    if of == "undo":
        one = judging.listed(access)[0]
        undo_dialog(one, deciding.without(access, one.number), lambda reason: deciding.undo(access, one.number, reason))
        return
    offers = judging.offers(access).offers
    judgement_dialog(
        judgements.of_offer(offers[0]) if of == "offer" and offers else of_holder("merchant", "甲店"),
        lambda one: deciding.supposed(access, None, one.kind, one.about),
        lambda one, reason: deciding.make(access, one, reason),
    )


def dialog(of: str) -> AppTest:
    """The dialog on the first suggestion ("offer"), on a holder ("holder"), or on the last judgement ("undo")."""
    page = AppTest.from_function(_dialog_script, kwargs={"of": of}, default_timeout=60)
    return page.run()


def test_suggestions_and_conflicts_are_shown_masked(workspace: Workspace) -> None:
    """In both languages; the English page has no Chinese but what is masked of names."""
    for lang in ("zh", "en"):
        said = html(opened(lang))
        assert [secret for secret in SECRETS if secret in said] == []
        assert re.findall("[pnhdas]:[0-9a-f]{8}", said) == []
    assert "138****8000" in said
    assert "139****9001 stands with 2 identity numbers" in said


def test_a_row_of_the_page_opens_the_dialog(workspace: Workspace) -> None:
    """Which says what a judgement does before anything else."""
    assert "只改变怎么读，不改动原始记录。可随时撤销，两份来源都保留。" in html(press(opened(), "判断…"))


def test_who_is_meant_can_be_looked_up_for_a_reason(workspace: Workspace) -> None:
    """The dialog opens on those the page speaks of, under the aliases it shows."""
    page = press(opened(), "查看原始信息…")

    assert "先记入审计链，再显示。记录不能删除。" in html(page)
    assert page.selectbox[0].options[0].startswith("V-")
    assert [secret for secret in SECRETS if secret in html(page)] == []


def test_a_suggestion_is_accepted_with_its_reason_and_then_gone(workspace: Workspace) -> None:
    """The grounds stand there; what would change is said before."""
    page = dialog("offer")
    page.button_group[0].set_value(0).run()
    said = html(page)

    assert "若采纳：" in said
    assert "是同一人的可能约" in said
    assert page.text_area[0].value.startswith("采纳提示：")
    press(page, "保存")
    (one,) = judgements(workspace)
    assert (one.kind, one.reason[:5]) == ("same", "采纳提示：")
    assert "可能是同一个人 1" in html(opened())


def test_the_chance_stays_hidden_and_nothing_can_be_saved_until_the_judge_has_chosen(workspace: Workspace) -> None:
    """Whoever is shown a figure first judges by it."""
    page = dialog("offer")

    assert "是同一人的可能约" not in html(page)
    assert [button for button in page.button if button.label == "保存"] == []


def test_a_suggestion_is_rejected_only_with_grounds_which_are_masked(workspace: Workspace) -> None:
    """Blank grounds are none."""
    page = dialog("offer")
    page.button_group[0].set_value(1).run()
    assert next(button for button in page.button if button.label == "保存").disabled

    page.text_area[0].set_value("本人否认，号码 13800138000").run()
    press(page, "保存")

    (one,) = judgements(workspace)
    assert (one.kind, one.reason) == ("not_same", "本人否认,号码 138****8000")


def test_a_judgement_is_listed_and_can_be_taken_back(workspace: Workspace) -> None:
    """Both stay."""
    page = dialog("holder")
    page.text_area[0].set_value("系统已检查").run()
    press(page, "保存")
    said = html(opened())
    assert "商家 甲店 已排除" in said
    assert "· 系统已检查" in said

    page = dialog("undo")
    page.text_area[0].set_value("看错了").run()
    press(page, "撤销")

    assert [one.kind for one in judgements(workspace)] == ["cleared", "undo"]
    assert "已撤销</span>" in html(opened())


def test_a_cleared_holder_stands_last_in_the_list_and_is_said_to_be_cleared() -> None:
    """With the figures that the material gives."""
    row = replace(FOUND.ranking[-1], kind="merchant", holder="甲店", grade="cleared")
    last = present(replace(FOUND, cleared=(row,))).candidates[-1]

    assert (last.name, last.grade, last.observed) == ("甲店", "cleared", row.observed)
    assert grade_chip(last.grade).text == "已排除"


def test_where_review_is_on_a_clearance_waits_for_another_person(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who proposed it cannot approve it; it takes effect when another does."""
    decisions.turn_review(EmbeddedStore(workspace.root), "支队要求", "li", on=True)
    page = dialog("holder")
    assert "须由另一人复核后才生效" in html(page)
    page.text_area[0].set_value("系统已检查").run()
    press(page, "提交复核")

    assert judgements(workspace) == ()
    page = opened()
    assert "须由另一人复核后才生效" in html(page)
    assert [button for button in page.button if button.label == "复核通过"] == []
    monkeypatch.setattr(deciding, "user", lambda: "wang")
    assert "等待复核" in html(opened())
    press(opened(), "复核通过")
    (one,) = judgements(workspace)
    assert (one.kind, one.who != one.proposer) == ("cleared", True)
    assert "等待复核" not in html(opened())


def test_what_a_judgement_sets_aside_is_said_before_it_is_saved_and_before_it_is_taken_back(
    workspace: Workspace,
) -> None:
    """Nobody overrules a colleague without knowing."""
    page = dialog("offer")
    page.button_group[0].set_value(0).run()
    press(page, "保存")
    store = EmbeddedStore(workspace.root)
    first = decisions.decide(store, "cleared", ("merchant", "甲店"), "系统已检查", "li")
    (same, _) = judgements(workspace)

    foreseen = deciding.supposed(queries.access(), None, "not_same", same.about)
    (shift,) = foreseen.shifts
    assert shift.en.startswith(f"judgement {same.number} no longer holds: ")
    assert not foreseen.reviewed
    decisions.decide(EmbeddedStore(workspace.root), "not_same", same.about, "本人否认", "li")
    last = judgements(workspace)[-1]
    (back,) = deciding.without(queries.access(), last.number)
    assert back.en.startswith(f"judgement {same.number} holds again: ")
    assert first.number != last.number
