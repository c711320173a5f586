"""The data dictionary follows the schema."""

from __future__ import annotations

from pathlib import Path

from graph.schema import RECORDS
from ingest.dictionary import dictionary

PAGE = Path(__file__).resolve().parents[2] / "docs" / "data.md"


def test_the_page_is_what_the_schema_says() -> None:
    """A change of the schema or of the headers is followed by: python -m ingest.dictionary > docs/data.md."""
    assert PAGE.read_text("utf-8") == dictionary()


def test_every_column_of_every_kind_is_described() -> None:
    """Nobody has to read the code to know what a file needs."""
    page = dictionary()

    for record in RECORDS.values():
        section = page.split(f"## {record.name} ")[1].split("\n## ")[0]
        assert [c.name for c in record.columns if f"| `{c.name}` |" not in section] == [], record.name
