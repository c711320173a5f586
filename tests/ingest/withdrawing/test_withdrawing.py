"""An import that was taken back counts as if it had never been; brought back, as if it had never been taken back."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.errors import BadInput, NotFound
from graph.evidence import evidence_of
from graph.ledger import LEDGER, entries
from graph.workspace import Workspace
from ingest import ingest_files
from ingest.keys import Key
from ingest.verifying import Verification, verify
from ingest.withdrawing import bring_back, imports, withdraw

HEADER = ["订单号", "手机", "下单时间", "店铺名称", "收货人"]
KEY = Key(b"k" * 32)


def order(n: int) -> list[str]:
    """An invented order."""
    return [f"A{n}", f"1380013800{n}", "2024-05-01 10:00", "某店", "王芳"]


def written(folder: Path, rows: tuple[int, ...]) -> Path:
    """A file of orders, named after them."""
    path = folder / f"{''.join(map(str, rows))}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *map(order, rows)])
    return path


def facts(workspace: Workspace) -> pl.DataFrame:
    """The orders that count, each with its file and row, in an order of their own."""
    return workspace.facts().table("orders").sort("order_no", "source_file", "source_row")


def hints(workspace: Workspace) -> pl.DataFrame:
    """What suggests who is who."""
    frame = workspace.hints()
    return frame.sort(frame.columns)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Orders 0 to 2, then 1 to 4."""
    for rows in ((0, 1, 2), (1, 2, 3, 4)):
        ingest_files([written(tmp_path, rows)], tmp_path / "w", who="a", key=KEY)
    return Workspace(tmp_path / "w")


def test_what_other_imports_hold_too_counts_on(workspace: Workspace, tmp_path: Path) -> None:
    """As they have it: with their file and row."""
    first, _ = imports(workspace)
    deed = withdraw(workspace, first.run, reason="另案", who="b")

    assert (deed.run, deed.rows, deed.shared) == (first.run, 3, 2)
    ingest_files([written(tmp_path, (1, 2, 3, 4))], tmp_path / "alone", who="a", key=KEY)
    assert facts(workspace).equals(facts(Workspace(tmp_path / "alone")))
    assert hints(workspace).equals(hints(Workspace(tmp_path / "alone")))
    assert [one.withdrawal and one.withdrawal.reason for one in imports(workspace)] == ["另案", None]
    assert verify(workspace.root).differences == ()


def test_brought_back_all_is_as_before(workspace: Workspace) -> None:
    """Both deeds stay in the ledger."""
    before, published = facts(workspace), workspace.published()
    run = imports(workspace)[0].run

    withdraw(workspace, run[:8])
    deed = bring_back(workspace, run[:8])

    assert (deed.rows, deed.shared) == (3, 2)
    assert facts(workspace).equals(before)
    assert workspace.published() == published
    with workspace.connect() as db:
        assert [one.what for one in entries(db, LEDGER)][-2:] == ["withdrawn", "brought back"]
    assert verify(workspace.root).differences == ()


def test_a_withdrawn_file_can_be_imported_anew_and_then_not_be_brought_back(
    workspace: Workspace, tmp_path: Path
) -> None:
    """Its rows would count twice."""
    first = imports(workspace)[0].run
    withdraw(workspace, first)
    ingest_files([tmp_path / "012.csv"], workspace.root, who="a", key=KEY)
    anew = imports(workspace)[-1].run

    assert facts(workspace)["order_no"].to_list() == ["A0", "A1", "A2", "A3", "A4"]
    with pytest.raises(BadInput, match=rf"imported anew, as {anew[:8]}.*headwater withdraw"):
        bring_back(workspace, first)
    withdraw(workspace, anew)
    bring_back(workspace, first)
    assert facts(workspace)["order_no"].to_list() == ["A0", "A1", "A2", "A3", "A4"]


def test_a_file_imported_twice_counts_until_both_are_withdrawn(workspace: Workspace, tmp_path: Path) -> None:
    """The second import says that it brought the file too, with another beside it."""
    ingest_files([tmp_path / "012.csv", written(tmp_path, (5,))], workspace.root, who="a", key=KEY)
    first, second, third = (one.run for one in imports(workspace))
    (brought,) = {table.sha256 for one in imports(workspace) for table in one.tables if table.file == "012.csv"}
    assert [one.file for one in evidence_of(workspace, {brought})] == ["012.csv"]

    withdraw(workspace, second)
    withdraw(workspace, first)
    assert facts(workspace)["order_no"].to_list() == ["A0", "A1", "A2", "A5"]
    withdraw(workspace, third)
    assert facts(workspace).is_empty()


def test_what_a_withdrawal_cut_short_left_goes_with_the_next_deed(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or with the next import; what no withdrawal makes stays, and so does what is read."""
    first, second = (one.run for one in imports(workspace))
    stray = workspace.root / "facts" / "orders" / "stray-1.parquet"
    stray.write_bytes(b"x")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    def leave() -> None:
        with monkeypatch.context() as patched:
            patched.setattr("ingest.withdrawing.deeds.append", killed)
            with pytest.raises(KeyboardInterrupt):
                withdraw(workspace, first)
        (workspace.root / "facts" / "orders" / f"{first}-9.writing").write_bytes(b"x")
        assert len(verify(workspace.root).spare) > 2

    leave()
    withdraw(workspace, first)
    assert verify(workspace.root).spare == ("facts/orders/stray-1.parquet",)
    assert facts(workspace)["order_no"].to_list() == ["A1", "A2", "A3", "A4"]
    bring_back(workspace, first)
    leave()
    ingest_files([written(tmp_path, (6,))], workspace.root, who="a", key=KEY)
    assert verify(workspace.root) == Verification((), ("facts/orders/stray-1.parquet",), verify(workspace.root).heads)
    assert facts(workspace).height == 6
    assert second in {one.run for one in imports(workspace)}


@pytest.mark.parametrize("which", [0, 1, 2])
def test_a_row_whose_text_a_later_import_masked_is_the_same_row(
    tmp_path: Path, csv_file: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, which: int
) -> None:
    """It stands in plain where nobody knew yet who is named in it; brought back, whichever import it was, all is as before."""
    monkeypatch.setenv("HEADWATER_KEY_FILE", str(tmp_path / "keys" / "token.key"))
    header = ["订单号", "手机", "下单时间", "商品名称"]
    gift = ["A1", "13800138001", "2024-05-01 10:00", "送给赵六六的礼物"]
    victims = [["手机号", "姓名", "首次联系时间"], ["13900139000", "赵六六", "2024-06-01"]]
    for name, rows in (("a", [header, gift]), ("v", victims), ("c", [header, gift, ["A3", *gift[1:3], "笔"]])):
        ingest_files([csv_file(rows, f"{name}.csv")], tmp_path / "w")
    workspace = Workspace(tmp_path / "w")
    before, run = facts(workspace), imports(workspace)[which].run

    assert before["order_no"].to_list() == ["A1", "A3"]
    withdraw(workspace, run)
    assert facts(workspace)["order_no"].to_list() == (["A1"] if which == 2 else ["A1", "A3"])
    bring_back(workspace, run)
    assert facts(workspace).equals(before)


@pytest.mark.parametrize(
    ("name", "error", "said"),
    [("ab", BadInput, "too short"), ("ffffffffffff", NotFound, "0 of 2 imports begin with")],
)
def test_an_import_that_is_not_there_is_told(
    workspace: Workspace, name: str, error: type[Exception], said: str
) -> None:
    """With where to find them."""
    with pytest.raises(error, match=said):
        withdraw(workspace, name)


def test_a_deed_is_done_once(workspace: Workspace) -> None:
    """The second time it is told who did it before."""
    run = imports(workspace)[0].run
    with pytest.raises(BadInput, match="is not withdrawn"):
        bring_back(workspace, run)
    withdraw(workspace, run, who="陈警官")

    with pytest.raises(BadInput, match="withdrawn before, by 陈警官 at"):
        withdraw(workspace, run)


def test_a_reason_names_nobody_and_is_no_report(workspace: Workspace) -> None:
    """It stands in the ledger in plain text."""
    run = imports(workspace)[0].run
    with pytest.raises(BadInput, match="at most 500 characters"):
        withdraw(workspace, run, reason="长" * 501)
    withdraw(workspace, run, reason="应受害人 13800138000 要求")

    (told,) = (one.withdrawal for one in imports(workspace) if one.withdrawal)
    assert told.reason == "应受害人 138****8000 要求"


Deeds = st.lists(
    st.one_of(
        st.tuples(st.just("import"), st.sets(st.integers(0, 5), min_size=1, max_size=4)),
        st.tuples(st.sampled_from(["withdraw", "bring back"]), st.integers(0, 4)),
    ),
    min_size=2,
    max_size=7,
)


@settings(max_examples=15)
@given(Deeds)
@example(
    [("import", {0, 3}), ("withdraw", 0), ("import", {0, 1}), ("import", {0, 1, 3}), ("bring back", 0), ("withdraw", 1)]
)
def test_what_counts_is_what_importing_the_others_alone_would_have_left(deeds: list[tuple[str, object]]) -> None:
    """Whatever was imported, withdrawn and brought back, in whatever order."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        workspace = Workspace.create(root / "w")
        brought: dict[str, Path] = {}
        for what, about in deeds:
            _do(workspace, root, brought, what, about)
        alone = Workspace.create(root / "alone")
        for one in imports(workspace):
            if one.withdrawal is None:
                ingest_files([brought[one.run]], alone.root, who="a", key=KEY)

        assert facts(workspace).equals(facts(alone)) or not brought
        assert verify(workspace.root).differences == ()


def _do(workspace: Workspace, root: Path, brought: dict[str, Path], what: str, about: object) -> None:
    """One deed, if it can be done."""
    if what == "import":
        assert isinstance(about, set)
        file = written(root, tuple(sorted(about)))
        plan, receipt = ingest_files([file], workspace.root, who="a", key=KEY)
        if receipt is not None and receipt.added:
            brought[plan.digest] = file
        return
    runs = list(brought)
    if not runs:
        return
    deed: Callable[..., object] = withdraw if what == "withdraw" else bring_back
    assert isinstance(about, int)
    try:
        deed(workspace, runs[about % len(runs)], who="b")
    except BadInput as error:
        assert any(words in str(error) for words in ("withdrawn before", "not withdrawn", "imported anew"))  # noqa: PT017


def test_an_import_that_adds_nothing_is_no_obstacle(workspace: Workspace, tmp_path: Path) -> None:
    """Between others that are withdrawn and brought back."""
    ingest_files([written(tmp_path, (1, 2))], workspace.root, who="a", key=KEY)
    ingest_files([written(tmp_path, (2, 5))], workspace.root, who="a", key=KEY)
    before = facts(workspace)
    for one in imports(workspace):
        withdraw(workspace, one.run)
        bring_back(workspace, one.run)

    assert facts(workspace).equals(before)
