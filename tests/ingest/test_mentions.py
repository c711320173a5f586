"""People who are named in texts of others: masked, flagged, kept for reveal, and no row is taken twice for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from graph import open_store
from graph.stores import EmbeddedStore
from graph.workspace import Workspace
from ingest import Plan, ingest_files, plan_files
from ingest.keys import Key, read_key
from ingest.masking import mask
from ingest.mentions import hidden
from ingest.vault import reveal

CsvFile = Callable[..., Path]
VICTIMS = [
    ["person_id", "姓名", "手机号", "住址", "首次联系时间", "script"],
    ["V1", "诸葛青山", "13800138000", "云岫市听雨巷七号后门", "2024-05-01", "对方让王芳转账"],
    ["V2", "王芳", "13900139000", "", "2024-05-02", "住云岫市听雨巷七号后门，高兴地接了"],
]  # fmt: skip
EXPOSURES = [
    ["person_id", "phone", "holder_kind", "holder", "seen_from", "record"],
    ["V1", "13800138000", "insurer", "甲保险", "2024-01-01", "受益人王芳"],
    ["V1", "13800138000", "insurer", "甲保险", "2024-01-02", "受益人王明"],
    ["V2", "13900139000", "insurer", "甲保险", "2024-01-02", "诸葛青山的保单"],
]
OTHERS = [["person_id", "姓名", "手机号", "首次联系时间"], ["V3", "王明", "13700137000", "2024-05-01"]]


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Key:
    """The user's key, in a file of its own."""
    monkeypatch.setenv("HEADWATER_KEY_FILE", str(tmp_path / "keys" / "token.key"))
    return read_key(tmp_path / "keys" / "token.key")


def imported(root: Path, key: Key, *files: Path) -> list[tuple[str, int, int, int]]:
    """Files imported at once: kind, rows taken, flagged and repeated, table by table."""
    plan, _ = ingest_files(list(files), root, who="a", key=key)
    return fates(plan)


def fates(plan: Plan) -> list[tuple[str, int, int, int]]:
    """Kind, rows taken, flagged and repeated, table by table."""
    return [(table.kind, table.taken, table.flagged, table.repeated) for table in plan.tables]


def records(root: Path) -> list[str]:
    """The records of all exposures."""
    return Workspace(root).facts().table("exposures")["record"].to_list()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("王芳", "王*"), ("说是王芳的客服", "说是王*的客服"), ("王芳（本人）", "王*（本人）"), ("让王芳转账", "让王*转账"),
        ("王芳、王芳", "王*、王*"), ("联系王芳女士", "联系王*女士"), ("王芳婷到了", "王*婷到了"), ("王芳挂失", "王*挂失"),
        ("非常高兴地", "非常高兴地"), ("高兴超市", "高兴超市"), ("找诸葛青山办", "找诸***办"), ("见诸葛青山家门", "见诸***家门"),
        ("受益人高兴", "受益人高*"), ("住听雨巷七号后门口", "住听***口"), ("账号wang_fang88被盗", "账号wan****ng88被盗"), ("xwang_fang88", "xwang_fang88"),
        ("wang_fang889", "wang_fang889"), ("Li Lei called", "L*** called"), ("Li Leipzig", "Li Leipzig"), ("诸葛青山王芳", "诸***王*"),
    ],
)  # fmt: skip
def test_a_name_counts_where_it_is_no_part_of_something_longer(text: str, kept: str) -> None:
    """Names of three characters and more and addresses wherever they stand; what is masked stays masked."""
    called = {
        "王芳": "name", "高兴": "name", "诸葛青山": "name", "听雨巷七号后门": "address", "wang_fang88": "account", "Li Lei": "name",
    }  # fmt: skip

    def masked(value: str) -> str:
        return mask(value, called[value])

    assert hidden(text, called, masked) == kept
    assert hidden(kept, called, masked) == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("王府井烤鸭", "王府井烤鸭"),
        ("王府定制印章", "王*定制印章"),
        ("印章（王府）", "印章（王*）"),
        ("高兴果", "高兴果"),
        ("诸葛青山喜糖", "诸***喜糖"),
    ],
)
def test_in_names_of_goods_two_characters_count_only_by_themselves(text: str, kept: str) -> None:
    """Or beside what stands beside names."""
    called = {"王府": "name", "高兴": "name", "诸葛青山": "name"}

    assert hidden(text, called, lambda value: mask(value, "name"), goods=True) == kept


def test_whoever_is_named_in_a_text_of_another_is_masked_and_told(csv_file: CsvFile, key: Key, tmp_path: Path) -> None:
    """In records of exposures and goods too; the text itself is shown by reveal, with the person whose row it is."""
    victims, exposures = csv_file(VICTIMS, "v.csv"), csv_file(EXPOSURES, "e.csv")

    assert imported(tmp_path / "w", key, exposures, victims) == [("exposures", 3, 2, 0), ("victims", 2, 2, 0)]

    scripts = Workspace(tmp_path / "w").facts().table("victims")["script"].to_list()
    assert scripts == ["对方让王*转账", "住云***,高兴地接了"]
    first, second, third = records(tmp_path / "w")
    assert (first[:6], second, third[:3]) == ("受益人王*#", "受益人王明", "诸***"[:3])
    store = open_store(tmp_path / "w")
    assert isinstance(store, EmbeddedStore)
    told = [
        {one.column: one.value for one in reveal(tmp_path / "w", person, reason="核对")}
        for person in store.persons.of["person"].unique()
    ]
    assert {one["text_record"] for one in told} == {"受益人王芳", "诸葛青山的保单"}
    assert {one["text_script"] for one in told} == {"对方让王芳转账", "住云岫市听雨巷七号后门,高兴地接了"}


def test_two_records_of_a_person_stay_two(csv_file: CsvFile, key: Key, tmp_path: Path) -> None:
    """Though what is shown of both names is the same."""
    imported(tmp_path / "w", key, *(csv_file(rows, f"{n}.csv") for n, rows in enumerate((VICTIMS, OTHERS, EXPOSURES))))

    first, second, _ = records(tmp_path / "w")
    assert first[:5] == second[:5] == "受益人王*"
    assert first != second


def test_those_whom_an_earlier_import_names_are_masked(csv_file: CsvFile, key: Key, tmp_path: Path) -> None:
    """The vault is asked; its values are not opened."""
    imported(tmp_path / "w", key, csv_file(VICTIMS, "v.csv"))

    assert imported(tmp_path / "w", key, csv_file(EXPOSURES, "e.csv")) == [("exposures", 3, 2, 0)]
    assert not any("王芳" in one or "诸葛青山" in one for one in records(tmp_path / "w"))


@pytest.mark.parametrize("order", ["names first", "at once", "names last"])
def test_an_overlapping_file_adds_no_row_whose_text_is_masked(
    csv_file: CsvFile, key: Key, tmp_path: Path, order: str
) -> None:
    """Whenever it became known who is named there; new names may be known by then."""
    victims, exposures = csv_file(VICTIMS, "v.csv"), csv_file(EXPOSURES, "e.csv")
    for batch in {"names first": [[victims], [exposures]], "at once": [[victims, exposures]]}.get(
        order, [[exposures], [victims]]
    ):
        imported(tmp_path / "w", key, *batch)
    more = [*EXPOSURES, ["V2", "13900139000", "school", "甲校", "2024-01-02", "王芳"]]

    told = imported(tmp_path / "w", key, csv_file(OTHERS, "o.csv"), csv_file(more, "e2.csv"))

    assert [(kind, taken, repeated) for kind, taken, _, repeated in told] == [("victims", 1, 0), ("exposures", 1, 3)]
    overlap = [*VICTIMS, ["V4", "", "13600136000", "", "2024-05-02", ""]]
    assert imported(tmp_path / "w", key, csv_file(overlap, "v2.csv"))[0][1::2] == (1, 2)


def test_a_row_that_names_its_own_person_is_one_with_the_row_that_does_not(
    csv_file: CsvFile, key: Key, tmp_path: Path
) -> None:
    """Whether a column of names stands beside the record, or an earlier import told the name."""
    header, *rows = EXPOSURES
    named = [[*header, "姓名"], ["V1", "13800138000", "insurer", "甲保险", "2024-01-01", "受益人诸葛青山", "诸葛青山"]]
    plain = [header, named[1][:-1], rows[1]]

    imported(tmp_path / "w", key, csv_file(named, "named.csv"))

    assert imported(tmp_path / "w", key, csv_file(plain, "plain.csv")) == [("exposures", 1, 0, 1)]
    assert imported(tmp_path / "v", key, csv_file(plain, "plain.csv"))[0][::3] == ("exposures", 0)
    assert imported(tmp_path / "v", key, csv_file(named, "named.csv"))[0][1::2] == (0, 1)


def test_a_file_that_overlaps_within_one_import_adds_no_row_either(csv_file: CsvFile, key: Key, tmp_path: Path) -> None:
    """Its rows are compared before and masked after."""
    files = [csv_file(rows, f"{n}.csv") for n, rows in enumerate((EXPOSURES, [*EXPOSURES, EXPOSURES[1]], VICTIMS))]

    assert [one[::3] for one in imported(tmp_path / "w", key, *files)] == [
        ("exposures", 0), ("exposures", 4), ("victims", 0),
    ]  # fmt: skip


def test_tables_that_do_not_fit_into_memory_are_masked_alike(
    csv_file: CsvFile, key: Key, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their rows lie in files while the plan is made."""
    victims, exposures = csv_file(VICTIMS, "v.csv"), csv_file(EXPOSURES, "e.csv")
    whole = plan_files([victims, exposures], key=key)
    monkeypatch.setattr("ingest.collecting.IN_MEMORY", 1)
    spooled = plan_files([victims, exposures], key=key, spool=tmp_path)

    for one, other in zip(whole.tables, spooled.tables, strict=True):
        assert one.facts.equals(other.facts)
        assert one.secrets.equals(other.secrets)
        assert one.problems.sort(pl.all()).equals(other.problems.sort(pl.all()))
        assert one.hints.sort(pl.all()).equals(other.hints.sort(pl.all()))
        assert (one.flagged, one.taken) == (other.flagged, other.taken)
    assert imported(tmp_path / "w", key, victims, exposures)[0][1:3] == (2, 2)
    assert Workspace(tmp_path / "w").hints().height == sum(table.hints.height for table in whole.tables)


def test_whoever_is_named_in_a_text_of_an_earlier_import_is_told_of_it(
    csv_file: CsvFile, key: Key, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Facts are never rewritten, so it can only be said; of a large list too, and of nobody twice."""
    imported(tmp_path / "w", key, csv_file(EXPOSURES, "e.csv"))
    monkeypatch.setattr("ingest.collecting.IN_MEMORY", 1)

    plan, _ = ingest_files([csv_file(VICTIMS, "v.csv")], tmp_path / "w", who="a", key=key)

    (table,) = plan.tables
    told = [(one.row, one.column, one.value) for one in table.flags if one.code == "named_in_plain"]
    assert sorted(told) == [(2, "name", "诸***"), (3, "name", "王*")]
    assert (
        Workspace(tmp_path / "w").facts().table("victims")["flags"].to_list() == ["identity_in_text;named_in_plain"] * 2
    )
    assert table.flagged == 2
    later = [VICTIMS[0], ["V9", "王芳", "13600136000", "", "2024-05-03", ""]]
    assert imported(tmp_path / "w", key, csv_file(later, "v2.csv")) == [("victims", 1, 1, 0)]
    assert imported(tmp_path / "w", key, csv_file(OTHERS, "o.csv")) == [("victims", 1, 1, 0)]
    stranger = [OTHERS[0], ["V7", "李雷", "13500135000", "2024-05-01"]]
    assert imported(tmp_path / "w", key, csv_file(stranger, "s.csv")) == [("victims", 1, 0, 0)]
