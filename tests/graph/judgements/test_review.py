"""Where review is on, what two have to decide waits for the second; it takes effect when another approves it."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import BadInput, NotFound
from graph.judgements import Judged, review
from graph.judgements.ledger import judgements, listed, record, undo
from graph.ledger import LEDGER, check
from graph.workspace import Workspace

ABOUT = ("merchant", "甲店")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Review was turned on by one."""
    made = Workspace.create(tmp_path / "w")
    review.turn(made, "支队要求", "li", on=True)
    return made


def test_a_proposal_holds_nothing_until_another_approves_it(workspace: Workspace) -> None:
    """The one who proposed it cannot; both are told then, and the chain is whole."""
    one = record(workspace, "cleared", ABOUT, "已检查", "li", proposal=True)
    assert judgements(workspace) == ()
    assert [(s.judgement.number, s.state) for s in listed(workspace)] == [(one.number, "waiting")]

    with pytest.raises(BadInput, match=r"li proposed .*another has to approve it"):
        review.approve(workspace, one.number, "li")
    approved = review.approve(workspace, one.number, "wang")

    assert (approved.who, approved.proposer, approved.about, approved.reason) == ("wang", "li", ABOUT, "已检查")
    assert [s.state for s in listed(workspace)] == ["in_force"]
    with workspace.connect() as db:
        assert check(db, LEDGER) == []


def test_what_waits_can_be_taken_back_and_then_not_approved(workspace: Workspace) -> None:
    """Nor proposed twice while it waits."""
    one = record(workspace, "cleared", ABOUT, "已检查", "li", proposal=True)
    with pytest.raises(BadInput, match="proposes it already"):
        record(workspace, "cleared", ABOUT, "再查", "wang", proposal=True)
    undo(workspace, one.number, "误记", "li")

    with pytest.raises(NotFound, match="there wait none"):
        review.approve(workspace, one.number, "wang")
    assert [s.state for s in listed(workspace)] == ["undone"]


def test_who_turned_review_on_cannot_turn_it_off_alone(workspace: Workspace) -> None:
    """Another can; it is off until somebody turns it on."""
    with pytest.raises(BadInput, match="review is on already"):
        review.turn(workspace, "支队要求", "wang", on=True)
    with pytest.raises(BadInput, match="another has to turn it off"):
        review.turn(workspace, "着急", "li", on=False)
    review.turn(workspace, "案件移交", "wang", on=False)

    assert not review.required(workspace)


@pytest.mark.parametrize(
    ("kind", "people", "two"), [("cleared", 0, True), ("same", 5, False), ("same", 6, True), ("not_same", 9, False)]
)
def test_two_decide_on_clearances_and_on_merging_more_than_five(kind: str, people: int, two: bool) -> None:
    """Everything else one may decide alone, and anybody may take back."""
    assert review.needed(kind, people) is two


def test_persons_merged_one_by_one_are_counted_together() -> None:
    """Six are not made one in five small steps."""
    judged = Judged(same=tuple((f"n:{k:032x}", f"n:{k + 1:032x}") for k in range(4)))
    person = {f"n:{k:032x}": "p:1" for k in range(5)} | {f"n:{9:032x}": "p:9"}

    assert review.merged(judged, person, (f"n:{0:032x}", f"n:{9:032x}")) == 6
