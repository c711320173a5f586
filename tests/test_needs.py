"""What is missing is said, skipped, and a failure under CI."""

from __future__ import annotations

import pytest

from tests.needs import need, shared


def test_what_is_there_lets_the_test_run() -> None:
    """A condition that holds does nothing."""
    need(True, "anything", "nothing to do")


def test_what_is_missing_is_skipped_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader of the skip learns what to install."""
    monkeypatch.delenv("CI", raising=False)

    with pytest.raises(pytest.skip.Exception, match="needs a JDK: install Java 17"):
        need(False, "a JDK", "install Java 17")


def test_what_is_missing_under_ci_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that silently skips its database tests would be worth nothing."""
    monkeypatch.setenv("CI", "true")

    with pytest.raises(pytest.fail.Exception, match="CI must have it: install Java 17"):
        need(False, "a JDK", "install Java 17")


def test_the_shared_folder_may_always_be_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    """It belongs to nobody's build, so its absence is a skip even under CI."""
    monkeypatch.setenv("CI", "true")

    with pytest.raises(pytest.skip.Exception, match=r"needs \.\./shared/no/such/thing"):
        shared("no", "such", "thing")
