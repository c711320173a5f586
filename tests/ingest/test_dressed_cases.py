"""Cases as investigators have them: every row meets its fate, and the facts are those of the plain twin."""

from __future__ import annotations

import json
import zipfile
from functools import cache
from typing import Any

import polars as pl
import pytest

from graph.facts import MemoryFacts
from graph.workspace import Workspace
from ingest import Plan, commit, facts_in_memory, listing, plan_files
from ingest.keys import Key
from ingest.planned import PlannedTable
from tests.needs import shared

CASES = ("child_person", "easy_merchant", "erp_vs_giants", "null_promo")
KEY = Key(b"k" * 32)


@cache
def planned(case: str, twin: str = "") -> Plan:
    """The plan of a dressed case, or of its twin."""
    return plan_files([shared("cases", f"{case}-100-dressed{twin}.zip")], key=KEY)


def expected(case: str) -> dict[str, Any]:
    """What must become of each table."""
    with zipfile.ZipFile(shared("cases", f"{case}-100-dressed.zip")) as archive:
        found: dict[str, Any] = json.loads(archive.read("expected.json"))
    return found


def fate(table: PlannedTable, row: int) -> str:
    """What became of a row."""
    if row in {one.row for one in table.refusals}:
        return "refused"
    if row in {one.row for one in table.flags}:
        return "flagged"
    return "taken" if row in set(table.facts["source_row"]) else "dropped"


@pytest.mark.parametrize("case", CASES)
def test_tables_are_known_and_rows_meet_their_fate(case: str) -> None:
    """Kinds, figures within bounds, each row that is named."""
    tables = {(table.file, table.sheet): table for table in planned(case).tables}
    for wanted in expected(case)["tables"]:
        table = tables[wanted["file"], wanted["sheet"]]
        assert table.kind == wanted["kind"], table.file
        assert wanted["taken"][0] <= table.taken <= wanted["taken"][1], table.file
        assert wanted["refused"][0] <= table.refused <= wanted["refused"][1], table.file
        assert table.flagged >= wanted["flagged_at_least"], table.file
        assert [row for row in wanted["rows"] if fate(table, row["row"]) not in row["fate"]] == [], table.file


@pytest.mark.parametrize("case", CASES)
def test_a_file_twice_in_a_zip_adds_nothing(case: str) -> None:
    """The second of the pair is repeated whole."""
    tables = {table.file: table for table in planned(case).tables}
    for first, second in expected(case)["duplicates"]:
        assert (tables[second].taken, tables[second].repeated) == (0, tables[second].rows)
        assert tables[second].repeats == first


@pytest.mark.parametrize("case", CASES)
def test_no_identity_is_left_in_a_workspace_or_shown(case: str, tmp_path: Any) -> None:
    """Every name, number, address and account of the case."""
    workspace = Workspace.create(tmp_path / "w")
    commit(planned(case), workspace, who="a test")
    with workspace.connect() as db:
        text = "\n".join(db.iterdump())
    text += json.dumps(listing(planned(case)), ensure_ascii=False) + str([t.columns for t in planned(case).tables])
    text += "".join(pl.read_parquet(path).write_csv() for path in sorted(workspace.root.rglob("*.parquet")))

    found = [value for values in expected(case)["identities"].values() for value in values if value in text]

    assert found == []


@pytest.mark.parametrize("case", CASES)
def test_the_facts_are_those_of_the_plain_twin(case: str) -> None:
    """The same orders at the same times by the same people, the same parcels by the same way, the same shares."""
    dressed, plain = facts_in_memory(planned(case)), facts_in_memory(planned(case, "-twin"))

    for kind, columns in {
        "orders": ("order_no", "order_time", "platform", "merchant"),
        "waybills": ("waybill_no", "courier", "pickup_site", "hub", "branch", "courier_person"),
        "shares": ("holder_kind", "holder", "share"),
        "calls": ("calling_number",),
    }.items():
        assert told(dressed, kind, columns) == told(plain, kind, columns), kind
    for kind, time in (("victims", "first_contact"), ("comparisons", "reference_time")):
        mine, theirs = (sorted(facts.table(kind)["region"].to_list()) for facts in (dressed, plain))
        assert mine == theirs, kind
        assert dressed.table(kind)[time].null_count() == 0


@pytest.mark.parametrize("case", CASES)
def test_people_are_told_apart_as_in_the_plain_twin(case: str) -> None:
    """A phone in all its dresses is one token, and two people never share one."""
    dressed, plain = (
        facts_in_memory(planned(case)).table("orders"),
        facts_in_memory(planned(case, "-twin")).table("orders"),
    )
    both = dressed.unique("order_no").join(plain.unique("order_no"), on="order_no", suffix="_plain")

    pairs = both.select("phone", "person_id_plain").drop_nulls().unique()

    assert pairs["phone"].n_unique() == pairs["person_id_plain"].n_unique() == pairs.height


def told(facts: MemoryFacts, kind: str, columns: tuple[str, ...]) -> set[tuple[object, ...]]:
    """The different rows of some columns."""
    return set(facts.table(kind).select(columns).rows())
