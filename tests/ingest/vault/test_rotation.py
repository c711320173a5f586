"""A vault sealed anew: all values stay, nothing of the old secret does, and being cut short harms nothing."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import DamagedWorkspace, WrongKey
from graph.ledger import LEDGER, entries
from graph.workspace import Workspace
from ingest import ingest_files
from ingest.keys import Key, key_path, read_key
from ingest.vault import verify
from ingest.vault.auditing import audit
from ingest.vault.file import opened
from ingest.vault.opening import Opener
from ingest.vault.rotation import rotate
from tests.ingest.vault.people import PEOPLE, VICTIMS
from tests.ingest.vault.test_storing import REFUSED, values

CUT = "DELETE FROM chains WHERE (chain, seq) IN (SELECT chain, max(seq) FROM chains WHERE chain = ?)"


def test_all_values_stay_and_the_old_secret_opens_nothing(workspace: Workspace, key: Key) -> None:
    """Refused rows too; tokens do not change, so neither does a verdict."""
    held = values(workspace, key)
    told = rotate(workspace, key_path())
    newer = read_key(key_path())

    assert told.values == len(held) + 1
    assert newer.secret == key.secret
    assert values(workspace, newer) == held
    assert values(workspace, Key(key.secret, newer.vaults[-1:])) == held
    with pytest.raises(WrongKey):
        values(workspace, key)
    with opened(workspace.root) as db:
        assert len(list(Opener.of(db, newer).refused(db.execute(REFUSED)))) == 1
    assert verify(workspace) == []


def test_nothing_sealed_before_is_left_in_the_file(workspace: Workspace, key: Key) -> None:
    """Not in free pages and not in the log either."""
    with opened(workspace.root) as db:
        old = [sealed for (sealed,) in db.execute("SELECT sealed FROM identities UNION ALL SELECT sealed FROM refused")]
    rotate(workspace, key_path())
    data = b"".join(path.read_bytes() for path in workspace.root.glob("vault.sqlite*"))

    assert old
    assert not [sealed for sealed in old if sealed in data]


def test_the_ledger_tells_of_it(workspace: Workspace, key: Key) -> None:
    """With the fingerprint of the secret, never the secret."""
    told = rotate(workspace, key_path(), who="key keeper")
    with workspace.connect() as db:
        last = list(entries(db, LEDGER))[-1]

    assert (last.who, last.what, last.body["secret"]) == ("key keeper", "vault sealed anew", told.secret)


def test_each_workspace_is_sealed_anew_by_itself(
    workspace: Workspace, key: Key, tmp_path: Path, csv_file: Callable[..., Path]
) -> None:
    """Another one opens as before, and is sealed with the newest secret when its turn comes."""
    ingest_files([csv_file([VICTIMS, PEOPLE[0]], "另.csv")], tmp_path / "other")
    other = Workspace(tmp_path / "other")
    first = rotate(workspace, key_path())

    assert values(other, read_key(key_path()))
    assert rotate(other, key_path()).secret == first.secret
    assert rotate(workspace, key_path()).secret != first.secret
    assert len(read_key(key_path()).vaults) == 3


def test_imports_go_on_after_it(workspace: Workspace, key: Key, csv_file: Callable[..., Path]) -> None:
    """Sealed with the newest secret."""
    rotate(workspace, key_path())
    ingest_files([csv_file([VICTIMS, ("V9", "赵六", "13600136000", "", "2024-05-03", "")], "更多.csv")], workspace.root)

    assert "赵六" in {value for _, _, value in values(workspace, read_key(key_path()))}
    assert verify(workspace) == []


def test_killed_at_any_moment_it_opens_as_it_is_and_can_be_done_again(
    tmp_path: Path, key: Key, csv_file: Callable[..., Path]
) -> None:
    """SIGKILL at random moments of its whole duration: same values, nothing differs, and again completes it."""
    rows = [(f"V{i}", f"甲乙{i}", f"138{i:08d}", "", "2024-05-01", "") for i in range(400)]
    ingest_files([csv_file([VICTIMS, *rows], "many.csv")], tmp_path / "w")
    workspace = Workspace(tmp_path / "w")
    held, rng = values(workspace, key), random.Random(7)  # noqa: S311 - moments, not secrets
    begun = time.perf_counter()
    rotate(workspace, key_path())
    lasts = time.perf_counter() - begun
    for _ in range(12):
        child = os.fork()
        if not child:
            rotate(workspace, key_path())
            os._exit(0)
        time.sleep(rng.uniform(0, lasts * 1.2))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)

        assert values(workspace, read_key(key_path())) == held
        assert verify(workspace) == []
    rotate(workspace, key_path())
    assert values(workspace, Key(key.secret, read_key(key_path()).vaults[-1:])) == held
    assert verify(workspace) == []


@pytest.mark.parametrize("chain", ["ledger", "audit"])
@pytest.mark.parametrize("harm", ["UPDATE chains SET who = 'x' WHERE seq = 1 AND chain = ?", CUT])
def test_with_a_chain_that_is_not_whole_nothing_is_sealed(workspace: Workspace, chain: str, harm: str) -> None:
    """An entry upon it would hide the damage, in the ledger or the vault; no secret is made either."""
    audit(workspace, "a", "revealed", {})
    before = key_path().read_bytes(), (workspace.root / "vault.sqlite").read_bytes()
    with workspace.connect() as db:
        for verb in ("delete", "update"):
            db.execute(f"DROP TRIGGER chains_no_{verb}")
        db.execute(harm, (chain,))

    with pytest.raises(DamagedWorkspace, match=f"chain {chain}"):
        rotate(workspace, key_path())
    assert (key_path().read_bytes(), (workspace.root / "vault.sqlite").read_bytes()) == before
