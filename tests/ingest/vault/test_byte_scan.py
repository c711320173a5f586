"""No identifier that was imported can be read anywhere but in the vault: in no byte of a workspace, in no answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.keys import default_key
from ingest.vault.file import opened
from ingest.vault.opening import Opener
from tests.headwater.command import run
from tests.ingest.vault.exposed import IDENTIFIERS, found_in, readable, write_case
from tests.ingest.vault.test_storing import IDENTITIES, REFUSED


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the case in `case` and a workspace `w` in which everything was done that writes."""
    root = tmp_path_factory.mktemp("scan")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("HEADWATER_KEY_FILE", str(root / "keys" / "token.key"))
        write_case(root / "case")
        assert run("ingest", root / "case", "-w", root / "w", "--save-mapping", f"{IDENTIFIERS[0]}的表").code == 0
        assert run("trace", "-w", root / "w").code == 0
        assert run("key", "rotate", "-w", root / "w").code == 0
        assert (
            run("refused", "-w", root / "w", "-o", root / "repair.xlsx", "--reason", f"补正 {IDENTIFIERS[2]}").code == 0
        )
        yield root


def test_no_byte_of_a_workspace_names_anybody(case: Path) -> None:
    """Parquet packed and unpacked, the ledger's pages, the index, names of files; in every encoding people use."""
    assert found_in(readable(case / "w")) == set()


def test_the_scan_finds_what_is_there(case: Path) -> None:
    """In the files as they were given, every identifier."""
    there = {one for _, one in found_in((path.name, path.read_bytes()) for path in (case / "case").iterdir())}

    assert there == set(IDENTIFIERS)


def test_the_vault_holds_what_was_hidden(case: Path) -> None:
    """Taken rows by token, refused rows and masked texts as they stood: nothing is lost."""
    with opened(case / "w") as db:
        opener = Opener.of(db, default_key())
        held = " ".join(value for _, _, value in opener.identities(db.execute(IDENTITIES)))
        held += " ".join(cells for *_, cells in opener.refused(db.execute(REFUSED)))

    assert {one for one in IDENTIFIERS if one not in held} == set()


@pytest.mark.parametrize(
    "words",
    [
        "ingest CASE -w OTHER --json", "ingest CASE -w OTHER2 --dry-run", "trace -w W --json", "trace -w W", "trace CASE --json",
        "explain merchant 甲店 -w W --json", "explain merchant 甲店 -w W", "refused -w W --json", "refused -w W",
        "audit -w W --json", "audit -w W", "verify -w W --json", "neighbours -w W merchant:甲店 --json", "path -w W merchant:甲店 courier:丙快递",
        "judge list -w W", "judge suggest -w W", "mappings -w W", "mappings -w W --json", "imports -w W --json",
    ],
)  # fmt: skip
def test_no_answer_names_anybody(case: Path, words: str) -> None:
    """Nor a remark; but for the names of files as they are read."""
    places = {"CASE": case / "case", "W": case / "w", "OTHER": case / "other", "OTHER2": case / "other2"}
    done = run(*(places.get(word, word) for word in words.split()))
    told = "\n".join(line for line in (done.out + done.err).splitlines() if not line.startswith("Reading "))

    assert done.code == 0, done.err
    assert found_in([(words, told.encode())]) == set()


@pytest.mark.parametrize("form", ["csv", "graphml", "gexf"])
def test_no_export_names_anybody(case: Path, form: str) -> None:
    """Whatever its format."""
    out = case / f"out-{form}"
    done = run("export", "-w", case / "w", "--around", "merchant:甲店", "--format", form, "-o", out)

    written = [(path.name, path.read_bytes()) for path in sorted(case.glob(f"out-{form}*"))]

    assert done.code == 0, done.err
    assert written
    assert found_in(written) == set()
