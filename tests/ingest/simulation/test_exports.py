"""The same case as investigators get it: Chinese headers, many files, two encodings, the same facts."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from ingest.simulation import Written, simulate

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Written, Written]:
    """One case with plain headers and with Chinese ones."""
    place = tmp_path_factory.mktemp("exports")
    plain, dressed = (simulate(place / h, family="small", seed=3, headers=h) for h in ("en", "zh"))
    return plain, dressed


def read(file: Path) -> Rows:
    """A file's rows, in whichever of the encodings it is."""
    data = file.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def ending(written: Written, name: str) -> list[Path]:
    """The files whose names end so."""
    return [file for file in written.files if file.stem.endswith(name)]


def test_orders_lie_apart_by_platform_and_parcels_by_courier(both: tuple[Written, Written]) -> None:
    """One export each, and together all of them, none twice."""
    plain, dressed = both
    orders = read(plain.case / "orders.csv")
    parcels = read(plain.case / "waybills.csv")
    exported = [row.get("订单编号") or row["订单号"] for file in ending(dressed, "_订单导出") for row in read(file)]
    carried = [row["物流单号"] for file in ending(dressed, "_运单") for row in read(file)]

    assert len(ending(dressed, "_订单导出")) == len({row["platform"] for row in orders})
    assert sorted(exported) == sorted(row["order_no"] for row in orders)
    assert sorted(carried) == sorted(row["waybill_no"] for row in parcels)


def test_platforms_export_in_different_styles(both: tuple[Written, Written]) -> None:
    """Three sets of headers, as three platforms have them."""
    styles = {tuple(read(file)[0]) for file in ending(both[1], "_订单导出")}

    assert len(styles) == 3


def test_some_files_are_gb18030_and_some_utf8(both: tuple[Written, Written]) -> None:
    """Neither can be taken for the other."""
    encodings = set()
    for file in both[1].files:
        data = file.read_bytes()
        try:
            data.decode("utf-8")
            encodings.add("utf-8")
        except UnicodeDecodeError:
            data.decode("gb18030")
            encodings.add("gb18030")

    assert encodings == {"utf-8", "gb18030"}


def test_people_are_known_by_telephone(both: tuple[Written, Written]) -> None:
    """The investigator's own numbers stand in no export; the same people come with the same telephones."""
    plain, dressed = both
    numbers = {row["phone"]: row["person_id"] for row in read(plain.case / "victims.csv")}
    intake = read(dressed.case / "警情台账.csv")

    assert {row["联系电话"] for row in intake} == set(numbers)
    assert not any(number in file.read_text("gb18030", errors="replace") for file in dressed.files
                   for number in list(numbers.values())[:5])  # fmt: skip


def test_what_the_caller_knew_is_said_in_words(both: tuple[Written, Written]) -> None:
    """Chinese words with 、 between them, as many as there are fields."""
    plain, dressed = both
    fields = [row["fields_known"] for row in read(plain.case / "victims.csv")]
    words = [row["对方掌握信息"] for row in read(dressed.case / "警情台账.csv")]

    assert [len(w.split("、")) for w in words] == [len(f.split(";")) for f in fields]
    assert not any(character.isascii() for w in words for character in w)


def test_the_answer_is_the_same_but_for_how_it_names_people(both: tuple[Written, Written]) -> None:
    """Same sources, same windows; victims by telephone."""
    plain, dressed = (json.loads(w.truth.read_text("utf-8")) for w in both)

    assert plain["sources"] == dressed["sources"]
    assert sorted(plain["victims_by_source"].values()) == sorted(dressed["victims_by_source"].values())
    assert all(person.isdigit() and len(person) == 11 for person in dressed["victims_by_source"])
