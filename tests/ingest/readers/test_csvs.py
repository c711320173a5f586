"""CSV is read as RFC 4180 says, with the line each record begins on, quick way or slow."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.errors import BadInput
from ingest.readers import csvs
from ingest.readers.raw import RawTable

CELL = st.text(st.sampled_from("abc订单\"，, \n\t;='0123"), max_size=6)
TABLES = st.lists(st.lists(CELL, min_size=2, max_size=5), min_size=1, max_size=8)


def read(text: str, encoding: str = "utf-8") -> RawTable:
    """The table of a CSV text."""
    return csvs.read_csv(text.encode(encoding), file="a.csv", sha256="0")


def records(table: RawTable) -> list[list[str]]:
    """Cells as text, empty ones as "", without the empty end of each row."""
    rows = [["" if cell is None else cell for cell in row] for row in table.cells.rows()]
    return [trimmed(row) for row in rows]


def trimmed(row: list[str]) -> list[str]:
    """A row without empty cells at its end."""
    while row and row[-1] == "":
        row = row[:-1]
    return row


@given(TABLES)
@example([["a", "b"], ['="123"', "x"], ["", ""], ["p\nq", "r"]])
@example([["a", "b"], ['5" pipe', "x"]])
@example([[";;", ";;", ";;", ";;"]])
def test_what_was_written_is_read(rows: list[list[str]]) -> None:
    """Any table of text comes back cell by cell."""
    text = io.StringIO()
    csv.writer(text).writerows([["h1", "h2", "h3", "h4", "h5"], *rows])

    got = records(read(text.getvalue()))

    assert got == [["h1", "h2", "h3", "h4", "h5"], *map(trimmed, rows)]


@given(TABLES)
def test_the_quick_way_reads_what_the_slow_one_reads(rows: list[list[str]]) -> None:
    """Where Polars is trusted with a text it gives the records of the standard library."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    quick = csvs._read_regular(text.getvalue(), ",")

    if quick is not None:
        slow = [trimmed(row) for row in csv.reader(io.StringIO(text.getvalue(), newline=""))]
        assert [trimmed(["" if c is None else c for c in row]) for row in quick[0].rows()] == slow


def test_a_record_over_two_lines_is_numbered_by_its_first() -> None:
    """Rows are numbered as an editor numbers lines."""
    table = read('a,b\n1,"two\nlines"\n3,4\n')

    assert table.rows.to_list() == [1, 2, 4]


def test_blank_lines_are_counted() -> None:
    """A blank line is no record but the next line's number knows of it."""
    table = read("a,b\n1,2\n\n3,4\n")

    numbered = dict(zip(table.rows, records(table), strict=True))
    assert numbered[4] == ["3", "4"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_told_by_the_first_lines(delimiter: str) -> None:
    """Comma, semicolon and tab are known apart."""
    table = read(
        f"a{delimiter}b{delimiter}c\n1,5{delimiter}2{delimiter}3\n".replace("1,5" if delimiter == "," else "\0", "15")
    )

    assert table.cells.width == 3


def test_a_title_above_wider_rows_is_kept() -> None:
    """The first line may be narrower than the table."""
    table = read("某某订单表\na,b,c\n1,2,3\n")

    assert records(table) == [["某某订单表"], ["a", "b", "c"], ["1", "2", "3"]]


def test_a_row_wider_than_all_before_is_kept_whole() -> None:
    """An unquoted comma in a cell loses nothing."""
    table = read("a,b\n" + "1,2\n" * 5000 + "1,299.00,x\n")

    assert records(table)[-1] == ["1", "299.00", "x"]


def test_windows_lines_and_a_missing_end_are_read() -> None:
    """CRLF, and no line break after the last record."""
    assert records(read("a,b\r\n1,2\r\n3,4")) == [["a", "b"], ["1", "2"], ["3", "4"]]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('a,b,c\n1,2,"abc\n3,4,x\n5,6,x\n', 2),
        ('a,b,c\n1,2,x\n3,4,"abc', 3),
        ('a,b,c\n1,2,"x"\n3,4,"abc\n5,6,x\n7,8,"y"\n9,10,"z"\n', 3),
        ('a,b\n1,"two\nlines"\n3,"abc\n5,6', 4),
        ('a,b\n1,"' + "x\n" * (csvs.LONGEST_LINE // 2 + 1), 2),
    ],
    ids=["to the end", "in the last row", "to the next quote", "after a cell of two lines", "over a long file"],
)
def test_a_quote_left_open_is_refused_with_its_line(text: str, line: int) -> None:
    """Otherwise the rows after it would be one cell and vanish unsaid."""
    with pytest.raises(BadInput, match=rf"a\.csv, line {line}: a quote opens"):
        read(text)


@given(TABLES, st.data())
def test_no_row_vanishes_behind_an_open_quote(rows: list[list[str]], data: st.DataObject) -> None:
    """Wherever a cell begins with a quote that is never closed, the file is refused or every row is there."""
    plain = [[cell.replace('"', "").replace("\n", "") or "x" for cell in row] for row in rows]
    place = data.draw(st.integers(0, len(plain) - 1))
    plain[place][-1] = '"' + plain[place][-1]
    text = "".join(",".join(cell.replace(",", ".") for cell in row) + "\n" for row in plain)

    with pytest.raises(BadInput, match=rf"line {place + 1}: a quote opens"):
        csvs._read_exactly(text, ",", "a.csv")
    assert csvs._read_regular(text, ",") is None


def test_a_line_too_long_for_a_row_is_refused() -> None:
    """Before anything is made of it."""
    with pytest.raises(BadInput, match=r"a\.csv, line 2: longer than 1,000,000 characters"):
        read("a,b\n" + "0" * (csvs.LONGEST_LINE + 1))
