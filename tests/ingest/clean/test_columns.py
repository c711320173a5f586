"""What a cell says depends on its column: a shop may be called Null, an order may not be numbered so."""

from __future__ import annotations

import polars as pl
import pytest

from graph.schema import RECORDS
from ingest.clean.columns import read_column
from ingest.clean.readings import Readings
from ingest.text import BLANK_WORDS, DASHES

HOLDERS = [(record.name, column.name) for record in RECORDS.values() for column in record.holders]
NAMES = [
    ("merchants", "merchant"),
    ("merchants", "erp"),
    ("exposures", "holder"),
    ("scans", "site"),
    ("orders", "item"),
]


def read(record: str, column: str, *cells: str | None) -> Readings:
    """The readings of cells of one column."""
    return read_column(RECORDS[record].column(column), pl.Series(cells, dtype=pl.String))


@pytest.mark.parametrize(("record", "column"), HOLDERS + NAMES)
def test_a_word_for_nothing_stays_where_a_holder_or_an_item_is_named(record: str, column: str) -> None:
    """As it stands, and the row is flagged; a lone dash or an empty cell is nothing there too."""
    found = read(record, column, *BLANK_WORDS, *DASHES, None, "某店")

    assert found.values.to_list() == [*BLANK_WORDS, *[None] * len(DASHES), None, "某店"]
    assert found.codes.to_list() == ["blank_word"] * len(BLANK_WORDS) + [None] * (len(DASHES) + 2)


@pytest.mark.parametrize(
    ("record", "column"), [("orders", "waybill_no"), ("waybills", "order_no"), ("victims", "case_no")]
)
def test_a_word_for_nothing_is_no_number_of_a_record(record: str, column: str) -> None:
    """It would join all records that have none; the row is flagged."""
    found = read(record, column, "无", "null", "-", "A1")

    assert found.values.to_list() == [None, None, None, "A1"]
    assert found.codes.to_list() == ["blank_word", "blank_word", None, None]


@pytest.mark.parametrize(
    ("record", "column"),
    [("victims", "phone"), ("orders", "account"), ("orders", "price"), ("orders", "paid_at"), ("victims", "region")],
)
def test_a_word_for_nothing_is_nothing_elsewhere(record: str, column: str) -> None:
    """Numbers, times, identities and regions."""
    found = read(record, column, *BLANK_WORDS, *DASHES)

    assert found.values.null_count() == found.codes.null_count() == len(BLANK_WORDS) + len(DASHES)
