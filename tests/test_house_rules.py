"""Rules that hold for the whole tree: style, types, layers, what may not be in the repository."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("graph", "ingest", "dashboard", "headwater")


def run(tool: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a tool of our environment in the root of the repository."""
    command = [str(Path(sys.executable).with_name(tool)), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(("ruff", "check", "."), id="ruff finds nothing"),
        pytest.param(("ruff", "format", "--check", "."), id="the formatter changes nothing"),
        pytest.param(("mypy",), id="mypy is content in strict mode"),
        pytest.param(("lint-imports", "--no-cache"), id="imports follow the layers, without rings"),
    ],
)
def test_the_tools_are_content(command: tuple[str, ...]) -> None:
    """Style, types and layers are part of the tests."""
    done = run(*command)

    assert done.returncode == 0, done.stdout + done.stderr


def test_every_package_stands_in_the_wheel_and_under_the_layers() -> None:
    """A new top-level folder with code must be declared, or nobody gets it and nobody checks it."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    folders = {p.parent.name for p in ROOT.glob("*/__init__.py")}

    assert folders == set(PACKAGES)
    assert set(config["hatch"]["build"]["targets"]["wheel"]["packages"]) == folders
    assert set(config["importlinter"]["root_packages"]) == folders


def test_tests_are_no_packages() -> None:
    """An __init__.py under tests would hide modules of the same name from each other."""
    assert list((ROOT / "tests").rglob("__init__.py")) == []


def test_locks_hold_hashes_and_no_addresses() -> None:
    """Whoever installs chooses the index; the hashes say that it is the same package."""
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text("utf-8")

        assert "://" not in text, lock.name
        assert text.count("--hash=sha256:") >= len(re.findall(r"^[a-z0-9-]+==", text, re.M)) > 0, lock.name


def test_no_word_that_accuses_stands_in_the_product() -> None:
    """Words never say culprit; the evidence points, people decide."""
    forbidden = re.compile(r"元凶|罪犯|泄露者|\bculprits?\b|\bguilty\b|\bleakers?\b", re.I)
    files = [p for d in PACKAGES for s in ("*.py", "*.toml", "*.po") for p in (ROOT / d).rglob(s)]

    assert [f"{p.relative_to(ROOT)}" for p in files if forbidden.search(p.read_text("utf-8"))] == []
