"""What `trace` refuses from Python, where no command line has looked at the words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph import trace
from graph.errors import BadInput
from graph.stores import open_store
from graph.workspace import Workspace
from tests.graph.ranking.made_up import random_case


@pytest.mark.parametrize("top", [0, -1, 2.5, "20", None, True])
def test_a_ranking_lists_at_least_one_holder(top: Any) -> None:
    """One line, with what to write."""
    with pytest.raises(BadInput, match=r"^top is .*: write how many holders to rank, a whole number from 1$"):
        trace(random_case(1), top=top)


@pytest.mark.parametrize("case", [5, ["A-1"], b"A-1"])
def test_a_case_number_is_a_text(case: Any, tmp_path: Path) -> None:
    """Also where it looks like a number."""
    store = open_store(str(Workspace.create(tmp_path).root))

    with pytest.raises(BadInput, match=r"^case is .*: write the case number as a text"):
        trace(store, case=case)
