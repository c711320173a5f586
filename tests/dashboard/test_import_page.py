"""The Import page: what is shown is what is committed; uploads leave nothing behind."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import queries
from dashboard.environment import WORKSPACE_VARIABLE
from graph.errors import BadInput

PHONE = "13800138000"
VICTIMS = f"phone,first_contact,case_no\n{PHONE},2026-06-20,A-1\n13900139000,2026-06-21,A-1\n,2026-06-22,A-1\n".encode()


@pytest.fixture
def uploads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty workspace and a key; the folder temporary files are laid in."""
    monkeypatch.setenv(WORKSPACE_VARIABLE, str(tmp_path / "workspace"))
    monkeypatch.setenv("HEADWATER_KEY_FILE", str(tmp_path / "keys" / "token.key"))
    private = tmp_path / "private"
    private.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(private))
    return private


def _script() -> None:
    from dashboard.views.import_ import page

    page()


def opened() -> AppTest:
    """The page on the workspace of the test."""
    return AppTest.from_function(_script, default_timeout=60).run()


def html(page: AppTest) -> str:
    """All our HTML on the page."""
    assert not page.exception, page.exception[0].message
    return "\n".join(block.proto.body for block in page.get("html"))


def test_an_empty_page_says_what_to_drop(uploads: Path) -> None:
    """One sentence, no plan, no button."""
    page = opened()

    assert "拖入订单、面单、快递轨迹、话单或受害人台账。原件不改动。" in html(page)
    assert [button.label for button in page.button] == []


def test_the_plan_that_is_shown_is_the_one_that_is_committed(uploads: Path) -> None:
    """Digest before and in the ledger after; masked samples; the refused row with its remedy; nothing left behind."""
    page = opened()
    page.file_uploader[0].set_value([("victims.csv", VICTIMS, "text/csv")]).run()
    shown = html(page)
    (commit,) = (button for button in page.button if button.label == "提交这份计划")
    digest = commit.key.removeprefix("commit_")

    assert f"#{digest}" in shown
    assert "拒绝" in shown
    assert PHONE not in shown + "".join(table.value.to_csv() for table in page.dataframe)
    assert list(uploads.iterdir()) == []
    assert queries.access().published == ()

    commit.click().run()

    assert f"已入账：取 2，标记 0，拒绝 1。账目 {digest}" in html(page)
    assert [run[:6] for run in queries.access().published] == [digest]


def test_the_same_file_again_takes_nothing(uploads: Path) -> None:
    """A duplicate is shown as one and adds nothing."""
    page = opened()
    for _ in range(2):
        page.file_uploader[0].set_value([("victims.csv", VICTIMS, "text/csv")]).run()
        next(button for button in page.button if button.label == "提交这份计划").click().run()
        assert not page.exception

    assert len(queries.access().published) == 1


def test_a_file_that_cannot_be_read_is_said_so_and_changes_nothing(uploads: Path) -> None:
    """One line that says what to do, never a traceback."""
    page = opened()
    page.file_uploader[0].set_value([("broken.xlsx", b"not a workbook", "application/octet-stream")]).run()

    assert "没能读取这些文件" in html(page)
    assert queries.access().published == ()
    assert list(uploads.iterdir()) == []


def test_an_uploads_name_cannot_leave_its_folder(uploads: Path) -> None:
    """Names come from the browser."""
    plan = queries.plan(queries.access(), [("../../victims.csv", VICTIMS)])

    assert [table.file for table in plan.tables] == ["victims.csv"]
    for name in ("..", "", "a\0b.csv", "folder\\.."):
        with pytest.raises(BadInput, match="rename it"):
            queries.plan(queries.access(), [(name, VICTIMS)])
    assert list(uploads.iterdir()) == []


def test_earlier_imports_are_listed_with_who_and_when(uploads: Path) -> None:
    """As the ledger has them, in the time of China."""
    access = queries.access()
    queries.record(access, queries.plan(access, [("victims.csv", VICTIMS)]))
    (past,) = queries.past_imports(queries.access())

    assert past.files == ("victims.csv",)
    assert (past.taken, past.refused) == (2, 1)
    assert past.who
    assert len(past.when) == len("2026-11-12 09:40")


def test_a_case_is_named_by_an_alias_and_an_unknown_one_is_not_found(uploads: Path) -> None:
    """The URL never carries a case number."""
    from graph.errors import NotFound

    access = queries.access()
    queries.record(access, queries.plan(access, [("victims.csv", VICTIMS)]))
    access = queries.access()
    (alias,) = queries.cases(access)

    assert queries.cases(access)[alias] == "A-1"
    assert alias.startswith("C-")
    assert queries.verdict(access, alias).inputs.victims == 2
    with pytest.raises(NotFound, match="C-0000"):
        queries.verdict(access, "C-0000")
