"""Starting and ending the server: on this machine only, on a port that is free, leaving nothing behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dashboard import launch
from dashboard.launch import ADDRESS, USUAL_PORT, answers, choose_port, command, wait_until_answering
from graph.errors import BadInput, HeadwaterError

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def taken() -> int:
    """A port somebody listens on."""
    with socket.socket() as other:
        other.bind((ADDRESS, 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_port_that_was_asked_for_is_used() -> None:
    """The port asked for is the port served on."""
    free = choose_port(0)

    assert choose_port(free) == free


def test_a_taken_port_that_was_asked_for_is_an_error_that_says_what_to_do(taken: int) -> None:
    """Silently serving elsewhere would leave the user with somebody else's page."""
    with pytest.raises(BadInput, match=f"Port {taken} .* choose another"):
        choose_port(taken)


@pytest.mark.parametrize("nonsense", [-1, 70000])
def test_a_port_that_does_not_exist_is_the_same_error(nonsense: int) -> None:
    """A number out of range is bad input, not a traceback."""
    with pytest.raises(BadInput, match="cannot be had"):
        choose_port(nonsense)


def test_without_a_wish_a_taken_usual_port_is_passed_over() -> None:
    """Two dashboards can run side by side."""
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            other.bind((ADDRESS, USUAL_PORT))
            other.listen()
        except OSError:
            pass  # somebody else holds it already, which serves as well

        assert choose_port(None) not in {USUAL_PORT, 0}


def test_every_setting_of_the_shipped_file_is_given_as_a_flag() -> None:
    """Flags outrank files and variables of the user, so nothing can open the server to the network."""
    words = command(8600)

    assert f"--server.address={ADDRESS}" in words
    assert "--browser.gatherUsageStats=false" in words
    assert "--client.toolbarMode=minimal" in words
    assert "--theme.light.sidebar.primaryColor=#5CC4D1" in words
    assert sum(word.startswith("--theme.headingFontWeights=") for word in words) == 6
    assert words[-1] == "--server.port=8600"


def test_nobody_answering_is_an_error_after_the_time_given() -> None:
    """Waiting ends."""
    url = f"http://{ADDRESS}:{choose_port(0)}"

    assert not answers(url)
    with pytest.raises(HeadwaterError, match="does not answer after 0 s"):
        wait_until_answering(url, 0.0)


def test_a_server_that_dies_is_not_waited_for() -> None:
    """A broken installation is reported at once."""
    with pytest.raises(HeadwaterError, match="ended before it answered"):
        wait_until_answering(f"http://{ADDRESS}:{choose_port(0)}", 60.0, alive=lambda: False)


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_the_server_serves_and_leaves_nothing_behind(tmp_path: Path, ending: signal.Signals) -> None:
    """Ctrl-C and SIGTERM end it with exit code 0, the child too, and nothing is printed but the address."""
    port = choose_port(0)
    code = (
        "import polars; from pathlib import Path; from dashboard.launch import launch; "
        f"launch(Path({str(tmp_path)!r}), port={port}, headless=True)"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    program = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    wait_until_answering(f"http://{ADDRESS}:{port}", 60, alive=lambda: program.poll() is None)
    time.sleep(0.5)
    program.send_signal(ending)
    out, err = program.communicate(timeout=30)

    assert program.returncode == 0, err
    assert out == f"Headwater: http://{ADDRESS}:{port}/?lang=zh  (Ctrl-C ends it)\n"
    assert "Traceback" not in err
    assert choose_port(port) == port


@pytest.mark.skipif(os.name != "posix", reason="locks end with the process on POSIX systems")
def test_uploads_of_a_server_that_is_killed_go_with_it_or_with_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are in plain text; whoever started the server is still there, or the next one sees to it."""
    (tmp_path / "ready").mkdir()
    program = (
        "import os, sys, time; from pathlib import Path; from ingest.spool import Spool; s = Spool(Path(sys.argv[1])); "
        "s.file().write_text('13800138000'); (Path(sys.argv[1]) / 'ready' / str(os.getpid())).touch(); time.sleep(60)"
    )
    monkeypatch.setattr(launch, "command", lambda _: [sys.executable, "-c", program, str(tmp_path)])

    def killed(process: subprocess.Popen[bytes]) -> None:
        while not (tmp_path / "ready" / str(process.pid)).exists():
            time.sleep(0.02)
        assert list(tmp_path.glob(".plan-*/*.parquet"))
        process.kill()
        process.wait()

    with launch.server(tmp_path, "http://127.0.0.1:1") as process:
        killed(process)
    assert list(tmp_path.glob(".plan-*")) == []
    killed(subprocess.Popen(launch.command(1)))
    with launch.server(tmp_path, "http://127.0.0.1:1") as process:
        process.kill()
        assert len(list(tmp_path.glob(".plan-*"))) < 2  # its own, where it came so far
    assert list(tmp_path.glob(".plan-*")) == []
