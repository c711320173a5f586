"""Work on several cores at once."""

from __future__ import annotations

import threading

import pytest

from graph.ranking import at_once as module
from graph.ranking.at_once import at_once


@pytest.mark.parametrize("several", [True, False])
def test_results_stand_in_the_order_of_the_pieces(several: bool) -> None:
    """Whichever is done first."""
    later = threading.Event()

    def work(piece: int) -> int:
        if piece == 0 and several and module.cores() > 1:
            assert later.wait(10)
        later.set()
        return piece * piece

    assert at_once(work, range(5), several=several) == [0, 1, 4, 9, 16]


def test_on_one_core_one_follows_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """No thread is started for it."""
    monkeypatch.setattr(module, "cores", lambda: 1)

    assert set(at_once(lambda _: threading.current_thread(), range(3))) == {threading.current_thread()}


def test_what_goes_wrong_in_a_piece_is_told() -> None:
    """As if it had been done where it was asked for."""
    with pytest.raises(ZeroDivisionError):
        at_once(lambda piece: 1 // piece, [1, 0])
