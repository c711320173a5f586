"""What a test needs of the machine: where it is missing the test is skipped with the remedy, under CI it fails."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def need(condition: object, what: str, remedy: str) -> None:
    """Skip the test unless `condition` holds, saying what to install; with CI=true in the environment, fail it."""
    if condition:
        return
    if os.environ.get("CI") == "true":
        pytest.fail(f"needs {what}, and CI must have it: {remedy}", pytrace=False)
    pytest.skip(f"needs {what}: {remedy}")


def shared(*parts: str) -> Path:
    """A path under ../shared, the cases and data kept beside the repository; skips (always, also in CI) when absent."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"needs {Path('../shared', *parts)} beside the repository")
    return path
