"""Reasons stand outside the vault in plain text, but for numbers and names of people that it knows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.judgements.ledger import judgements
from graph.ledger import AUDIT, entries
from graph.stores import EmbeddedStore
from graph.workspace import Workspace
from ingest import decisions, ingest_files
from ingest.keys import Key
from ingest.tokens import token
from ingest.vault import reveal
from ingest.vault.typed import typed
from ingest.withdrawing import imports, withdraw
from tests.ingest.vault.people import PEOPLE

NAME = PEOPLE[0][1]


def test_names_of_people_in_the_vault_are_masked_wherever_they_stand(workspace: Workspace, key: Key) -> None:
    """Names of nobody there stay."""
    assert (
        typed(workspace, f"回访{NAME}本人，与李某某无关") == f"回访{NAME[0]}{'*' * (len(NAME) - 1)}本人，与李某某无关"
    )
    assert typed(workspace, "按支队要求  核对\n13800138000") == "按支队要求 核对 138****8000"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("住云岫市松陵区听雨巷一号，未遇", "住云***,未遇"),
        ("账号mingyue_ouyang已冻结", "账号min*******yang已冻结"),
        ("经上官警员同意", "经上***同意"),
        ("邮件ming@example.com，微信：ming_2024", "邮件m***@example.com,微信:m***"),
    ],
)
def test_addresses_accounts_and_officers_are_masked_too(
    workspace: Workspace, key: Key, csv_file: Callable[..., Path], said: str, kept: str
) -> None:
    """With e-mail and the like."""
    orders = [
        ["手机号", "买家会员名", "平台", "订单号", "下单时间"],
        ["13800138000", "mingyue_ouyang", "甲平台", "1", "2024-04-20"],
    ]
    victims = [["手机号", "首次联系时间", "办案民警"], ["13800138000", "2024-05-01", "上官警员"]]
    ingest_files([csv_file(orders, "o.csv"), csv_file(victims, "v.csv")], workspace.root)

    assert typed(workspace, said).replace("，", ",").replace("：", ":") == kept


@pytest.mark.parametrize("said", ["", " ", "a", "王", "1"])
def test_next_to_nothing_stays(workspace: Workspace, key: Key, said: str) -> None:
    """There is nothing to look up."""
    assert typed(workspace, said) == said.strip()


def test_every_reason_goes_through_it(workspace: Workspace, key: Key) -> None:
    """Of a judgement and its undo, a reveal, a withdrawal: nothing of it is in the ledger."""
    said = f"已回访{NAME}"
    reveal(workspace.root, token(key, "phone", "13800138000"), reason=said)
    one = decisions.decide(EmbeddedStore(workspace.root), "wrong_token", (token(key, "phone", "13800138000"),), said)
    decisions.undo(EmbeddedStore(workspace.root), one.number, said)
    withdraw(workspace, imports(workspace)[0].run, reason=said)

    with workspace.connect() as db:
        told = [entry.body["reason"] for entry in entries(db, AUDIT)]
    told += [judgement.reason for judgement in judgements(workspace)]
    told += [gone.reason for found in imports(workspace) if (gone := found.withdrawal)]
    assert told == [f"已回访{NAME[0]}{'*' * (len(NAME) - 1)}"] * 4


def test_without_the_key_a_name_is_not_known(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The text stays as it was typed, but for numbers."""
    monkeypatch.setenv("HEADWATER_KEY_FILE", str(workspace.root / "none.key"))

    assert typed(workspace, f"已回访{NAME} 13800138000") == f"已回访{NAME} 138****8000"
