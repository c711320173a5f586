"""Starts the dashboard on this machine only: `streamlit run app.py` as a child, with every setting given as a flag."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import tomllib
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dashboard.environment import DEMO_VARIABLE, WORKSPACE_VARIABLE
from graph.errors import BadInput, HeadwaterError
from ingest.spool import sweep_spools

HERE = Path(__file__).resolve().parent
ADDRESS = "127.0.0.1"
USUAL_PORT = 8501
START_SECONDS = 90.0
STOP_SECONDS = 10.0


def launch(
    workspace: Path, *, port: int | None = None, headless: bool = False, lang: str = "zh", demo: bool = False
) -> None:
    """Serve the dashboard of a workspace until Ctrl-C or SIGTERM; opens the browser unless `headless`.

    Without a port it is 8501, or a free one where that is taken. `demo` marks every page as made up and deleted when
    closed. Raises BadInput where the port asked for is taken, HeadwaterError where the server does not come up or ends
    by itself.
    """
    url = f"http://{ADDRESS}:{choose_port(port)}"
    with server(workspace, url, demo=demo) as process:
        wait_until_answering(url, START_SECONDS, alive=lambda: process.poll() is None)
        page = f"{url}/?lang={lang}"
        print(f"Headwater: {page}  (Ctrl-C ends it)", flush=True)  # noqa: T201 — the address is the program's output
        if not headless:
            webbrowser.open(page)
        code = process.wait()
    msg = f"The dashboard at {url} ended by itself (exit code {code}); its last lines above say why. Start it again."
    raise HeadwaterError(msg)


def choose_port(asked: int | None) -> int:
    """The port asked for, else the usual one, else any that is free; BadInput where the one asked for is taken."""
    for candidate in (asked,) if asked is not None else (USUAL_PORT, 0):
        with socket.socket() as probe, suppress(OSError, OverflowError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((ADDRESS, candidate))
            return int(probe.getsockname()[1])
    msg = f"Port {asked} on {ADDRESS} cannot be had; choose another one, or leave --port out to get one that is free."
    raise BadInput(msg)


def command(port: int) -> list[str]:
    """The child's command line. Flags outrank every other source of Streamlit's settings, so nothing can widen them."""
    settings = tomllib.loads((HERE / "config.toml").read_text(encoding="utf-8"))
    flags = [f"--{name}={_text(value)}" for name, value in _flat(settings)]
    run = [sys.executable, "-m", "streamlit", "run", str(HERE / "app.py")]
    return [*run, *flags, f"--server.port={port}"]


def _flat(table: dict[str, Any], above: str = "") -> Iterator[tuple[str, object]]:
    """Dotted names and values of nested tables; a list is the same name several times."""
    for key, value in table.items():
        name = f"{above}{key}"
        if isinstance(value, dict):
            yield from _flat(value, f"{name}.")
        elif isinstance(value, list):
            yield from ((name, entry) for entry in value)
        else:
            yield name, value


def _text(value: object) -> str:
    """A setting as Streamlit's command line wants it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


@contextmanager
def server(workspace: Path, url: str, *, demo: bool = False) -> Iterator[subprocess.Popen[bytes]]:
    """The running server at `url`; ended on leaving, on Ctrl-C (then leaving is silent) and on SIGTERM.

    Uploads that an earlier one was killed upon are removed before, and those of this one after it.
    """
    path = os.pathsep.join(filter(None, (str(HERE.parent), os.environ.get("PYTHONPATH"))))
    told = {WORKSPACE_VARIABLE: str(workspace.resolve()), DEMO_VARIABLE: "1" if demo else "0", "PYTHONPATH": path}
    port = urlsplit(url).port or USUAL_PORT
    # SIGINT anew, too: Polars takes it over in a way that leaves waiting for the child uninterrupted.
    before = {number: signal.signal(number, _leave) for number in (signal.SIGINT, signal.SIGTERM)}
    sweep_spools(workspace)
    process = subprocess.Popen(command(port), env=os.environ | told, stdout=subprocess.DEVNULL)  # noqa: S603 — our own words
    try:
        yield process
    except KeyboardInterrupt:
        raise SystemExit(0) from None
    finally:
        _end(process)
        sweep_spools(workspace)
        for number, handler in before.items():
            signal.signal(number, handler)


def _leave(_signal: int, _frame: object) -> None:
    """Make both signals end the program as Ctrl-C does, so that the child is ended too."""
    raise KeyboardInterrupt


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the child, by force where it does not listen."""
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_until_answering(url: str, seconds: float, *, alive: Callable[[], bool] = lambda: True) -> None:
    """Return once the server at `url` answers; HeadwaterError after `seconds`, or as soon as it is not `alive`."""
    until = time.monotonic() + seconds
    while not answers(url):
        if not alive():
            msg = f"The dashboard at {url} ended before it answered; the lines above say why."
            raise HeadwaterError(msg)
        if time.monotonic() > until:
            msg = f"The dashboard at {url} does not answer after {seconds:.0f} s; try again on a less busy machine."
            raise HeadwaterError(msg)
        time.sleep(0.2)


def answers(url: str) -> bool:
    """Whether the server at `url` says that it is well; asked directly, past any proxy."""
    place = urlsplit(url)
    connection = HTTPConnection(place.hostname or ADDRESS, place.port, timeout=2)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
