"""Reading files is shown as it goes, and can be broken off without a trace."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from time import sleep

import pytest

from headwater.reading import Shown, line
from ingest.progress import Step


def test_a_step_tells_rows_pace_and_what_is_left() -> None:
    """Of the file that is being read."""
    assert (
        line(Step("a.csv", 50_000, 400, 1_000), 2.0) == "Reading a.csv … 50,000 rows, 25,000 a second, about 3 s left"
    )


def test_beside_a_terminal_a_file_is_named_once(capsys: pytest.CaptureFixture[str]) -> None:
    """A log is no place for a line every moment."""
    shown = Shown()
    for rows in (0, 1_000, 2_000):
        shown(Step("a.csv", rows, rows, 3_000))
    shown.close()

    assert capsys.readouterr().err == "Reading a.csv …\n"


@pytest.mark.skipif(os.name != "posix", reason="sends a signal")
def test_ctrl_c_leaves_nothing_behind(tmp_path: Path) -> None:
    """No workspace, no folder beside it, no traceback."""
    rows = "\n".join(f"A{n},13{n:09},2024-05-01 10:00:00,店{n}" for n in range(600_000))
    (tmp_path / "orders.csv").write_text(f"订单号,手机,下单时间,店铺名称\n{rows}\n", "utf-8")
    command = [sys.executable, "-m", "headwater", "ingest", "orders.csv", "-w", "new/w"]
    environment = os.environ | {"HEADWATER_KEY_FILE": str(tmp_path / "token.key"), "TMPDIR": str(tmp_path)}

    with subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "Reading orders.csv …\n"
        sleep(0.5)
        process.send_signal(signal.SIGINT)
        told = process.stderr.read()
    assert process.returncode not in {0, -signal.SIGINT}
    assert "Traceback" not in told
    assert {path.name for path in tmp_path.iterdir()} <= {"orders.csv", "token.key"}
