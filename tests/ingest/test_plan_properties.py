"""Whatever a table holds and however it is written: every row has one fate, and nothing is changed silently.

The oracle reads a file again by the standard library, cell by cell, with the plain readers of single cells.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ingest.table
from graph.workspace import Workspace
from ingest import commit, plan_files
from ingest.clean.amounts import read_amount
from ingest.clean.codes import read_code
from ingest.clean.phones import read_identity_phone
from ingest.clean.times import read_time
from ingest.keys import Key
from ingest.planned import PlannedTable
from ingest.tokens import token

KEY = Key(b"k" * 32)
HEADER = ["订单号", "手机", "下单时间", "店铺名称", "金额"]
COLUMNS = ["order_no", "phone", "order_time", "merchant", "price"]
READERS: list[Callable[[str], tuple[Any, str]]] = [
    read_code, read_identity_phone, read_time, lambda text: (text, ""), read_amount,
]  # fmt: skip
WRAPPED = st.sampled_from(['="{}"', "'{}", " {} ", "\u202c{}", "\ufeff{}", "{}\u00a0", "\t{}"])


def _wide(text: str) -> str:
    """Full-width digits and letters."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def dressed(plain: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Texts as people and programs leave them."""
    return st.one_of(plain, plain, st.builds(str.format, WRAPPED, plain), plain.map(_wide))


CELLS = [
    dressed(st.one_of(st.from_regex(r"[A-Z]{0,2}[0-9]{5,18}", fullmatch=True), st.sampled_from(["", "8.3E+11", "12*34", "无"]))),
    dressed(st.one_of(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.sampled_from(["", "138****8000", "13800138000.0", "184123456781234", "O591"]))),
    dressed(st.sampled_from(["2024-05-01 10:00:00", "2024/5/1 9:03", "2024年5月1日", "20240501090300", "45000.5", "2024-02-30", "昨天", "", "1714555555"])),
    dressed(st.sampled_from(["某店", "合计", "Null店", "a,b", 'say "x"', "两\n行"])),
    dressed(st.sampled_from(["199.00元", "¥199", "1,299.00", "3.2万", "", "很多", "-5"])),
]  # fmt: skip
ROWS = st.lists(st.tuples(*CELLS).map(list), max_size=12)


def cleaned(cell: str) -> str | None:
    """A cell as people read it, by plain steps."""
    text = "".join(
        c
        for c in unicodedata.normalize("NFKC", cell)
        if c in "\t\n\r" or unicodedata.category(c) not in {"Cf", "Cc", "Co"}
    )
    text = " ".join(text.split())
    if text.startswith("=") and text[1:].strip().startswith('"') and text.endswith('"'):
        text = text[1:].strip()[1:-1]
    text = text.strip("'\"` ")
    return text or None


def written(rows: list[list[str]], encoding: str, delimiter: str) -> bytes:
    """A file of these rows."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([HEADER, *rows])
    return text.getvalue().encode(encoding)


def lines_of(rows: list[list[str]], delimiter: str) -> dict[int, list[str]]:
    """Each row by the line it begins on."""
    found, line = {}, 2
    for row in rows:
        text = io.StringIO()
        csv.writer(text, delimiter=delimiter).writerow(row)
        found[line] = row
        line += text.getvalue().count("\n")
    return found


def check_values(table: PlannedTable, rows: dict[int, list[str]]) -> None:
    """Each fact says what its cells say, or is flagged."""
    for fact in table.facts.iter_rows(named=True):
        for column, read, cell in zip(COLUMNS, READERS, rows[fact["source_row"]], strict=True):
            text = cleaned(cell)
            value, code = read(text) if text is not None else (None, "")
            said = token(KEY, "phone", value) if column == "phone" and value is not None else value
            assert fact[column] == said or fact["flags"], (column, cell, fact)
            assert not code or code in fact["flags"].split(";")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=ROWS,
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
    delimiter=st.sampled_from([",", "\t", ";"]),
    piece=st.sampled_from([1, 3, 1_000_000]),
)
def test_every_row_has_one_fate_and_nothing_changes_silently(
    tmp_path: Path, rows: list[list[str]], encoding: str, delimiter: str, piece: int
) -> None:
    """In any encoding, in pieces of any size, and in the workspace as in the plan."""
    path = tmp_path / "订单.csv"
    path.write_bytes(written(rows, encoding, delimiter))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ingest.table, "ROWS", piece)
        (table,) = plan_files([path], key=KEY).tables

    by_line = lines_of(rows, delimiter)
    assert table.rows == len(rows) == table.taken + table.refused + table.repeated + table.dropped
    taken, refused = set(table.facts["source_row"]), {one.row for one in table.refusals}
    assert len(taken) == table.taken
    assert len(refused) == table.refused == table.refused_rows.height
    assert not taken & refused
    assert taken | refused <= set(by_line)
    assert table.flagged == table.facts.filter(pl.col("flags") != "").height
    check_values(table, by_line)


@settings(max_examples=8, deadline=None)
@given(files=st.lists(ROWS.filter(bool), min_size=1, max_size=3))
def test_the_commit_is_the_plan(tmp_path_factory: pytest.TempPathFactory, files: list[list[list[str]]]) -> None:
    """The facts of a workspace are those the plan showed, and planning again takes nothing."""
    folder = tmp_path_factory.mktemp("case")
    for number, rows in enumerate(files):
        (folder / f"订单{number}.csv").write_bytes(written(rows, "utf-8", ","))
    paths = sorted(folder.iterdir())
    workspace = Workspace.create(tmp_path_factory.mktemp("w") / "w")
    plan = plan_files(paths, key=KEY)

    commit(plan, workspace, who="a")

    facts = workspace.facts().table("orders")
    assert facts.equals(pl.concat([table.facts for table in plan.tables]))
    distinct = facts.drop("source_file", "source_row", "flags")
    assert facts.height == sum(table.taken for table in plan.tables)
    assert distinct.height >= distinct.unique().height
