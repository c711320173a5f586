"""What compiled code is sure of is what the readers of single cells say, and plain cells it is sure of."""

from __future__ import annotations

import math
from datetime import datetime
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ingest.clean.readings
import ingest.masking
import ingest.text
from graph.declarations import Column, Type
from graph.schema import RECORDS
from ingest.clean import amounts, times
from ingest.clean.columns import read_column
from ingest.kernels.amounts import quotient
from ingest.kernels.plain import PLAIN
from ingest.text import clean_series

MOMENTS = st.datetimes(datetime(1985, 1, 1), datetime(2105, 1, 1))  # noqa: DTZ001
FORMS = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y/%m/%d %H:%M", "%Y-%m-%d", "%Y%m%d%H%M%S", "%Y年%m月%d日")
NOISE = r"(19|20)[0-9]{2}[-/][0-9]{1,2}[-/][0-9]{1,2}([ T][0-9]{1,2}(:[0-9]{1,2}){0,3})?[ Z0]?"
SAMPLE = Path(__file__).resolve().parents[3] / "sample_data" / "case"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(
    st.none(), MOMENTS.flatmap(lambda moment: st.sampled_from(FORMS).map(moment.strftime)),
    st.from_regex(NOISE, fullmatch=True), st.text(min_size=1, max_size=19)), max_size=20))  # fmt: skip
def test_times(cells: list[str | None]) -> None:
    """No day that no month has, no hour that no clock shows; text of the same bytes."""
    for cell, value in zip(cells, PLAIN["time"](pl.Series(cells, dtype=pl.String)), strict=True):
        assert value is None or (cell is not None and times.read_time(cell) == (value, ""))


@pytest.mark.parametrize(
    ("written", "iso"),
    [("2024-02-29 23:59:59", "2024-02-29T23:59:59"), ("2024-12-31T00:00:00", "2024-12-31T00:00:00"), ("2024-04-29", "2024-04-29"),
     ("2024/4/9 7:05", "2024-04-09T07:05:00"), ("1990-1-1 0:00:01", "1990-01-01T00:00:01"), ("2099/12/31", "2099-12-31"),
     ("2023-02-29 10:00:00", None), ("2024-04-31", None), ("2024-13-01", None), ("2024-05-01 24:00:00", None), ("1989-12-31", None),
     ("2024-05-01 10:0:00", None), ("2024-05-01 10:00:60", None), ("2024-05-01 10", None), ("24-5-1", None), ("2024-05-01 ", None)],
)  # fmt: skip
def test_plain_times_are_known(written: str, iso: str | None) -> None:
    """They need no second look."""
    assert PLAIN["time"](pl.Series([None, written])).to_list() == [None, iso]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(
    st.none(), st.floats(0, 1e9).map(repr), st.from_regex(r"-?[0-9]{0,19}\.?[0-9]{0,18}[元.]?", fullmatch=True)), max_size=20))  # fmt: skip
def test_amounts(cells: list[str | None]) -> None:
    """The nearest float, as Python and Polars find it."""
    for cell, value in zip(cells, PLAIN["amount"](pl.Series(cells, dtype=pl.String)), strict=True):
        assert value is None or (cell is not None and amounts.read_amount(cell) == (value, ""))
        assert (
            value == pl.Series([cell], dtype=pl.String).to_frame("text").select(amounts.PLAIN_AMOUNT).item()
            or value is None
        )


@pytest.mark.parametrize(
    ("written", "figure"),
    [("0", 0.0), ("199.00", 199.0), ("307.15000000000003", 307.15000000000003), ("0.1", 0.1), ("12345678901234567.8", 12345678901234567.8),
     ("1.", None), (".5", None), ("1.2.3", None), ("", None), ("-3", None), ("1234567890123456789", None), ("1e3", None)],
)  # fmt: skip
def test_plain_amounts_are_known(written: str, figure: float | None) -> None:
    """Those beyond 53 bits too."""
    assert PLAIN["amount"](pl.Series([written, None])).to_list() == [figure, None]


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 17), st.floats(1e-9, 1e9), st.integers(-1, 2))
def test_division_is_right_next_to_half_way(decimals: int, near: float, beside: int) -> None:
    """Where two floats are as near as can be, rounding twice would show."""
    half = (Fraction(near) + Fraction(math.nextafter(near, math.inf))) / 2
    figure = int(half * 10**decimals) + beside
    figure = abs(figure) % 10**18

    assert quotient(figure, decimals) == float(Fraction(figure, 10**decimals))


@pytest.fixture
def always_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compiled code for columns of any length."""
    for module in (ingest.text, ingest.masking, ingest.clean.readings):
        monkeypatch.setattr(module, "MANY", 0)


def _columns() -> list[tuple[Column, pl.Series]]:
    """The columns of the schema in the sample data, as text."""
    return [
        (column, pl.read_csv(file, infer_schema=False)[column.name])
        for file in sorted(SAMPLE.glob("*.csv"))
        for column in RECORDS[file.stem].columns
        if column.name in pl.read_csv(file, n_rows=0).columns
    ]


def test_the_sample_data_is_read_alike(request: pytest.FixtureRequest) -> None:
    """Every cell of it, cleaned and read; values, codes and types."""
    columns = _columns()
    before = [(read_column(column, clean_series(texts)), clean_series(texts)) for column, texts in columns]
    request.getfixturevalue("always_compiled")

    assert {column.type for column, _ in columns} >= {Type.TIME, Type.TEXT}
    for (column, texts), (read, clean) in zip(columns, before, strict=True):
        now = read_column(column, clean_series(texts))
        assert clean_series(texts).equals(clean, null_equal=True)
        assert now.values.dtype == read.values.dtype
        assert now.values.equals(read.values, null_equal=True)
        assert now.codes.equals(read.codes, null_equal=True)


@pytest.mark.usefixtures("always_compiled")
def test_odd_cells_among_plain_ones_are_read_as_ever() -> None:
    """What the kernel leaves goes the way of few cells."""
    phone, time = RECORDS["orders"].column("phone"), RECORDS["orders"].column("order_time")

    phones = read_column(phone, pl.Series(["13700229656", "无", "138****8000", None, "+86 137-0022-9657"]))
    moments = read_column(time, pl.Series(["2024-03-26 04:10:30", "春节前后", "20240326041030", None, "2024-02-30"]))

    assert phones.values.to_list() == ["13700229656", None, None, None, "13700229657"]
    assert phones.codes.to_list() == [None, None, "masked_phone", None, None]
    assert moments.values.to_list() == ["2024-03-26T04:10:30", None, "2024-03-26T04:10:30", None, None]
    assert moments.codes.to_list() == [None, "unreadable_time", None, None, "no_such_time"]
