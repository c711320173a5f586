"""Small files as investigators send them, made on the spot; every person in them is invented."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import settings

from ingest.keys import Key
from ingest.plan import plan_files
from ingest.planned import Plan, PlannedTable

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

Rows = Sequence[Sequence[Any]]


@pytest.fixture(scope="session")
def key() -> Key:
    """A key for tests."""
    return Key(b"k" * 32)


@pytest.fixture
def csv_file(tmp_path: Path) -> Callable[..., Path]:
    """Write rows as a CSV file and name it."""

    def write(rows: Rows, name: str = "orders.csv", encoding: str = "utf-8") -> Path:
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.getvalue().encode(encoding))
        return path

    return write


@pytest.fixture
def xlsx_file(tmp_path: Path) -> Callable[..., Path]:
    """Write sheets of rows as a workbook and name it."""

    def write(sheets: dict[str, Rows], name: str = "book.xlsx") -> Path:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
        book.save(tmp_path / name)
        return tmp_path / name

    return write


@pytest.fixture
def planned(key: Key, csv_file: Callable[..., Path]) -> Callable[..., PlannedTable]:
    """Plan one table of rows, given as a CSV."""

    def plan_rows(rows: Rows, name: str = "table.csv", **options: Any) -> PlannedTable:
        plan: Plan = plan_files([csv_file(rows, name)], key=key, **options)
        assert len(plan.tables) == 1
        return plan.tables[0]

    return plan_rows
