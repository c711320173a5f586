"""`headwater demo` and `headwater dashboard`: the page answers on this machine, and nothing is left when it ends."""

from __future__ import annotations

import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from dashboard.launch import choose_port, wait_until_answering
from tests.headwater.command import Done, command, environment, files, is_one_line, run

START_SECONDS = 90


@contextmanager
def program(*words: object, cwd: Path, **variables: str) -> Iterator[subprocess.Popen[str]]:
    """A command that goes on until it is ended; by SIGTERM at the latest, so that its child ends too."""
    with subprocess.Popen(
        command(*words),
        cwd=cwd,
        env=environment(**variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as started:
        try:
            yield started
        finally:
            started.terminate()


def page(port: int) -> str:
    """The page at a port of this machine."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/")
    answer = connection.getresponse()
    assert answer.status == 200
    return answer.read().decode("utf-8")


def address(started: subprocess.Popen[str]) -> str:
    """The first line a program prints; it does so once it serves."""
    assert started.stdout is not None
    return started.stdout.readline()


def end(started: subprocess.Popen[str], by: signal.Signals) -> Done:
    """What a program printed, and how it ended."""
    started.send_signal(by)
    out, err = started.communicate(timeout=30)
    return Done(started.returncode, out, err)


@pytest.fixture
def places(tmp_path: Path) -> dict[str, Path]:
    """A home, a folder for scratch, and a place to stand, all empty."""
    found = {name: tmp_path / name for name in ("home", "scratch", "here")}
    for place in found.values():
        place.mkdir()
    return found


def test_the_demo_serves_a_traced_case_and_leaves_nothing(places: dict[str, Path]) -> None:
    """The address is all that is printed on stdout; the verdict and the progress are remarks."""
    port = choose_port(0)
    surroundings = {"HOME": str(places["home"]), "TMPDIR": str(places["scratch"])}
    with program("demo", "--headless", "--port", port, cwd=places["here"], **surroundings) as started:
        wait_until_answering(f"http://127.0.0.1:{port}", START_SECONDS, alive=lambda: started.poll() is None)
        assert "<html" in page(port)
        assert any(name.endswith("headwater.sqlite") for name in files(places["scratch"]))
        assert address(started) == f"Headwater: http://127.0.0.1:{port}/?lang=zh  (Ctrl-C ends it)\n"
        done = end(started, signal.SIGTERM)

    assert (done.code, done.out) == (0, "")
    assert "Traceback" not in done.err
    assert "线索指向" in done.err
    assert {name: list(place.iterdir()) for name, place in places.items()} == {"home": [], "scratch": [], "here": []}
    assert choose_port(port) == port


def test_a_demo_ended_before_it_serves_leaves_nothing_either(places: dict[str, Path]) -> None:
    """SIGTERM while the case is being made."""
    with program("demo", "--headless", cwd=places["here"], TMPDIR=str(places["scratch"])) as started:
        until = time.monotonic() + START_SECONDS
        while not any(places["scratch"].iterdir()) and time.monotonic() < until:
            time.sleep(0.05)
        done = end(started, signal.SIGTERM)

    assert done.code == 128 + signal.SIGTERM
    assert done.out == ""
    assert "Traceback" not in done.err
    assert list(places["scratch"].iterdir()) == []


def test_the_dashboard_serves_a_workspace_until_ctrl_c(victims: Path, places: dict[str, Path]) -> None:
    """The workspace stays."""
    place, port = places["here"] / "w", choose_port(0)
    assert run("ingest", victims, "-w", place).code == 0
    before = files(place / "facts")
    with program("dashboard", "-w", place, "--headless", "--port", port, cwd=places["here"]) as started:
        wait_until_answering(f"http://127.0.0.1:{port}", START_SECONDS, alive=lambda: started.poll() is None)
        assert "<html" in page(port)
        assert f"http://127.0.0.1:{port}/" in address(started)
        done = end(started, signal.SIGINT)

    assert (done.code, done.err) == (0, "")
    assert files(place / "facts") == before
    assert [entry.name for entry in places["here"].iterdir()] == ["w"]


@pytest.mark.parametrize("verb", [("demo",), ("dashboard", "-w", "w")])
def test_a_port_in_use_is_one_line(verb: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to do; it is known before any case is made."""
    monkeypatch.chdir(tmp_path)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = run(*verb, "--headless", "--port", other.getsockname()[1])

    assert (done.code, is_one_line(done)) == (2, True), done
    assert "choose another one" in done.err


def test_a_dashboard_cannot_lie_where_a_file_is(victims: Path) -> None:
    """One line."""
    done = run("dashboard", "-w", victims, "--headless")

    assert (done.code, is_one_line(done)) == (2, True), done
