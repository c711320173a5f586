"""The command `headwater`: its verbs, and how errors leave it (2 bad input or usage, 3 damaged workspace)."""

from __future__ import annotations

import os
import sys
from typing import Annotated, NoReturn

import typer
from typer.exceptions import TyperException

from graph.errors import HeadwaterError
from headwater.commands import (
    audit,
    bench,
    demo,
    evaluate,
    explain,
    graphs,
    ingest,
    judge,
    key,
    mappings,
    neo4j,
    number,
    original,
    refused,
    reveal,
    simulate,
    trace,
    verify,
    withdraw,
)
from headwater.interrupting import listen
from headwater.output import answer, say, spell_out

app = typer.Typer(
    name="headwater",
    help="Finds the upstream holder of personal data that explains a series of telecom-fraud cases. 源头：一案双查。",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (
    demo.demo,
    demo.dashboard,
    ingest.ingest,
    trace.trace,
    explain.explain,
    graphs.neighbours,
    graphs.path,
    graphs.export,
    neo4j.sync,
    number.number,
    mappings.mappings,
    withdraw.imports,
    withdraw.withdraw,
    original.original,
    verify.verify,
    audit.audit,
    reveal.reveal,
    refused.refused,
    simulate.simulate,
    evaluate.evaluate,
    bench.bench,
):
    app.command()(command)
app.add_typer(key.app, name="key")
app.add_typer(judge.app)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        answer(f"headwater {version('headwater')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print it.")] = False,
) -> None:
    """Take the options that stand before the verb."""


def main() -> None:
    """Run the command line; an error is one line on stderr, never a traceback (HEADWATER_DEBUG=1 shows it)."""
    spell_out()
    listen()
    try:
        code = app(args=sys.argv[1:] or ["--help"], prog_name="headwater", standalone_mode=False)
        sys.stdout.flush()
    except HeadwaterError as error:
        _leave(error.exit_code, *(error.lines or (str(error),)))
    except TyperException as error:
        context = getattr(error, "ctx", None)
        _leave(
            2, f"{error.format_message().rstrip('.')}. See: {context.command_path if context else 'headwater'} --help"
        )
    except KeyboardInterrupt:
        sys.exit(130)
    except UnicodeEncodeError:
        _leave(2, "an argument or a file name is not text in the encoding of this terminal. Set the terminal to UTF-8")
    except BrokenPipeError:
        # Whoever read the answer has read enough; what is left goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        where = error.filename or "the disk"
        _leave(2, f"{where}: {error.strerror}. Check that there is room and that you may write there")
    except Exception as error:
        if os.environ.get("HEADWATER_DEBUG"):
            raise
        # The message of an unexpected error may hold data, so only its type is printed.
        _leave(1, f"unexpected {type(error).__name__}. Please report it; HEADWATER_DEBUG=1 shows where it happened.")
    sys.exit(code)


def _leave(code: int, *why: str) -> NoReturn:
    """End with one line for each cause that says why."""
    for line in why:
        say(f"headwater: {' '.join(line.split())}")
    sys.exit(code)
