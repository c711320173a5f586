"""Text comes in whole lines, whatever the blocks it is read in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadInput
from ingest.readers.lines import Pieces, bounded, line_ends, unix, whole_lines

LONGEST = 5
BLOCKS = st.lists(st.text("ab\n", min_size=1, max_size=12).map(str.encode), max_size=6)


@given(BLOCKS)
def test_lines_are_whole_and_nothing_is_lost(blocks: list[bytes]) -> None:
    """Every piece but the last ends where a line does."""
    pieces = list(whole_lines(blocks))

    assert b"".join(pieces) == b"".join(blocks)
    assert all(piece.endswith(b"\n") for piece in pieces[:-1])


@given(BLOCKS)
def test_a_line_that_is_too_long_is_refused_by_its_number(blocks: list[bytes]) -> None:
    """Wherever the blocks part it; all others pass as they are."""
    lines = b"".join(blocks).split(b"\n")
    endless = next((number for number, line in enumerate(lines, start=1) if len(line) > LONGEST), None)

    if endless is None:
        assert list(bounded(blocks, "a.csv", LONGEST)) == blocks
    else:
        with pytest.raises(BadInput, match=rf"a\.csv.* {endless}\D"):
            list(bounded(blocks, "a.csv", LONGEST))


def test_lines_of_old_macs_end_as_others_do() -> None:
    """Told by the first block; a lone mark elsewhere stays."""
    assert list(unix([b"a\rb", b"\rc"])) == [b"a\nb", b"\nc"]
    assert list(unix([b"a\nb", b"\rc"])) == [b"a\nb", b"\rc"]


def test_a_piece_that_is_put_back_comes_next() -> None:
    """Before those that follow."""
    pieces = Pieces(iter([b"a\n", b"b\n"]))
    pieces.put_back(next(pieces))

    assert [*pieces] == [b"a\n", b"b\n"]
    assert line_ends(b"a\nb\n") == 2
