"""An import that is killed, or finds no room, leaves the old state or the new one, and can be done again."""

from __future__ import annotations

import json
import multiprocessing
import random
import resource
import shutil
import signal
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.context import ForkServerContext, ForkServerProcess
from multiprocessing.synchronize import Event
from pathlib import Path
from types import ModuleType

import pytest

from graph import open_store, trace
from graph.errors import HeadwaterError
from graph.workspace import Published, Workspace
from ingest import commit, ingest_files, known_files, plan_files
from ingest.keys import Key
from ingest.known import NOTHING
from ingest.verifying import verify

CsvFile = Callable[..., Path]
KEY = Key(b"k" * 32)
KILLS = 18
"""Of each state the workspace is in before: no workspace, one with an import, one whose log somebody reads."""
LONG = 60.0
"""Seconds after which an import that takes a fraction of one is not waited for."""
ORDERS = ["订单号", "手机", "下单时间", "收货人", "商家"]


def work(files: list[Path], root: Path, ready: Event, *, planned: bool) -> None:
    """An import that says when it begins, or when it has planned and is about to write."""
    if not planned:
        ready.set()
    plan = plan_files(files, key=KEY)
    if planned:
        ready.set()
    commit(plan, Workspace.create(root), who="a", originals=files)


def cramped(files: list[Path], root: Path, told: Path, room: int) -> None:
    """An import where no file can be longer than so many bytes; what it says in the end."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    try:
        ingest_files(files, root, who="a", key=KEY)
        said = "done"
    except (HeadwaterError, OSError) as error:
        said = f"{type(error).__name__}: {error}"
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    told.write_text(said, "utf-8")


@pytest.fixture(scope="module")
def processes() -> Iterator[ForkServerContext]:
    """Processes that begin with everything imported: each costs a few milliseconds.

    Tests of the dashboard leave a `__main__` behind that every new process would run again.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.ingest.test_crash"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "__main__", ModuleType("__main__"))
        yield context


@dataclass(frozen=True, slots=True)
class Case:
    """Files to import before and during the crash, and what an undisturbed import comes to."""

    before: list[Path]
    files: list[Path]
    published: Published
    verdict: str
    seconds: tuple[float, float]


@pytest.fixture(params=["new", "old", "read"])
def start(request: pytest.FixtureRequest) -> str:
    """The state the workspace is in before."""
    return str(request.param)


@pytest.fixture
def case(csv_file: CsvFile, tmp_path: Path, start: str, processes: ForkServerContext) -> Case:
    """Orders of victims and of others, with refused rows, in two files."""
    victims = [["手机", "首次联系时间"], *([f"138001300{k:02}", f"2024-06-{k + 1:02} 10:00"] for k in range(12))]
    orders = [
        [f"83649972723{k:03}", f"138001300{k % 40:02}", f"2024-05-{k % 28 + 1:02} 10:00", "韩朔", f"店{k % 5}"]
        for k in range(300)
    ]
    early = csv_file([ORDERS, *([f"9{row[0]}", *row[1:]] for row in orders[:40])], "early.csv")
    files = [
        csv_file(victims, "victims.csv"),
        csv_file([ORDERS, *orders, ["9", "13900139000", "", "尤玥蓁", "店"]], "orders.csv"),
    ]
    before = [] if start == "new" else [early]
    root = prepared(tmp_path / "undisturbed", before)
    seconds = tuple(took(processes, files, prepared(tmp_path / f"timed{n}", before), planned=bool(n)) for n in range(2))
    ingest_files(files, root, who="a", key=KEY)
    return Case(before, files, Workspace(root).published(), said(root), seconds)


def prepared(root: Path, before: list[Path]) -> Path:
    """A workspace as it is before; none where nothing was imported before."""
    if before:
        ingest_files(before, root, who="a", key=KEY)
    return root


def took(processes: ForkServerContext, files: list[Path], root: Path, *, planned: bool) -> float:
    """Seconds an undisturbed import takes in a process of its own, all of it or from the plan on."""
    with begun(processes, files, root, planned=planned) as process:
        began = time.perf_counter()
        process.join(LONG)
        assert process.exitcode == 0, "an import that nobody disturbs does not end"
        return time.perf_counter() - began


@contextmanager
def begun(processes: ForkServerContext, files: list[Path], root: Path, *, planned: bool) -> Iterator[ForkServerProcess]:
    """An import at work; it has ended when this is left."""
    ready = processes.Event()
    process = processes.Process(target=work, args=(files, root, ready), kwargs={"planned": planned})
    process.start()
    assert ready.wait(LONG), "an import does not begin"
    yield process
    process.join(LONG)


def said(root: Path) -> str:
    """The verdict, to the byte."""
    return json.dumps(trace(open_store(str(root))).to_dict(), ensure_ascii=False)


@pytest.fixture
def reader(start: str) -> Iterator[Callable[[Path], None]]:
    """Somebody who has the ledger open meanwhile, so that its log stays."""
    opened: list[sqlite3.Connection] = []

    def read(root: Path) -> None:
        if start == "read":
            opened.append(sqlite3.connect(root / "headwater.sqlite"))
            opened[-1].execute("SELECT * FROM meta").fetchone()

    yield read
    for connection in opened:
        connection.close()


def test_an_import_killed_at_any_moment_leaves_the_old_or_the_new_state_and_can_be_done_again(
    case: Case, start: str, tmp_path: Path, processes: ForkServerContext, reader: Callable[[Path], None]
) -> None:
    """Verifying finds nothing wrong either way; done again it comes to the undisturbed verdict, byte by byte."""
    chance = random.Random(start)  # noqa: S311 - moments, not secrets
    states = set()
    template = prepared(tmp_path / "template", case.before)
    for n in range(KILLS):
        root = tmp_path / str(n)
        if case.before:
            shutil.copytree(template, root)
            reader(root)
        old = Workspace(root).published() if case.before else ()
        with begun(processes, case.files, root, planned=bool(n % 2)) as process:
            time.sleep(case.seconds[n % 2] * moment(n, chance))
            process.kill()

        there = Workspace.find(root)
        now = there.published() if there else ()
        assert now in {old, case.published}
        assert there is None or verify(root).differences == ()
        states.add(now == old)
        there = Workspace.find(root)
        commit(
            plan_files(case.files, key=KEY, known=known_files(there) if there else NOTHING),
            Workspace.create(root),
            originals=case.files,
        )
        assert (Workspace(root).published(), said(root)) == (case.published, case.verdict)
        assert len(list((root / "originals").iterdir())) == len(case.files)
        assert (verify(root).differences, verify(root).spare) == ((), ())
    assert states == {True, False}, "no moment before the commit, or none after it, was met"


def moment(n: int, chance: random.Random) -> float:
    """When the n-th import is killed, in parts of its time; the last are over by then, whatever else the machine does."""
    return 5.0 if n >= KILLS - 2 else 1.1 * (n + chance.random()) / KILLS


@pytest.mark.parametrize("room", [0, 2_000, 9_000, 30_000, 70_000, 300_000])
@pytest.mark.parametrize("start", ["new", "old"], indirect=True)
def test_an_import_that_finds_no_room_says_so_and_leaves_the_old_state(
    case: Case, tmp_path: Path, processes: ForkServerContext, room: int
) -> None:
    """In one line; where there is room at last it is done."""
    root, told = prepared(tmp_path / "w", case.before), tmp_path / "told"
    there = Workspace.find(root)
    old = there.published() if there else ()
    process = processes.Process(target=cramped, args=(case.files, root, told, room))
    process.start()
    process.join(LONG)

    said_, there = told.read_text("utf-8"), Workspace.find(root)
    assert (there.published() if there else ()) == (case.published if said_ == "done" else old)
    assert "\n" not in said_
    assert said_ == "done" or ("BadInput" in said_ and "room" in said_), said_
    ingest_files(case.files, root, who="a", key=KEY)
    assert Workspace(root).published() == case.published
    assert verify(root).differences == ()
