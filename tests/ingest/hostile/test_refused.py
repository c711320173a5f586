"""Files made to harm are refused, each with one line, in bounded memory and time."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from graph.errors import BadInput
from ingest.keys import Key
from ingest.plan import plan_files
from ingest.readers import read_pieces, sources
from tests.headwater.command import run
from tests.ingest.hostile.files import GIGABYTE, SHEET, workbook, written

TOLD = {
    "a zip that says it is huge": "more than is safe to open",
    "a zip that says it is small": "cannot be unpacked",
    "a zip of ten thousand and one": "more than is safe to open",
    "a zip in a zip in a zip": "a zip within a zip within a zip",
    "a zip that leads out": "no name of a file in the zip",
    "a zip cut short": "cut short",
    "a sheet that says it is huge": "more than a workbook has",
    "a sheet that says it is small": "cannot be opened as a workbook",
    "a sheet of two corners": "more memory or time",
    "a sheet of ten thousand columns": "more than 1,000 columns",
    "a text that is everywhere": "more memory or time",
    "entities in a sheet": "defines entities",
    "entities in ODS": "defines entities",
    "entities in XML of 2003": "defines entities",
    "a cell that is everywhere in ODS": "cannot be opened as a workbook",
    "a workbook cut short": "cut short",
    "a locked workbook": "locked with a password",
    "a locked old workbook": "locked with a password",
    "a locked ODS": "locked with a password",
    "an old workbook that is none": "cannot be opened as a workbook",
    "ten thousand columns": "more than 1,000 columns",
    "ten thousand columns far below": "more than 1,000 columns",
    "a thousand columns of many rows": "far to the right",
    "a line of a gigabyte": "line 2: longer than 1,000,000 bytes",
    "bytes that are NUL": "holds binary data",
    "a quote left open": "line 2: a quote opens",
    "HTML of many columns": "more than 1,000 columns",
    "HTML of many comments": "no table was recognised",
    "HTML of open tags": "no table was recognised",
    "a pipe": "it is no file",
    "a device": "it is no file",
    "a link to itself": "a link to what is not there",
    "links in a ring": "a link to what is not there",
}
MEGABYTES = 900
"""What all of them together may take; the interpreter and its libraries take 150."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The files, by what is the matter with them."""
    return written(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def outcome(files: Mapping[str, Path]) -> dict[str, object]:
    """What came of all of them, in a process that is ended where it takes too long."""
    program = [sys.executable, str(Path(__file__).with_name("runner.py")), *map(str, files.values())]
    done = subprocess.run(program, capture_output=True, check=True)
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def test_each_of_the_files_is_expected(files: Mapping[str, Path]) -> None:
    """None is made that is not looked at."""
    assert set(TOLD) == set(files)


@pytest.mark.parametrize("name", TOLD)
def test_it_is_refused_in_one_line(files: Mapping[str, Path], outcome: dict[str, dict[str, str]], name: str) -> None:
    """With what is wrong and what to do."""
    told = outcome["told"][str(files[name])]

    assert told is not None
    assert TOLD[name] in told
    assert "\n" not in told


def test_memory_stays_bounded(outcome: dict[str, int]) -> None:
    """The gigabyte and the bombs are never held."""
    assert outcome["megabytes"] < MEGABYTES < GIGABYTE >> 20


def test_the_command_tells_the_line_and_ends_with_2(files: Mapping[str, Path], tmp_path: Path) -> None:
    """Nothing else: no traceback, no workspace."""
    for name in ("a sheet of two corners", "a line of a gigabyte", "a pipe"):
        done = run("ingest", files[name], "-w", tmp_path / "w")

        assert done.code == 2
        assert TOLD[name] in done.err
        assert len([line for line in done.err.splitlines() if line.startswith("headwater: ")]) == 1
        assert "Traceback" not in done.err
        assert not (tmp_path / "w").exists()


def test_what_a_sheet_says_of_its_size_is_no_reason_to_refuse_it(tmp_path: Path, key: Key) -> None:
    """Programs write the largest extent there is for small tables; cells decide."""
    with zipfile.ZipFile(io.BytesIO(workbook())) as archive:
        sheet = archive.read(SHEET).decode()
    (tmp_path / "a.xlsx").write_bytes(workbook({SHEET: sheet.replace('ref="A1:C2"', 'ref="A1:XFD1048576"')}))

    assert "A1:C2" in sheet
    assert plan_files([tmp_path / "a.xlsx"], key=key).taken == 1


def test_a_file_that_is_written_to_while_it_is_read_is_refused(tmp_path: Path) -> None:
    """By a program that exports into it; every row or none."""
    path = tmp_path / "a.csv"
    path.write_text("订单号,手机,下单时间\n1,13800138000,2024-05-01\n")

    (source,) = sources([path])
    blocks = source.blocks()
    next(blocks)
    path.write_text("订单号,手机,下单时间\n2,13800138001,2024-05-02\n")
    with pytest.raises(BadInput, match="it changed while it was read"):
        list(blocks)


def test_a_file_that_is_gone_when_it_is_read_is_told(tmp_path: Path) -> None:
    """Between the listing of its folder and its turn."""
    path = tmp_path / "a.csv"
    path.write_text("a,b\n")
    (source,) = sources([path])
    path.unlink()

    with pytest.raises(BadInput, match=r"a\.csv cannot be read"):
        list(read_pieces(source))
