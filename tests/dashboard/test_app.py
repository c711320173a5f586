"""The whole script as Streamlit runs it: navigation, language, the empty workspace, a workspace that is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import importing, queries
from dashboard.environment import WORKSPACE_VARIABLE

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"
CASES = b"phone,first_contact,case_no\n13800138000,2026-06-20,A-1\n13900139000,2026-06-21,B-2\n"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace that is not there yet, and a key of its own."""
    monkeypatch.setenv(WORKSPACE_VARIABLE, str(tmp_path / "workspace"))
    monkeypatch.setenv("HEADWATER_KEY_FILE", str(tmp_path / "keys" / "token.key"))
    return tmp_path / "workspace"


def opened(**query: str) -> AppTest:
    """The app at a URL."""
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.query_params.update(query)
    return app.run()


def html(app: AppTest) -> str:
    """All our HTML on the page."""
    assert not app.exception, app.exception[0].message
    return "\n".join(block.proto.body for block in app.get("html"))


def test_an_empty_workspace_shows_the_way_to_the_import(workspace: Path) -> None:
    """One sentence, one button, and the button goes there."""
    app = opened()

    assert "先导入受害人和他们的订单。" in html(app)
    app.button[0].click().run()
    assert "先看计划，再提交。" in html(app)


def test_the_url_chooses_the_language_and_keeps_it(workspace: Path) -> None:
    """A link opens as it was sent; the switch goes on from there."""
    app = opened(lang="en")

    assert "Import victims and their orders first." in html(app)
    assert app.query_params["lang"] == "en"


def test_a_language_that_is_not_there_is_chinese(workspace: Path) -> None:
    """URLs are typed by hand."""
    assert "先导入受害人和他们的订单。" in html(opened(lang="xx"))


def test_a_case_can_be_chosen_and_stands_in_the_url_as_an_alias(workspace: Path) -> None:
    """Two cases: all together, or one of them; an alias that is nobody's means all."""
    access = queries.access()
    importing.record(access, importing.plan(access, [("victims.csv", CASES)]))
    app = opened(case="C-NONE")
    choice = app.selectbox(key="case")

    assert choice.options == ["全部案件", "A-1", "B-2"]
    assert "2 名受害人" in html(app)
    choice.select_index(1).run()
    assert "1 名受害人" in html(app)
    assert app.query_params["case"].startswith("C-")


def test_a_damaged_workspace_is_a_card_that_says_so(workspace: Path) -> None:
    """What happened and a number to report, never a traceback."""
    workspace.mkdir()
    (workspace / "headwater.sqlite").write_bytes(b"not a database, but long enough to be read as one" * 40)

    assert "没能读取工作区" in html(opened())


def test_no_workspace_is_a_card_that_says_how_to_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """The script may be run by hand."""
    monkeypatch.delenv(WORKSPACE_VARIABLE, raising=False)

    assert "headwater dashboard -w" in html(opened())


@pytest.mark.parametrize(("variable", "marked"), [("1", True), ("0", False), ("", False)])
def test_only_a_demonstration_is_marked_as_one(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, variable: str, marked: bool
) -> None:
    """Nobody may take a made-up case for a real one, nor the other way round."""
    monkeypatch.setenv("HEADWATER_DEMO", variable)

    assert ("演示数据 · 全部虚构 · 关闭即删除" in html(opened())) is marked
