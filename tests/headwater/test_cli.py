"""Help, version, usage errors, and how errors leave the command."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from headwater.cli import app
from headwater.commands import trace
from headwater.output import answer_table
from tests.headwater.command import ROOT, SAMPLE, command, environment, is_one_line, run, spawn

VERBS = (
    "demo",
    "dashboard",
    "ingest",
    "trace",
    "explain",
    "neighbours",
    "path",
    "export",
    "sync",
    "number",
    "mappings",
    "imports",
    "withdraw",
    "original",
    "verify",
    "audit",
    "reveal",
    "refused",
    "simulate",
    "evaluate",
    "bench",
)


def test_the_commands_are_these() -> None:
    """What is tested below is all there is."""
    assert tuple(command.callback.__name__ for command in app.registered_commands if command.callback) == VERBS


@pytest.mark.parametrize("verb", VERBS)
def test_each_command_explains_itself_with_an_example(verb: str) -> None:
    """The example is a call of this very command."""
    done = run(verb, "--help")

    assert (done.code, done.err) == (0, "")
    assert re.search(rf"Example: headwater {verb}\b", done.out)
    assert f"Usage: headwater {verb} " in done.out


@pytest.mark.parametrize("verb", VERBS)
def test_the_example_of_each_command_has_only_words_it_knows(verb: str) -> None:
    """An option that was renamed must not live on in the help."""
    text = run(verb, "--help").out
    example = " ".join(text.split("Example: ")[1].split("\n\n")[0].split())

    assert [
        option for option in re.findall(r" (--?[a-z][a-z-]*)", example) if option not in text.split("Options:")[1]
    ] == []


def test_the_command_alone_prints_the_help_and_names_every_command() -> None:
    """Nobody has to guess what there is."""
    done = run()

    assert (done.code, done.err) == (0, "")
    assert done == run("--help")
    assert all(re.search(rf"^  {verb} ", done.out, re.M) for verb in VERBS)


def test_the_version_is_that_of_the_package() -> None:
    """And of nothing else."""
    done = run("--version")

    assert (done.code, done.out, done.err) == (0, f"headwater {version('headwater')}\n", "")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("frobnicate",), "No such command 'frobnicate'. See: headwater --help"),
        (("--frobnicate",), "No such option: --frobnicate. See: headwater --help"),
        (("ingest",), "Missing argument 'paths'. See: headwater ingest --help"),
        (("ingest", "x.csv"), "Missing option '-w' / '--workspace'. See: headwater ingest --help"),
        (("ingest", "x.csv", "-w"), "'-w' requires an argument"),
        (("neighbours", "-w", "w"), "Missing argument"),
        (("path", "-w", "w", "a"), "Missing argument"),
        (("export", "-w", "w"), "Missing option '-o' / '--out'"),
        (("export", "-w", "w", "-o", "x", "--format", "dot"), "'dot' is not one of"),
        (("sync", "-w", "w"), "Missing option '--to'"),
        (("simulate",), "Missing option '--out'"),
        (("dashboard",), "Missing option '-w' / '--workspace'"),
        (("demo", "--seed", "one"), "--seed"),
        (("trace", "x.csv", "--top", "0"), "--top"),
        (("trace", "x.csv", "--top", "a\nb"), "--top"),
    ],
)
def test_wrong_usage_is_one_line_that_leads_to_the_help(words: tuple[str, ...], says: str) -> None:
    """Exit code 2, nothing on stdout."""
    done = run(*words)

    assert done.code == 2
    assert is_one_line(done), done
    assert says in done.err
    assert re.search(r" See: headwater( [a-z]+)? --help\n$", done.err)


def test_the_module_is_the_command() -> None:
    """`python -m headwater` from anywhere, with the exit code."""
    done = spawn("frobnicate", cwd=ROOT.parent)

    assert done.code == 2
    assert is_one_line(done), done


def test_an_unexpected_error_tells_its_type_and_nothing_of_the_data(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message may hold a name or a number."""

    def broken(*_: object) -> None:
        msg = "王某某 13800000000"
        raise ValueError(msg)

    monkeypatch.setattr(trace, "store_of", broken)
    monkeypatch.delenv("HEADWATER_DEBUG", raising=False)

    done = run("trace", "x.csv")

    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("headwater: unexpected ValueError. ")
    assert "138" not in done.err
    assert done.err.count("\n") == 1


def test_an_unexpected_error_can_be_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """By those who ask for it."""

    def broken(*_: object) -> None:
        msg = "here"
        raise ValueError(msg)

    monkeypatch.setattr(trace, "store_of", broken)
    monkeypatch.setenv("HEADWATER_DEBUG", "1")

    with pytest.raises(ValueError, match="here"):
        run("trace", "x.csv")


def test_a_full_disk_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's words, the file, and what to look at."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "facts.parquet")

    monkeypatch.setattr(trace, "store_of", full)

    done = run("trace", "x.csv")

    assert done.code == 2
    assert is_one_line(done)
    assert "facts.parquet: No space left on device" in done.err


def test_a_reader_who_has_read_enough_is_no_error(workspace: Path) -> None:
    """`headwater … | head -1` ends in silence, whether the answer is long or short."""
    for words in (("neighbours", "-w", workspace, "--json", "枳蓁店铺管家"), ("--version",)):
        with subprocess.Popen(
            command(*words), env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as program:
            assert program.stdout is not None
            assert program.stderr is not None
            program.stdout.close()
            assert program.stderr.read() == b""


@pytest.mark.parametrize("words", [("trace", SAMPLE), ("trace", "没有.csv")])
def test_a_terminal_without_chinese_gets_the_code_points(words: tuple[object, ...]) -> None:
    """An answer with its table, and an error: neither fails for the terminal's sake."""
    plain, shown = (spawn(*words, PYTHONIOENCODING=encoding) for encoding in ("ascii:strict", "utf-8"))

    assert plain.code == shown.code
    assert "unexpected" not in plain.err
    assert "\\u" in plain.out + plain.err
    assert "\\u" not in shown.out + shown.err


def test_json_on_a_terminal_without_chinese_is_the_same_json(tmp_path: Path) -> None:
    """Also of letters that Python spells another way than JSON does."""
    value = {"holder": "é诈𠮷"}
    write = f"from headwater.output import answer_json, spell_out; spell_out(); answer_json({value!r})"

    told = subprocess.check_output(
        [sys.executable, "-c", write], env=environment(PYTHONIOENCODING="ascii"), cwd=tmp_path
    )

    assert told.isascii()
    assert json.loads(told) == value


def test_cells_of_a_table_stand_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    """A shop may be called `[red]` or `:smile:`; numbers stand to the right."""
    answer_table(("holder", "n"), [("[red]店[/red]", 5), (":smile:", 12), ("[/bold]", 100)])

    assert [line.rstrip() for line in capsys.readouterr().out.splitlines()] == [
        "holder           n",
        "[red]店[/red]    5",
        ":smile:         12",
        "[/bold]        100",
    ]
