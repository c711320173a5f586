"""Errors of files cross from process to process as they are."""

from __future__ import annotations

import pickle

from ingest.faults import Fault, Faults, fault


def test_errors_of_files_are_the_same_in_another_process() -> None:
    """Cases are evaluated in several; what is wrong with one is told by the first."""
    one = fault("a.csv", "empty")
    again = pickle.loads(pickle.dumps(one))  # noqa: S301 - our own bytes
    both = pickle.loads(pickle.dumps(Faults([one, fault("b.csv", "empty")])))  # noqa: S301 - our own bytes

    assert isinstance(again, Fault)
    assert (str(again), again.code, again.text) == (str(one), one.code, one.text)
    assert both.lines == ("a.csv 是空文件。请重新索取 / a.csv is empty. Ask for the file again",
                          "b.csv 是空文件。请重新索取 / b.csv is empty. Ask for the file again")  # fmt: skip
