"""The benchmark measures what it says: made cases, turns, processes of their own, goals; no test here is timed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import numpy as np
import polars as pl
import pytest

from graph.errors import BadInput
from graph.ranking import rank
from headwater.bench import compared, core_count, index_build, verdicts, what_ifs
from headwater.bench.answer import Answer
from headwater.bench.apart import BenchFailed
from headwater.bench.cases import FIRST_DAY, LEAKED, WINDOW, make_case
from headwater.bench.economy import KINDS
from headwater.bench.engines import CAP, Flat, networkx_way, ways
from headwater.bench.machine import this_machine
from headwater.bench.progress import Progress
from headwater.bench.reference import case_of, load
from headwater.bench.report import shown, to_dict, to_markdown
from headwater.bench.settings import Settings, Sizes
from headwater.bench.tables import as_exposures, holder_name
from headwater.bench.timing import Times, growth, in_turns, ratio
from headwater.bench.values import Column, Goal, Part, Report, Table
from ingest.simulation.chance import Ints
from tests.headwater.command import environment, is_one_line, run
from tests.needs import shared


def test_the_same_seed_makes_the_same_case() -> None:
    """Figures of two machines are figures of one work."""
    one, same, other = make_case(50, seed=3), make_case(50, seed=3), make_case(50, seed=4)

    assert one.holders.tobytes() == same.holders.tobytes()
    assert one.call.tobytes() == same.call.tobytes()
    assert one.holders.tobytes() != other.holders.tobytes()


def test_every_order_names_one_holder_of_each_kind_and_children_stay_with_their_parents() -> None:
    """A branch belongs to one hub, a hub to one courier, whatever the order."""
    holders = dict(zip(KINDS, make_case(400).holders.T, strict=True))

    for child, parent in (
        ("courier_person", "branch"),
        ("branch", "hub"),
        ("hub", "courier"),
        ("pickup_site", "courier"),
    ):
        pairs = set(zip(holders[child], holders[parent], strict=True))
        assert len(pairs) == len({low for low, _ in pairs}), child


def test_memory_is_that_of_the_process_and_not_of_the_one_that_started_it() -> None:
    """Linux hands the most a process held on to the programs it starts."""
    held = np.ones(200 << 20, dtype=np.uint8)
    program = "from headwater.bench.apart import peak_memory; print(peak_memory())"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment()
    )

    assert int(done.stdout) < held.nbytes


def test_the_source_is_planted_in_its_window_and_not_elsewhere() -> None:
    """Of the victims a known part has an order through the source in the window, of the others few."""
    case = make_case(2_000)
    kind, source = case.source
    day = case.day - FIRST_DAY
    through = (case.holders[:, KINDS.index(kind)] == source) & (day >= WINDOW[0]) & (day <= WINDOW[1])
    touched = np.bincount(case.person[through], minlength=case.people) > 0

    assert LEAKED < touched[: case.victims].mean() < LEAKED + 0.1
    assert touched[case.victims :].mean() < 0.1


def test_the_tables_say_what_the_arrays_say() -> None:
    """One row an exposure, one pseudonym a person, names and days as the arrays have them."""
    case = make_case(20)
    exposures = as_exposures(case)
    row = exposures.holdings.row(len(KINDS) * 3 + KINDS.index("erp"), named=True)

    assert len(exposures.holdings) == case.exposures
    assert exposures.people["person"].n_unique() == case.people
    assert (row["record"], row["kind"]) == ("order:3", "erp")
    assert row["holder"] == holder_name("erp", int(case.holders[3, KINDS.index("erp")]))


def test_the_method_names_the_planted_source() -> None:
    """A case whose answer nobody finds would measure something else."""
    case = make_case(80)

    first = rank(as_exposures(case)).sources[0]

    assert (first.kind, first.holder) == (case.source[0], holder_name(*case.source))


def test_the_reference_gets_the_same_facts() -> None:
    """On its own arrays it names the same holder with the same value and window."""
    module = load(shared("reference", "leak_reference.py"))
    case = make_case(60)

    theirs, ours = module.answer(case_of(module, case))["sources"], rank(as_exposures(case)).sources

    assert [(s["kind"], s["holder"]) for s in theirs] == [(s.kind, s.holder) for s in ours]
    assert theirs[0]["value"] == pytest.approx(ours[0].value, abs=0.01)
    assert ours[0].window is not None
    assert theirs[0]["window"]["from"] == ours[0].window.first.isoformat()


@pytest.mark.parametrize(
    ("text", "what"), [("1 +", "SyntaxError"), ("raise SystemError", "SystemError"), ("x = 1", "has no Case")]
)
def test_another_program_is_no_reference(tmp_path: Path, text: str, what: str) -> None:
    """It is told at once, not after half an hour."""
    other = tmp_path / "other.py"
    other.write_text(text, "utf-8")

    with pytest.raises(BadInput, match=what):
        load(other)


def test_works_take_turns_and_the_first_turn_is_always_taken() -> None:
    """A B A B: what disturbs one disturbs the other."""
    order: list[str] = []
    works = [lambda: order.append("A") or 1.0, lambda: order.append("B") or 2.0]

    first, second = in_turns(works, most=3, budget=60)
    assert (order, first.seconds, second.seconds) == (list("ABABAB"), (1.0,) * 3, (2.0,) * 3)
    assert len(in_turns(works, most=3, budget=0)[0].seconds) == 1


def test_a_ratio_is_that_of_turns_not_of_sums() -> None:
    """One disturbed turn, ten times as slow for both, changes nothing."""
    assert ratio(Times((6.0, 60.0, 6.0)), Times((2.0, 20.0, 2.0))) == pytest.approx(3)


@pytest.mark.parametrize("name", [*ways(), "networkx"])
def test_every_way_counts_the_same_people(name: str) -> None:
    """Distinct victims and comparison people a holder, by the plainest loop there is."""
    rng = np.random.default_rng(5)
    person, holder = np.sort(rng.integers(0, 30, 900)), rng.integers(0, 9, 900)
    lag = rng.integers(-3, 120, 900)
    columns = {"person": person, "holder": holder, "lag": lag, "nearest": least(person, holder, lag)}
    frame = pl.DataFrame({**columns, "victim": person < 12}).cast({"person": pl.Int32, "holder": pl.Int32})

    way = ways().get(name, networkx_way)
    found = way(Flat(frame, people=30, holders=10))()

    touched = {(p, j) for p, j, d in zip(person, holder, lag, strict=True) if 1 <= d <= CAP}
    expected = [[sum(j == h and (p < 12) == victim for p, j in touched) for h in range(10)] for victim in (True, False)]
    assert found.tolist() == expected


def least(person: Ints, holder: Ints, lag: Ints) -> Ints:
    """At one row of each pair its least lag before the call, elsewhere 0."""
    out, seen = np.zeros_like(lag), set()
    for e in np.argsort(lag, kind="stable"):
        if lag[e] >= 1 and (person[e], holder[e]) not in seen:
            seen.add((person[e], holder[e]))
            out[e] = lag[e]
    return out


APART = """
import os, sys, time
import numpy as np
from graph.errors import BadInput, HeadwaterError
from headwater.bench.apart import Apart

def held(size):
    kept = np.ones(size, np.uint8)
    return lambda: int(kept.sum(dtype=np.int64))

def failing(how):
    def work():
        if how == "ended":
            os._exit(1)
        if how == "endless":
            time.sleep(60)
        raise BadInput("no such case") if how == "refused" else ZeroDivisionError("division by zero")
    return work

if __name__ == "__main__":
    with Apart(held, 200_000_000) as large, Apart(held, 10) as small:
        print(large.call(), small.call(), large.peak() - small.peak() > 150_000_000)
    for how in ("refused", "failed", "ended", "endless"):
        try:
            with Apart(failing, how) as apart:
                apart.call(within=0.5 if how == "endless" else None)
        except HeadwaterError as error:
            print(error)
"""


def test_a_process_of_its_own_has_its_own_memory_and_tells_how_it_ended(tmp_path: Path) -> None:
    """Memory of one measurement is not that of another; a failure is one line, whatever it was."""
    script = tmp_path / "apart.py"
    script.write_text(APART, "utf-8")

    done = subprocess.run([sys.executable, script], env=environment(), capture_output=True, text=True, check=False)

    assert done.stderr == ""
    assert done.stdout.splitlines()[:3] == [
        "200000000 10 True", "no such case", "a measurement failed: ZeroDivisionError: division by zero",
    ]  # fmt: skip
    assert "ended from outside" in done.stdout.splitlines()[3]
    assert "was stopped after" in done.stdout.splitlines()[4]


class Here:
    """In place of a process of its own: the same answers, sooner."""

    def __init__(self, prepare: Callable[..., Any], *args: object) -> None:
        self.work = prepare(*args)

    def call(self, *args: object, within: float | None = None) -> Any:  # noqa: ARG002
        """At once; nothing is stopped here."""
        return self.work(*args)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def peak(self) -> int:
        """Any number."""
        return 1


@pytest.mark.parametrize(
    ("module", "unmeasured", "tables"), [(core_count, 0, 1), (index_build, 0, 2), (verdicts, 2, 2), (what_ifs, 0, 1)]
)
def test_every_part_runs_on_a_small_case(
    module: Any, unmeasured: int, tables: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the made case to whole tables; what there is no reference or no second size for is not measured."""
    for place in (module, compared):
        monkeypatch.setattr(place, "Apart", Here, raising=False)
        monkeypatch.setattr(place, "finished", lambda work, *args: work(*args), raising=False)
        monkeypatch.setattr(place, "TURNS", 1, raising=False)
    sizes = Sizes(count=300, verdicts=(30,), what_if=(30,), index=30, orders=300)

    part = getattr(module, module.__name__.rpartition(".")[2])(Settings(sizes, None, tmp_path), Progress(1))

    assert [goal.reached for goal in part.goals].count(None) == unmeasured
    assert len(part.tables) == tables
    assert all(len(row) == len(table.columns) for table in part.tables for row in table.rows)


def test_a_reference_that_fails_costs_only_its_own_columns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half an hour of figures is not thrown away because another program wanted too much memory."""

    def failing() -> None:
        msg = "no room"
        raise BenchFailed(msg)

    monkeypatch.setattr(compared, "Apart", Here)
    monkeypatch.setattr(compared, "finished", lambda work, *args: work(*args))
    monkeypatch.setattr(compared, "open_reference", lambda *_: failing)
    sizes = Sizes(count=1, verdicts=(30,), what_if=(), index=1, orders=300)

    part = verdicts.verdicts(Settings(sizes, tmp_path, tmp_path), Progress(1))

    row = dict(zip([column.name for column in part.tables[0].columns], part.tables[0].rows[0], strict=True))
    assert row["reference"] == "failed"
    assert row["turns"] == 1
    assert row["our verdict"] > 0


def test_a_reference_that_takes_too_long_is_stopped_and_its_ratio_is_a_bound() -> None:
    """20 s against 2 s: at least ten times, whoever would have waited longer."""
    ours = compared.Run((Answer(2.0, "erp e", 9.0, 1.0),), 1)

    size = compared.Compared(100, ours, None, stopped=20.0)

    assert (size.whole_ratio, size.searching_ratio) == (10.0, 20.0)
    assert size.agree


@pytest.mark.parametrize("power", [0.5, 1.0, 2.0])
def test_growth_is_the_power_of_the_size(power: float) -> None:
    """Time = 3 size^power gives back the power."""
    sizes = (1_000, 10_000, 100_000)

    assert growth(sizes, [3 * size**power for size in sizes]) == pytest.approx(power)


def test_a_machine_is_described_without_names_and_paths() -> None:
    """A report may be passed on: kind and size of the machine, versions, and nothing else."""
    told = to_dict(report())["machine"]

    assert set(told) == {"processor", "cores", "memory", "system", "load", "python", "libraries"}
    assert told["cores"] >= 1
    assert told["memory"] > 1e8
    assert not any(private in json.dumps(told) for private in (str(Path.home()), str(Path.cwd()), sys.prefix))


def test_goals_are_kept_missed_or_not_measured() -> None:
    """At most and at least are told apart; no figure is no success."""
    assert Goal("a", 2.9, 3, "times").reached is True
    assert Goal("a", 3.1, 3, "times").reached is False
    assert Goal("a", 21, 20, "times", at_least=True).reached is True
    assert Goal("a", 19, 20, "times", at_least=True).reached is False
    assert Goal("a", None, 20, "times", at_least=True).reached is None


def test_the_page_has_goals_first_and_whole_tables() -> None:
    """Every row of a table has as many cells as its head."""
    page = to_markdown(report())
    lines = [line for line in page.splitlines() if line.startswith("|")]
    tables = [group.splitlines() for group in page.split("\n\n") if group.startswith("|")]

    assert page.index("## Goals") < page.index("## Machine") < page.index("## Counting")
    assert "| counting | ≤ 3.00× | 2.50× | yes |" in lines
    assert "| asking | ≥ 20× | – | not measured |" in lines
    assert [len({row.count("|") for row in table}) for table in tables] == [1, 1]


@pytest.mark.parametrize(
    ("cell", "unit", "text"),
    [
        (0.00123, "seconds", "1.23 ms"), (1.5, "seconds", "1.50 s"), (75.3, "seconds", "75.3 s"), (None, "seconds", "–"),
        (2_500_000_000, "bytes", "2.50 GB"), (61_000_000, "bytes", "61 MB"), (3.14159, "times", "3.14×"),
        (1234.5, "times", "1,234×"), (10_000, "count", "10,000"), (720.1717, "nats", "720.17"), ("not given", "seconds", "not given"),
    ],
)  # fmt: skip
def test_figures_are_written_as_people_read_them(cell: object, unit: str, text: str) -> None:
    """Three figures, the unit beside them, and a dash where nothing was measured."""
    assert shown(cell, unit) == text


def test_the_command_writes_the_page_and_prints_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both say the same; `--quick` is told on the page."""
    monkeypatch.setattr("headwater.bench.run.PARTS", ())

    done = run("bench", "--quick", "-o", tmp_path / "page.md", "--json")

    assert done.code == 0
    assert json.loads(done.out)["quick"] is True
    assert "**A quick run**" in (tmp_path / "page.md").read_text("utf-8")
    assert run("bench").out.startswith("# Performance")


@pytest.mark.parametrize("words", [("-o", "nowhere/page.md"), ("--reference", "nothing.py")])
def test_what_cannot_be_used_is_told_before_the_long_run(words: tuple[str, str]) -> None:
    """One line, exit code 2."""
    done = run("bench", *words)

    assert done.code == 2
    assert is_one_line(done)


def report() -> Report:
    """A small report."""
    goals = (Goal("counting", 2.5, 3, "times"), Goal("asking", None, 20, "times", at_least=True))
    table = Table("", (Column("way"), Column("time", "seconds")), (("ours", 0.01), ("theirs", None)))
    return Report(this_machine(), False, (Part("counting", "Counting", "How.", goals, (table,)),))
