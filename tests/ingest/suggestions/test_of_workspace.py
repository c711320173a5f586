"""Suggestions of a workspace: with the vault's key, without it, without a vault; and what becomes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.stores import EmbeddedStore
from ingest import ingest_files
from ingest.decisions import decide
from ingest.keys import Key
from ingest.suggestions.of_workspace import Reading, suggestions

KEY = Key(b"k" * 32, (b"v" * 32,))
VICTIMS = """姓名,联系电话,住址,首次来电时间
沈穗岚,13800138000,溪汀市湉水街12号3栋1201室,2024-05-20 10:00
冯樨翎,13900139001,枳浦市杪榆路5号1栋302室,2024-05-21 10:00
"""
ORDERS = """订单编号,买家会员名,收货人手机,收货人姓名,收货地址,下单时间,平台
A1,tb_881,138****8000,沈*,溪汀市湉水街12号3幢1201室,2024-05-01 10:00,某宝
A2,tb_990,,冯樨翎,杪榆路5-1-302,2024-05-02 10:00,某宝
A3,tb_991,158****7777,赵*,枳浦市杪榆路9号,2024-05-03 10:00,某宝
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace of two victims, and three accounts whose export is masked."""
    (tmp_path / "台账.csv").write_text(VICTIMS, "utf-8")
    (tmp_path / "订单.csv").write_text(ORDERS, "utf-8")
    ingest_files([tmp_path / "台账.csv", tmp_path / "订单.csv"], tmp_path / "ws", key=KEY, who="li")
    return tmp_path / "ws"


def found(root: Path, key: Key | None = KEY) -> Reading:
    """The suggestions as they stand."""
    return suggestions(EmbeddedStore(root), key)


def codes(reading: Reading) -> list[list[str]]:
    """What speaks for each."""
    return [[one.code for one in suggestion.findings] for suggestion in reading.suggested.suggestions]


def test_masked_numbers_names_and_addresses_suggest_and_change_nothing(root: Path) -> None:
    """Nobody is merged by them."""
    assert found(root).plain
    assert codes(found(root)) == [["name_fits", "address_alike", "phone_fits"], ["same_name", "address_alike"]]
    assert EmbeddedStore(root).persons.of["person"].n_unique() == 5


def test_without_the_key_only_what_is_shown_and_what_is_equal_suggests(root: Path) -> None:
    """The name is equal, the other's number fits; addresses cannot be read."""
    for key in (None, Key(b"k" * 32, (b"w" * 32,))):
        reading = found(root, key)

        assert not reading.plain
        assert sorted(codes(reading)) == [["name_fits", "phone_fits"], ["same_name"]]


def test_without_a_vault_equal_tokens_still_suggest(root: Path) -> None:
    """The equal name."""
    (root / "vault.sqlite").unlink()

    assert codes(found(root)) == [["same_name"]]


def test_what_is_accepted_is_one_person_and_what_is_rejected_is_not_suggested_again(root: Path) -> None:
    """Accepted or rejected by a judgement; nothing else remembers it."""
    first, second = found(root).suggested.suggestions
    decide(EmbeddedStore(root), "same", (first.a, first.b), "电话核实 13800138000")
    decide(EmbeddedStore(root), "not_same", (second.a, second.b), "同名")
    store = EmbeddedStore(root)

    assert codes(found(root)) == []
    assert store.persons.of["person"].n_unique() == 4
    assert store.exposures().holdings.height == 1
