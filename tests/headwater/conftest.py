"""One imported workspace and one verdict for all tests of the command, under a key of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.headwater.command import SAMPLE, run


@pytest.fixture(scope="session", autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test sees or makes the key of whoever runs the tests."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HEADWATER_KEY_FILE", str(home / "token.key"))
        patch.setenv("XDG_CONFIG_HOME", str(home))
        yield


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample case, imported by the command; read only."""
    place = tmp_path_factory.mktemp("sample") / "workspace"
    assert run("ingest", SAMPLE, "-w", place).code == 0
    return place


@pytest.fixture(scope="session")
def traced(workspace: Path) -> str:
    """What `trace --json` prints of it."""
    done = run("trace", "-w", workspace, "--json")
    assert (done.code, done.err) == (0, "")
    return done.out


@pytest.fixture(scope="session")
def evidence(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The evidence of the verdict, exported in each format; read only."""
    folder = tmp_path_factory.mktemp("evidence")
    written = {form: folder / f"e.{form}" for form in ("graphml", "gexf", "csv")}
    for form, file in written.items():
        done = run("export", "-w", workspace, "--format", form, "-o", file)
        assert (done.code, done.err) == (0, "")
        assert str(file.with_name("e-links.csv") if form == "csv" else file) in done.out
    return written


@pytest.fixture
def victims(tmp_path: Path) -> Path:
    """A file of three victims; the date of the second is none."""
    file = tmp_path / "victims.csv"
    file.write_text("person_id,first_contact\nA1,2024-05-01\nA2,gestern\nA3,2024-05-03 10:00\n", "utf-8")
    return file
