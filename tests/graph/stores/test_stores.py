"""Stores: which url opens what, the same answer from memory and disk, and where a record comes from."""

from __future__ import annotations

import hashlib
from pathlib import Path

import polars as pl
import pytest

from graph import open_store, trace
from graph.errors import BadInput, DamagedWorkspace, NotFound, NoWorkspace
from graph.exposures import Exposures
from graph.facts import Facts
from graph.schema import RECORDS
from graph.stores import EmbeddedStore, MemoryStore
from graph.workspace import Workspace
from tests.graph.facts_builder import facts
from tests.graph.stores.test_assemble import case


def publish(root: Path, given: Facts, run: str) -> Workspace:
    """A workspace with one more run that has these facts; every file it names is called "<kind>.csv" in folder "data"."""
    workspace = Workspace.create(root)
    with workspace.connect() as db:
        db.execute("INSERT INTO runs VALUES (?, '2024-06-01T00:00:00', 'a', '0', 2)", (run,))
        for kind in RECORDS:
            rows = given.table(kind)
            if rows.height:
                workspace.facts_file(kind, run).parent.mkdir(parents=True, exist_ok=True)
                rows.write_parquet(workspace.facts_file(kind, run))
                sha256 = hashlib.sha256(workspace.facts_file(kind, run).read_bytes()).hexdigest()
                db.execute("INSERT INTO facts VALUES (?, ?, 2, ?, ?)", (kind, run, rows.height, sha256))
                db.execute(
                    "INSERT OR IGNORE INTO evidence VALUES (?, ?, ?, 0, '', '', 2)",
                    (f"{kind}.csv", f"data/{kind}.csv", run),
                )
    return workspace


def same(one: Exposures, other: Exposures) -> bool:
    """Equal tables; their rows have no order."""
    pairs = [(getattr(one, name), getattr(other, name)) for name in ("people", "holdings", "shares")]
    return all(a.sort(a.columns).equals(b.sort(b.columns)) for a, b in pairs)


def test_a_workspace_answers_like_memory(tmp_path: Path) -> None:
    """The same facts, the same exposures."""
    publish(tmp_path, case(), "r1")

    assert same(open_store(str(tmp_path)).exposures(), MemoryStore(case()).exposures())


def test_a_store_sees_the_runs_published_when_it_was_opened(tmp_path: Path) -> None:
    """A later import does not change the answer under its reader; who opens anew sees it."""
    publish(tmp_path, case(), "r1")
    store = EmbeddedStore(tmp_path)
    publish(tmp_path, facts(victims=[{"person_id": "n:09", "first_contact": "2024-05-02"}]), "r2")

    assert store.exposures().victims == 2
    assert EmbeddedStore(tmp_path).exposures().victims == 3


def test_files_of_runs_that_were_not_published_do_not_count(tmp_path: Path) -> None:
    """As a crash in the middle of an import leaves them."""
    workspace = publish(tmp_path, case(), "r1")
    case().table("victims").with_columns(person_id=pl.lit("n:09")).write_parquet(workspace.facts_file("victims", "r2"))

    assert EmbeddedStore(tmp_path).exposures().victims == 2


@pytest.mark.parametrize("damage", ["removed", "cut short", "empty"])
def test_a_facts_file_that_is_gone_or_broken_is_named(tmp_path: Path, damage: str) -> None:
    """Rather than an answer from what is left, or a traceback."""
    file = publish(tmp_path, case(), "r1").facts_file("orders", "r1")
    whole = file.read_bytes()
    file.unlink()
    if damage != "removed":
        file.write_bytes(whole[: len(whole) // 2] if damage == "cut short" else b"")

    with pytest.raises(DamagedWorkspace, match=r"orders/r1.parquet (cannot be read|is not what was imported)"):
        open_store(str(tmp_path)).exposures()


def test_a_directory_without_a_ledger_is_no_workspace(tmp_path: Path) -> None:
    """The message says how to make one."""
    with pytest.raises(NoWorkspace, match="headwater ingest"):
        open_store(str(tmp_path))


@pytest.mark.parametrize("url", ["mysql://server/db", "https://example.org", "sqlite:///x"])
def test_an_url_of_no_store_is_told_what_there_is(url: str) -> None:
    """One line that lists the possible ones."""
    with pytest.raises(BadInput, match=r"workspace directory, or neo4j://"):
        open_store(url)


def sources(store: MemoryStore, record: str, person: str | None = None) -> list[tuple[str, int]]:
    """Kind and row."""
    return store.sources(record, person).select("kind", "row").rows()


def test_an_order_comes_from_its_rows_its_parcels_their_scans_and_its_shop() -> None:
    """Linked by either side; rows of other orders stay out."""
    store = MemoryStore(
        case(
            waybills=[{"waybill_no": "W1", "order_no": "O1"}, {"waybill_no": "W2", "order_no": "O2"}],
            scans=[
                {"waybill_no": w, "scan_type": "sign", "site": "城南", "scanned_at": "2024-04-22"}
                for w in ("W2", "W1", "W1")
            ],
            merchants=[{"merchant": "甲店", "erp": "快单"}, {"merchant": "乙店", "erp": "快单"}],
        )
    )

    assert sources(store, "order:O1") == [("merchants", 2), ("orders", 2), ("scans", 3), ("scans", 4), ("waybills", 2)]


def test_a_parcel_without_an_order_comes_from_its_own_rows() -> None:
    """And an exposure from the rows that say it, of one person where one is named."""
    exposures = [{"person_id": f"n:0{n}", "holder_kind": "dinner", "holder": "汤"} for n in (1, 2)]
    store = MemoryStore(case(waybills=[{"waybill_no": "W1", "person_id": "n:01"}], exposures=exposures))

    assert sources(store, "waybill:W1") == [("waybills", 2)]
    assert sources(store, "exposure:dinner:汤:") == [("exposures", 2), ("exposures", 3)]
    assert sources(store, "exposure:dinner:汤:", "p:02") == [("exposures", 3)]


@pytest.mark.parametrize("record", ["order:O9", "waybill:W9", "exposure:dinner:汤:", "nonsense", ""])
def test_a_record_that_is_not_there_is_not_found(record: str) -> None:
    """Rather than an empty list that looks like an answer."""
    with pytest.raises(NotFound, match="there is no record"):
        MemoryStore(case()).sources(record)


def test_every_record_of_the_holdings_has_its_sources(tmp_path: Path) -> None:
    """A number on the screen can be followed; in a workspace to the name of the file."""
    publish(tmp_path, case(), "r1")
    store = open_store(str(tmp_path))

    for person, record in store.exposures().holdings.select("person", "record").rows():
        assert store.sources(record, person).select("file", "sha256").rows() == [("data/orders.csv", "orders.csv")]


def test_many_records_at_once_have_the_rows_that_each_has_alone() -> None:
    """Orders with parcels and shops, parcels alone, and an exposure that is two people's; what is not there has none."""
    dinner = [{"person_id": f"n:0{n}", "holder_kind": "dinner", "holder": "汤"} for n in (1, 2)]
    store = MemoryStore(
        case(
            waybills=[{"waybill_no": "W1", "order_no": "O1"}, {"waybill_no": "W3", "person_id": "n:01"}],
            scans=[{"waybill_no": "W3", "scan_type": "sign", "site": "城南", "scanned_at": "2024-04-22"}],
            merchants=[{"merchant": "甲店", "erp": "快单"}],
            exposures=dinner,
        )
    )
    wanted = ["order:O1", "order:O2", "waybill:W3", "exposure:dinner:汤:", "order:O9", "nonsense"]
    found = store.sources_of(wanted)

    assert found["record"].unique(maintain_order=True).to_list() == sorted(wanted[:4])
    for record in wanted[:4]:
        alone = found.filter(record=record).select("kind", "file", "sheet", "row", "sha256")
        assert alone.equals(store.sources(record)), record
    assert found.filter(kind="exposures")["person"].to_list() == ["p:01", "p:02"]
    assert found.filter(pl.col("kind") != "exposures")["person"].is_null().all()


@pytest.mark.parametrize("as_of", ["yesterday", "2024-13-01", "2024-05-31T18:00:00+08:00", ""])
def test_a_moment_that_is_none_is_refused(as_of: str) -> None:
    """With an example of how to write one; a zone would be a silent shift."""
    with pytest.raises(BadInput, match="write a day like 2024-05-31"):
        trace(MemoryStore(case()), as_of=as_of)


def test_exposures_cannot_be_asked_for_a_case() -> None:
    """They do not know any; the store they come from does."""
    with pytest.raises(BadInput, match="ask the store"):
        trace(MemoryStore(case()).exposures(), case="A1")


@pytest.mark.parametrize("as_of", ["20240502", "2024-05-02", "2024-05-02T00:00"])
def test_a_trace_as_of_a_moment_knows_nobody_called_later(as_of: str) -> None:
    """However the moment is written."""
    verdict = trace(MemoryStore(case()), as_of=as_of)

    assert verdict.inputs.victims == 2
    assert trace(MemoryStore(case()), as_of="2024-05-01").inputs.victims == 0
    assert verdict.state == "undecidable"


def test_a_store_and_its_exposures_give_the_same_verdict() -> None:
    """The waist is all that ranking sees."""
    store = MemoryStore(case())

    assert trace(store).inputs == trace(store.exposures()).inputs
