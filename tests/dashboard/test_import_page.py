"""The Import page: what is shown is what is committed; uploads leave nothing behind."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from dashboard import importing, queries
from dashboard.environment import WORKSPACE_VARIABLE
from dashboard.parts.frame import without_options
from graph.errors import BadInput
from ingest.keys import read_key
from tests.headwater.command import environment

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


def opened(lang: str = "zh") -> AppTest:
    """The page on the workspace of the test."""
    page = AppTest.from_function(_script, default_timeout=60)
    page.session_state["lang"] = lang
    return page.run()


def planned(name: str, content: bytes) -> AppTest:
    """The page with the plan of one file."""
    page = opened()
    return page.file_uploader[0].set_value([(name, content, "text/csv")]).run()


def commit(page: AppTest) -> Button:
    """The button that carries the plan out."""
    return next(button for button in page.button if button.label == "提交这份计划")


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
    digest = commit(page).key.removeprefix("commit_")

    assert f"#{digest}" in shown
    assert "拒绝" in shown
    assert PHONE not in shown + "".join(table.value.to_csv() for table in page.dataframe)
    assert list(uploads.iterdir()) == []
    assert queries.access().published == ()

    commit(page).click().run()

    assert f"已入账：取 2，标记 0，拒绝 1。账目 {digest}" in html(page)
    assert [run[:6] for run in queries.access().published] == [digest]


def test_files_imported_before_are_said_so_and_cannot_be_committed(uploads: Path) -> None:
    """A plan without anything new has nothing to commit."""
    page = planned("victims.csv", VICTIMS)
    commit(page).click().run()
    page.file_uploader[0].set_value([("again.csv", VICTIMS, "text/csv")]).run()

    assert "这些文件此前已导入，没有新内容，无需提交" in html(page)
    assert commit(page).disabled
    assert len(queries.access().published) == 1


def test_a_new_file_beside_a_known_one_can_be_committed(uploads: Path) -> None:
    """Only what is new is taken."""
    importing.record(queries.access(), importing.plan(queries.access(), [("victims.csv", VICTIMS)]))
    page = opened()
    more = b"phone,first_contact,case_no\n13700137000,2026-06-24,A-1\n"
    page.file_uploader[0].set_value([("victims.csv", VICTIMS, ""), ("more.csv", more, "")]).run()

    assert "这些文件此前已导入" not in html(page)
    commit(page).click().run()
    assert "已入账：取 1，标记 0，拒绝 0。" in html(page)


def test_a_plan_that_somebody_else_carried_out_meanwhile_adds_no_entry_and_says_so(uploads: Path) -> None:
    """An entry that is not in the ledger must not be reported, and the page plans anew on what the ledger has now."""
    page = planned("victims.csv", VICTIMS)
    plan = importing.plan(queries.access(), [("victims.csv", VICTIMS)])
    receipts = [importing.record(queries.access(), plan) for _ in range(2)]
    commit(page).click().run()

    assert "这些文件此前已导入，没有新内容，无需提交" in html(page)
    page.session_state["import_done"] = (plan, receipts[1])
    page.button(key="discard").click().run()
    assert "这些文件此前已导入，没有新内容，未新增账目" in html(page)
    assert "已入账：" not in html(page)
    assert len(queries.access().published) == 1


@pytest.mark.parametrize(("lang", "heading"), [("zh", "没能读取这些文件"), ("en", "Could not read these files")])
@pytest.mark.parametrize(
    ("name", "content"), [("broken.xlsx", b"not a workbook"), ("odd.csv", b"phone,remark\n13800138000,x\n")]
)
def test_a_file_that_cannot_be_read_is_said_so_and_changes_nothing(
    uploads: Path, lang: str, heading: str, name: str, content: bytes
) -> None:
    """What happened and what to do on the page, in its language; the error's line below, without the command line."""
    page = opened(lang)
    page.file_uploader[0].set_value([(name, content, "application/octet-stream")]).run()
    said = html(page)

    assert heading in said
    assert (
        "原始数据没有变化。有文件读不了" if lang == "zh" else "The data is unchanged. A file cannot be read"
    ) in said
    assert name in said
    assert " --" not in said
    assert queries.access().published == ()
    assert list(uploads.iterdir()) == []


def test_only_sentences_about_options_are_left_out_of_an_error() -> None:
    """Dashes in names of files are no options."""
    line = "a--b.csv: no table was recognised. It also needs phone. Name the headers with --mapping, or the kind with --kind"

    assert without_options(line) == "a--b.csv: no table was recognised. It also needs phone."
    assert without_options("x.csv is empty. Ask for the file again") == "x.csv is empty. Ask for the file again"


def test_a_missing_key_and_another_key_each_have_their_own_remedy(
    uploads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dropping the files again would not help."""
    importing.record(queries.access(), importing.plan(queries.access(), [("victims.csv", VICTIMS)]))
    monkeypatch.setenv("HEADWATER_KEY_FILE", str(uploads.parent / "other" / "token.key"))
    more = b"phone,first_contact,case_no\n13700137000,2026-06-24,A-1\n"
    missing = html(planned("more.csv", more))
    assert "找不到密钥文件，请从备份恢复" in missing
    assert "另一把密钥" not in missing

    read_key(uploads.parent / "other" / "token.key")
    assert "请用原来的密钥文件重新启动" in html(planned("more.csv", more))
    assert len(queries.access().published) == 1


def test_every_record_can_be_followed_to_its_rows_and_long_numbers_are_masked(uploads: Path) -> None:
    """The rows of an order say which order, what kind of row, which file, sheet and row."""
    orders = b"phone,order_no,order_time,merchant\n13800138000,202606031234567890,2026-06-03,M\n13900139000,A7,2026-06-04,M\n"
    access = queries.access()
    importing.record(access, importing.plan(access, [("victims.csv", VICTIMS), ("orders.csv", orders)]))
    found = queries.origins(queries.access(), ("order:A7", "order:202606031234567890"))

    assert [(one.number, one.kind, one.file, one.row) for one in found] == [
        ("A7", "orders", "orders.csv", 3),
        ("202***********7890", "orders", "orders.csv", 2),
    ]


def test_an_uploads_name_cannot_leave_its_folder(uploads: Path) -> None:
    """Names come from the browser."""
    plan = importing.plan(queries.access(), [("../../victims.csv", VICTIMS)])

    assert [table.file for table in plan.tables] == ["victims.csv"]
    for name in ("..", "", "a\0b.csv", "folder\\.."):
        with pytest.raises(BadInput, match="rename it"):
            importing.plan(queries.access(), [(name, VICTIMS)])
    assert list(uploads.iterdir()) == []


def test_earlier_imports_are_listed_with_who_and_when(uploads: Path) -> None:
    """As the ledger has them, in the time of China."""
    access = queries.access()
    importing.record(access, importing.plan(access, [("victims.csv", VICTIMS)]))
    (past,) = importing.past_imports(queries.access())

    assert past.files == ("victims.csv",)
    assert (past.taken, past.refused) == (2, 1)
    assert past.who
    assert len(past.when) == len("2026-11-12 09:40")


def test_a_case_is_named_by_an_alias_and_an_unknown_one_is_not_found(uploads: Path) -> None:
    """The URL never carries a case number."""
    from graph.errors import NotFound

    access = queries.access()
    importing.record(access, importing.plan(access, [("victims.csv", VICTIMS)]))
    access = queries.access()
    (alias,) = queries.cases(access)

    assert queries.cases(access)[alias] == "A-1"
    assert alias.startswith("C-")
    assert queries.verdict(access, alias).inputs.victims == 2
    with pytest.raises(NotFound, match="C-0000"):
        queries.verdict(access, "C-0000")


def button(page: AppTest, label: str) -> Button:
    """A button by its words."""
    return next(one for one in page.button if one.label == label)


def mapping_of(page: AppTest) -> list[str]:
    """What the headers are taken for, as the editor shows it."""
    return list(next(table.value for table in page.dataframe if "对应到" in table.value.columns)["对应到"])


def test_how_surely_a_kind_and_its_columns_are_known_is_shown_with_the_reason(uploads: Path) -> None:
    """In percent and in words."""
    page = planned("victims.csv", VICTIMS)

    assert "3 个表头中 3 个属于受害人" in html(page)
    table = next(table.value for table in page.dataframe if "依据" in table.value.columns)
    assert [told[-5:] for told in table["依据"]][:2] == [" 100%", " 100%"]
    assert "2 个单元格中 2 个读得出" in table["说明"].iloc[0]


def test_a_mapping_is_saved_by_name_and_the_plan_made_anew_with_it(uploads: Path) -> None:
    """Without a name nothing can be saved; the next file under these headers is read by it too."""
    page = planned("victims.csv", VICTIMS)
    assert button(page, "保存并重新计划").disabled

    page.text_input[0].set_value("某局台账").run()
    button(page, "保存并重新计划").click().run()

    assert "按已保存的导入规格“某局台账”第 1 版读取" in html(page)
    assert mapping_of(page) == ["phone", "first_contact", "case_no"]
    other = planned("b.csv", b"phone,first_contact,case_no\n13900139009,2026-06-20,A-2\n")
    assert "按已保存的导入规格“某局台账”第 1 版读取" in html(other)


def test_a_kind_that_the_headers_cannot_give_is_not_saved(uploads: Path) -> None:
    """What it lacks is said, and the plan stays."""
    page = planned("victims.csv", VICTIMS)
    page.selectbox[0].set_value("orders").run()
    page.text_input[0].set_value("订单").run()
    button(page, "保存并重新计划").click().run()

    shown = html(page)
    assert "order_no" in shown
    assert "请改正对应关系后再保存。" in shown
    assert importing.saved_mappings(queries.Workspace(Path(queries.access().workspace))) == {}


def _dialog() -> None:
    from functools import partial

    from dashboard import importing, queries
    from dashboard.parts.past_imports import withdraw_dialog

    access = queries.access()
    withdraw_dialog(importing.past_imports(access), partial(importing.change, access))


def test_an_import_is_taken_back_for_a_reason_and_brought_back(uploads: Path) -> None:
    """The dialog says what it does before it does it; the list says that it was done, by whom and why."""
    importing.record(queries.access(), importing.plan(queries.access(), [("victims.csv", VICTIMS)]))
    opened().button(key="withdraw_open").click().run()
    for reason, told, victims in (("另案的文件", "撤回后，只有这次导入带来的行", 0), ("看错了", "这次导入已撤回", 2)):
        dialog = AppTest.from_function(_dialog, default_timeout=60)
        dialog.session_state["lang"] = "zh"
        assert told in html(dialog.run())
        assert dialog.button(key="withdraw_do").disabled
        dialog.text_input(key="withdraw_reason").set_value(reason).run()
        dialog.button(key="withdraw_do").click().run()

        (past,) = importing.past_imports(queries.access())
        assert (reason in past.withdrawn, "已撤回" in html(opened())) == (victims == 0, victims == 0)
        assert queries.verdict(queries.access(), None).inputs.victims == victims


def test_a_plan_made_before_somebody_else_imported_is_made_anew_and_shown(uploads: Path) -> None:
    """Nothing is committed that was not looked at."""
    page = planned("victims.csv", VICTIMS)
    more = b"phone,first_contact,case_no\n13900139000,2026-06-21,A-1\n"
    importing.record(queries.access(), importing.plan(queries.access(), [("more.csv", more)]))
    commit(page).click().run()

    assert "提交前有人导入或撤回了别的文件：已重新计划，请看过再提交。" in html(page)
    assert len(queries.access().published) == 1
    commit(page).click().run()
    assert "已入账：取 1，标记 0，拒绝 1。" in html(page)


def test_uploads_that_a_killed_process_left_go_with_the_next_plan(uploads: Path) -> None:
    """They name people, so nothing of them stays."""
    script = (
        "import os, signal\n"
        "from dashboard import importing, queries\n"
        "def killed(*args, **named): os.kill(os.getpid(), signal.SIGKILL)\n"
        "importing.plan_files = killed\n"
        f"importing.plan(queries.access(), [('victims.csv', {VICTIMS!r})])\n"
    )
    subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, env=environment())
    root = Path(queries.access().workspace)
    left = [path for path in root.rglob("*") if path.name == "victims.csv"]
    importing.plan(queries.access(), [("more.csv", VICTIMS)])

    assert len(left) == 1
    assert not list(root.rglob("*.csv"))
