"""What a plan knows in plain text lies in the vault, sealed, each value once."""

from __future__ import annotations

import random
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from graph.errors import DamagedWorkspace, WrongKey
from graph.workspace import Workspace
from ingest import commit, ingest_files, plan_files
from ingest.keys import Key
from ingest.planned import Plan
from ingest.tokens import token
from ingest.vault import keep, verify
from ingest.vault.checking import remembered
from ingest.vault.digests import digests
from ingest.vault.file import opened
from ingest.vault.opening import Opener
from tests.ingest.vault.people import PEOPLE, VICTIMS

IDENTITIES = 'SELECT batch, number, token, "column", sealed FROM identities ORDER BY token'
REFUSED = "SELECT batch, number, sha256, sheet, row, sealed FROM refused"


def values(workspace: Workspace, key: Key) -> set[tuple[str, str, str]]:
    """What a vault holds, opened."""
    with opened(workspace.root) as db:
        return set(Opener.of(db, key).identities(db.execute(IDENTITIES)))


def test_the_value_behind_each_token_is_kept(workspace: Workspace, key: Key) -> None:
    """Of rows that were taken: identities, names and addresses."""
    held = values(workspace, key)

    for number, name, phone, card, _, address in PEOPLE[:2]:
        told = {"person_id": number, "phone": phone, "name": name, "id_number": card, "address": address}
        assert {(token(key, column, value), column, value) for column, value in told.items() if value} <= held
    assert not {value for _, _, value in held} & {"王五", "13700137000"}


def test_refused_rows_are_kept_as_they_stood(workspace: Workspace, key: Key) -> None:
    """With the headers of their table, which name nobody."""
    with opened(workspace.root) as db:
        ((_, _, row, cells),) = Opener.of(db, key).refused(db.execute(REFUSED))
        headers = db.execute("SELECT cells FROM headers").fetchone()[0]

    assert row == 4
    assert cells == '["V3", "王五", "13700137000", null, "不知道", "云岫市松陵区听雨巷三号"]'
    assert headers == '["person_id", "姓名", "手机号", "身份证号", "首次联系时间", "住址"]'


def test_masked_text_can_be_read_without_a_key(workspace: Workspace, key: Key) -> None:
    """By token; it is all a screen shows."""
    with opened(workspace.root) as db:
        masks = dict(db.execute("SELECT token, masked FROM identities"))

    assert masks[token(key, "phone", "13800138000")] == "138****8000"
    assert masks[token(key, "name", "张三丰")] == "张**"
    assert masks[token(key, "id_number", "110101199003070011")] == "110***********0011"


def test_nothing_of_it_can_be_read_in_the_file(workspace: Workspace) -> None:
    """Not even of refused rows."""
    data = b"".join(path.read_bytes() for path in workspace.root.glob("vault.sqlite*"))

    for person in PEOPLE:
        for value in person[1:4]:
            assert not value or value.encode() not in data


def test_a_value_that_is_there_is_not_stored_again(
    workspace: Workspace, key: Key, csv_file: Callable[..., Path]
) -> None:
    """A second file adds what is new; of a token there is one value."""
    before = values(workspace, key)
    with opened(workspace.root) as db:
        first = digests(db)
    more = ("V4", "赵六", "13600136000", "", "2024-05-03 10:00", PEOPLE[0][5])
    ingest_files([csv_file([VICTIMS, PEOPLE[0], more], "更多.csv")], workspace.root)

    assert {value for _, _, value in values(workspace, key) - before} == {"V4", "赵六", "13600136000"}
    with opened(workspace.root) as db:
        assert first.items() < digests(db).items()
    assert verify(workspace) == []


def test_values_bound_to_another_token_are_found(workspace: Workspace, key: Key) -> None:
    """Two sealed values put in each other's place open as neither."""
    with opened(workspace.root) as db:
        (one, a, x), (two, b, y) = db.execute("SELECT token, number, sealed FROM identities LIMIT 2").fetchall()
        db.execute("UPDATE identities SET number = ?, sealed = ? WHERE token = ?", (b, y, one))
        db.execute("UPDATE identities SET number = ?, sealed = ? WHERE token = ?", (a, x, two))

    with pytest.raises(DamagedWorkspace, match="not what was sealed"):
        values(workspace, key)
    assert [one.code for one in verify(workspace)] == ["rows_changed"]


def test_another_key_opens_nothing(workspace: Workspace, key: Key) -> None:
    """It is said which secret is missing and what to do."""
    with pytest.raises(WrongKey, match="Restore the key"):
        values(workspace, Key(key.secret, (b"x" * 32,)))


def test_what_an_import_cut_short_left_is_removed_and_harmless(
    workspace: Workspace, key: Key, csv_file: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The vault was written, the ledger not: nothing differs, and the next import stores it anew."""
    more = ("V4", "赵六", "13600136000", "", "2024-05-03 10:00", "")
    plan = plan_files([csv_file([VICTIMS, more], "更多.csv")], key=key)

    def cut_short(workspace: Workspace, plan: Plan, *_: object) -> dict[str, Any]:
        keep(workspace, plan)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(import_module("ingest.commit"), "keep", cut_short)
        with pytest.raises(KeyboardInterrupt):
            commit(plan, workspace)
    assert "赵六" in {value for _, _, value in values(workspace, key)}
    assert verify(workspace) == []

    commit(plan, workspace)
    assert verify(workspace) == []
    with opened(workspace.root) as db:
        assert digests(db).keys() == remembered(workspace).keys()
        assert [count for (count,) in db.execute("SELECT count(*) FROM batches")] == [2]


def test_a_flipped_byte_is_found_without_the_key_or_harmless(workspace: Workspace, key: Key) -> None:
    """Wherever it stands: the check tells, or what the vault holds can be read as before."""
    held = values(workspace, key)
    file = workspace.root / "vault.sqlite"
    whole, rng = file.read_bytes(), random.Random(5)  # noqa: S311 - places, not secrets
    used = [place for place in range(len(whole)) if whole[place]]
    for place in rng.sample(used, 150) + rng.sample(range(len(whole)), 30):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << rng.randrange(8)
        file.write_bytes(damaged)
        assert verify(workspace) or values(workspace, key) == held, place
    file.unlink()
    assert [one.code for one in verify(workspace)] == ["file_missing"]
