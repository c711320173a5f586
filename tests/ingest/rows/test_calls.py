"""A call record that names this end and the other end tells who called by its direction."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.planned import PlannedTable

Planned = Callable[..., PlannedTable]
HEADER = ["本方号码", "对方号码", "呼叫类型", "开始时间", "通话时长"]


@pytest.mark.parametrize("direction", ["被叫", "呼入", "来电"])
def test_a_call_that_came_in_was_made_by_the_other_end(planned: Planned, direction: str) -> None:
    """The end the record is of is the person, the other the calling number."""
    table = planned([HEADER, ["13800138000", "059183212345", direction, "2024-05-01 08:20", "00:08:27"]])
    direct = planned(
        [["主叫号码", "被叫号码", "通话开始时间"], ["059183212345", "13800138000", "2024-05-01 08:20"]], "b.csv"
    )

    assert table.facts["calling_number"].to_list() == ["059183212345"]
    assert table.facts["duration"].to_list() == [507]
    assert table.facts["phone"].to_list() == direct.facts["phone"].to_list() != [None]


@pytest.mark.parametrize("direction", ["主叫", "呼出", "拨打"])
def test_a_call_that_went_out_was_made_by_this_end(planned: Planned, direction: str) -> None:
    """The record of a line under suspicion."""
    went = planned([HEADER, ["059183212345", "13800138000", direction, "2024-05-01 08:20", "1"]])
    came = planned([HEADER, ["13800138000", "059183212345", "被叫", "2024-05-01 08:20", "1"]], "b.csv")

    same = ["calling_number", "phone", "call_time", "duration"]
    assert went.facts.select(same).equals(came.facts.select(same))


@pytest.mark.parametrize("direction", ["呼转", "", "主叫转被叫"])
def test_a_row_that_does_not_tell_who_called_is_refused(planned: Planned, direction: str) -> None:
    """Nothing is guessed."""
    table = planned([HEADER, ["13800138000", "059183212345", direction, "2024-05-01 08:20", "1"]])

    assert [(one.row, one.column, one.code) for one in table.refusals] == [(2, "calling_number", "unclear_direction")]
