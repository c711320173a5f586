"""Problem rows: grouped for the eye, harmless in Excel."""

from __future__ import annotations

import csv
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from dashboard.problems import ProblemRow, as_csv, grouped
from graph.verdict import Text

SHORT = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r\n"), max_size=8)
ROWS = st.builds(
    ProblemRow, file=SHORT, sheet=SHORT, row=st.integers(1, 10**6), column=SHORT, value=SHORT,
    reason=st.builds(Text, SHORT, SHORT), remedy=st.builds(Text, SHORT, SHORT), refused=st.booleans(),
)  # fmt: skip
HEAD = ("file", "sheet", "row", "column", "value", "problem", "remedy", "fate")


def row(number: int, *, refused: bool, reason: str = "r") -> ProblemRow:
    """A problem in row `number`."""
    return ProblemRow("a.csv", "", number, "phone", "138****8000", Text(reason, reason), Text("x", "x"), refused)


def test_alike_rows_stand_together_with_the_first_of_them() -> None:
    """Sixty-three rows with the same flag are one line; refusals come first."""
    groups = grouped(
        [row(9, refused=False), row(3, refused=True), row(11, refused=False), row(12, refused=True, reason="q")]
    )

    assert [(group.first.row, group.rows, group.first.refused) for group in groups] == [
        (3, 1, True),
        (12, 1, True),
        (9, 2, False),
    ]


@given(st.lists(ROWS, max_size=30))
def test_no_row_is_lost_in_grouping(rows: list[ProblemRow]) -> None:
    """Every row stands in exactly one group."""
    assert sum(group.rows for group in grouped(rows)) == len(rows)


@given(st.lists(ROWS, max_size=12), st.sampled_from(["zh", "en"]))
def test_the_download_reads_back_and_runs_nothing(rows: list[ProblemRow], lang: str) -> None:
    """UTF-8 with BOM, one line a row, and no cell that Excel takes for a formula."""
    raw = as_csv(rows, HEAD, ("refused", "flagged"), lang)
    table = list(csv.reader(StringIO(raw.decode("utf-8-sig"), newline="")))

    assert raw.startswith(b"\xef\xbb\xbf")
    assert table[0] == list(HEAD)
    assert len(table) == len(rows) + 1
    for cells, one in zip(table[1:], rows, strict=True):
        assert not any(cell.startswith(("=", "+", "-", "@", "＝", "\t")) for cell in cells)
        assert cells[2] == str(one.row)
        assert cells[4].removeprefix("'") == one.value.removeprefix("'")
        assert cells[7] == ("refused" if one.refused else "flagged")
