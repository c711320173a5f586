"""The dialog that shows one value of one person: reason, log, value, and masked again."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import queries, revealing
from dashboard.environment import WORKSPACE_VARIABLE
from dashboard.parts import reveal_dialog
from graph.errors import BadInput
from graph.ledger import AUDIT, entries
from graph.workspace import Workspace
from ingest import ingest_files
from tests.shared_phone import SECRETS, shared_phone

PHONE = "13800138000"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """The case; the page stands still as soon as a value is shown, as nobody waits a minute here."""
    monkeypatch.setenv(WORKSPACE_VARIABLE, str(tmp_path / "ws"))
    monkeypatch.setenv("HEADWATER_KEY_FILE", str(tmp_path / "keys" / "token.key"))
    monkeypatch.setattr(reveal_dialog, "sleep", lambda _: st.stop())
    ingest_files(shared_phone(tmp_path), tmp_path / "ws", who="li")
    return Workspace(tmp_path / "ws")


def _script() -> None:
    from dashboard import queries, revealing
    from dashboard.models import Person
    from dashboard.parts.reveal_dialog import reveal_dialog

    access = queries.access()
    of = queries.store(access).persons.of
    people = sorted(set(of.filter(of["token"].str.starts_with("h:"))["person"]))
    reveal_dialog([Person(f"V-{place}", name) for place, name in enumerate(people)], revealing.door(access))


def opened(lang: str = "zh") -> AppTest:
    """The dialog on all who have a telephone, with the one chosen whose number is asked for."""
    page = AppTest.from_function(_script, default_timeout=60)
    page.session_state["lang"] = lang
    page.run()
    place = next(place for place in range(2) if has_phone(page.selectbox[0].set_value(place).run()))
    page.selectbox[0].set_value(place).run()
    page.radio[0].set_value(next(k for k, label in enumerate(page.radio[0].options) if "138****8000" in label))
    return page.run()


def has_phone(page: AppTest) -> bool:
    """Whether the number asked for is among the fields."""
    return any("138****8000" in label for label in page.radio[0].options)


def asked(page: AppTest) -> AppTest:
    """The same, after a reason and the button."""
    page.button_group[0].set_value(page.button_group[0].options[0]).run()
    return page.button(key="reveal_show").click().run()


def html(page: AppTest) -> str:
    """All our HTML on the page."""
    assert not page.exception, page.exception[0].message
    return "\n".join(block.proto.body for block in page.get("html"))


def logged(workspace: Workspace) -> list[tuple[str, str]]:
    """What the audit chain holds: what was done, and why."""
    with workspace.connect() as db:
        return [(one.what, one.body["reason"]) for one in entries(db, AUDIT)]


def test_nothing_is_shown_nor_can_be_without_a_reason(workspace: Workspace) -> None:
    """Everything is masked, the button is off, the log is empty."""
    for lang in ("zh", "en"):
        page = opened(lang)
        everything = html(page) + str(page.radio[0].options) + str(page.selectbox[0].options)

        assert [secret for secret in SECRETS if secret in everything] == []
        assert page.button(key="reveal_show").disabled
    assert "Logged first, shown after. The entry cannot be deleted." in everything
    assert "Masked again after 60 s. 0 shown today." in everything
    assert logged(workspace) == []


def test_one_value_is_shown_once_the_log_holds_the_reason_and_masked_again_by_whatever_is_done_next(
    workspace: Workspace,
) -> None:
    """Nothing of it stays in the session; the next look is another entry."""
    page = asked(opened())

    assert PHONE in html(page)
    assert [secret for secret in SECRETS if secret in html(page)] == [PHONE]
    assert logged(workspace) == [("revealed", "回访询问")]
    assert "今日已查看 1 次" in html(page)
    assert PHONE not in str(page.session_state)
    assert PHONE not in html(page.run())
    assert len(logged(workspace)) == 1


def test_when_its_time_is_over_the_value_is_masked_again(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the run that showed it, without a click."""
    waited: list[float] = []
    monkeypatch.setattr(reveal_dialog, "sleep", waited.append)
    monkeypatch.setattr(reveal_dialog, "monotonic", lambda: float(len(waited)))
    page = asked(opened())

    assert sum(waited) == 60
    assert PHONE not in html(page)
    assert "已重新脱敏" in html(page)


def test_a_reason_in_own_words_is_six_characters_at_least_and_kept_without_numbers(workspace: Workspace) -> None:
    """Blanks do not count."""
    page = opened()
    page.button_group[0].set_value(page.button_group[0].options[3]).run()
    page.text_input[0].set_value("核对 ").run()
    assert page.button(key="reveal_show").disabled

    page.text_input[0].set_value("核对来电 13800138000").run()
    page.button(key="reveal_show").click().run()
    assert logged(workspace) == [("revealed", "核对来电 138****8000")]


@pytest.mark.parametrize(
    ("lang", "says"),
    [("zh", "没能写入审计链，因此不显示。"), ("en", "The audit entry could not be written, so nothing is shown.")],
)
def test_where_the_log_cannot_be_written_nothing_is_shown(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, lang: str, says: str
) -> None:
    """Which is said."""

    def full(*_: object) -> None:
        msg = "disk full"
        raise BadInput(msg)

    monkeypatch.setattr("ingest.vault.auditing.append", full)
    said = html(asked(opened(lang)))

    assert says in said
    assert PHONE not in said
    assert logged(workspace) == []


def test_without_the_key_nothing_is_shown_and_the_log_is_not_written(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The masks need no key."""
    monkeypatch.setenv("HEADWATER_KEY_FILE", str(workspace.root / "none.key"))
    said = html(asked(opened()))

    assert "密钥" in said
    assert PHONE not in said
    assert logged(workspace) == []


def test_a_person_of_whom_the_vault_has_nothing_is_said_so(workspace: Workspace) -> None:
    """No reason is asked for then."""
    (workspace.root / "vault.sqlite").unlink()
    page = AppTest.from_function(_script, default_timeout=60).run()

    assert "没有可查看的" in html(page)
    assert len(page.button) == 0


def test_a_person_is_found_by_a_token_and_the_count_is_that_of_the_workspace(workspace: Workspace) -> None:
    """As judgements name people."""
    access = queries.access()
    phone = next(one for one in queries.store(access).persons.of["token"] if one.startswith("h:"))
    of_person = revealing.fields(access, phone)

    assert phone in [one.token for one in of_person]
    assert revealing.today(access) == 0
    revealing.shown(access, phone, "回访询问")
    assert revealing.today(access) == 1
