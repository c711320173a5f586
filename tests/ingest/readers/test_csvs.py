"""CSV is read as RFC 4180 says, with the line each record begins on, quick way or slow."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.errors import BadInput
from ingest.readers import RawTable, Source, TablePieces, csvs
from ingest.readers.exact import read_exactly
from ingest.readers.lines import LONGEST_LINE, Pieces
from ingest.readers.regular import read_regular
from tests.ingest.readers.whole import whole

CELL = st.text(st.sampled_from("abc订单\"，, \n\t;='0123"), max_size=6)
TABLES = st.lists(st.lists(CELL, min_size=2, max_size=5), min_size=1, max_size=8)


def read(text: str, encoding: str = "utf-8") -> RawTable:
    """The table of a CSV text."""
    return whole(pieces(text, encoding))


def pieces(text: str, encoding: str = "utf-8") -> TablePieces:
    """The table of a CSV text, not yet read to its end."""
    data = text.encode(encoding)
    return csvs.read_csv(Source("a.csv", named=True, opened=lambda: io.BytesIO(data)))


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
    check_quick(text.getvalue())


@given(st.text(st.sampled_from('ab",\r\n 单'), max_size=30))
def test_the_quick_way_is_not_taken_where_it_would_read_something_else(text: str) -> None:
    """Any text at all: quotes, line ends and commas where they please."""
    check_quick(text)


def check_quick(text: str) -> None:
    """Cells and line numbers as by the standard library, if read the quick way at all."""
    quick = read_regular(text.encode(), text.count("\n"), ",", 1)
    if quick is None:
        return
    reader = csv.reader(io.StringIO(text, newline=""))
    slow, end = [], 0
    for record in reader:
        slow.append((end, trimmed(record)))
        end = reader.line_num
    cells, rows = quick
    found = [trimmed(["" if c is None else c for c in row]) for row in cells.rows()]
    assert list(zip(rows, found, strict=True)) == slow


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
        ('a,b\n1,"' + "x\n" * (LONGEST_LINE // 2 + 1), 2),
    ],
    ids=["to the end", "in the last row", "to the next quote", "after a cell of two lines", "over a long file"],
)
def test_a_quote_left_open_is_refused_with_its_line(text: str, line: int) -> None:
    """Otherwise the rows after it would be one cell and vanish unsaid."""
    with pytest.raises(BadInput, match=rf"a\.csv, line {line}: a quote opens"):
        read(text)


def read_all(text: str) -> None:
    """Read a text the slow way to its end."""
    left, line = Pieces(iter([text.encode()])), 1
    while (piece := next(left, None)) is not None:
        left.put_back(piece)
        line += read_exactly(left, ",", 1, line=line, file="a.csv")[2]


@given(TABLES, st.data())
def test_no_row_vanishes_behind_an_open_quote(rows: list[list[str]], data: st.DataObject) -> None:
    """Wherever a cell begins with a quote that is never closed, the file is refused or every row is there."""
    plain = [[cell.replace('"', "").replace("\n", "") or "x" for cell in row] for row in rows]
    place = data.draw(st.integers(0, len(plain) - 1))
    plain[place][-1] = '"' + plain[place][-1]
    text = "".join(",".join(cell.replace(",", ".") for cell in row) + "\n" for row in plain)

    with pytest.raises(BadInput, match=rf"line {place + 1}: a quote opens"):
        read_all(text)
    assert read_regular(text.encode(), text.count("\n"), ",", 1) is None


def test_a_line_too_long_for_a_row_is_refused() -> None:
    """Before anything is made of it."""
    with pytest.raises(BadInput, match=r"a\.csv, line 2: longer than 1,000,000 bytes"):
        read("a,b\n" + "0" * (LONGEST_LINE + 1))


@given(
    st.text(st.sampled_from('ab",,\n\n单'), min_size=1, max_size=60).filter(lambda text: text.strip() != ""),
    st.integers(3, 12),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
)
def test_pieces_are_the_table(text: str, size: int, encoding: str) -> None:
    """Wherever a file is cut while it is read, and whatever way each piece goes, the table is the same, or its refusal."""
    with pytest.MonkeyPatch.context() as patch:
        whole = told(text, encoding)
        patch.setattr("ingest.readers.source.BLOCK", size)
        patch.setattr("ingest.readers.source.IN_MEMORY", 0)
        patch.setattr("ingest.readers.csvs.HEAD_ROWS", size)
        patch.setattr("ingest.readers.csvs.MOST_CELLS", size)
        patch.setattr("ingest.readers.exact.MOST_CELLS", size)
        assert told(text, encoding) == whole


def told(text: str, encoding: str) -> object:
    """The records with something in them by line, or what is said in refusing them."""
    try:
        table = read(text, encoding)
    except BadInput as error:
        return str(error)
    return table.sha256, [(row, record) for row, record in zip(table.rows, records(table), strict=True) if record]


def test_every_piece_has_the_columns_of_those_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """And more where a row is wider."""
    monkeypatch.setattr("ingest.readers.csvs.HEAD_BYTES", 30)
    monkeypatch.setattr("ingest.readers.csvs.MOST_CELLS", 30)
    table = pieces("a,b,c\n" + "1,2\n" * 50 + "1,2,3,4\n" + "1\n" * 50)

    widths = [piece.cells.width for piece in (table.head, *table.rest)]
    assert widths[0] == 3
    assert widths[-1] == 4
    assert widths == sorted(widths)


def test_a_file_that_is_not_what_it_was_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The digest is that of the bytes that were read, or there is no table."""
    data = iter([b"a,b\n1,2\n"] * 2 + [b"a,b\n1,3\n"])
    source = Source("a.csv", named=True, opened=lambda: io.BytesIO(next(data)))

    monkeypatch.setattr("ingest.readers.source.IN_MEMORY", 0)

    with pytest.raises(BadInput, match=r"a\.csv changed while it was read"):
        whole(csvs.read_csv(source))


def test_a_table_of_too_many_columns_is_refused() -> None:
    """In the head or in a row far below it."""
    for text in ("a," * 10_000 + "b\n", "a,b\n" * 10_000 + "1," * 10_000 + "2\n"):
        with pytest.raises(BadInput, match=r"a\.csv has more than 1,000 columns"):
            read(text)


def test_tabs_behind_cells_part_nothing() -> None:
    """As shops' exports put them there to have Excel leave numbers alone."""
    table = read("订单号\t,手机号\t,下单时间\t\n1\t,2\t,3\t\n")

    assert table.cells.row(1) == ("1\t", "2\t", "3\t")
