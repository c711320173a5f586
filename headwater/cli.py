"""The command `headwater`: its verbs, and how errors leave it (2 bad input or usage, 3 damaged workspace)."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from graph.errors import HeadwaterError
from headwater.commands import demo, evaluate, graphs, ingest, neo4j, simulate, trace
from headwater.output import answer, say

app = typer.Typer(
    name="headwater",
    help="Finds the upstream holder of personal data that explains a series of telecom-fraud cases. 源头：一案双查。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (
    demo.demo,
    demo.dashboard,
    ingest.ingest,
    trace.trace,
    graphs.neighbours,
    graphs.path,
    graphs.export,
    neo4j.sync,
    simulate.simulate,
    evaluate.evaluate,
):
    app.command()(command)


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
    try:
        app()
    except HeadwaterError as error:
        say(f"headwater: {error}")
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except Exception as error:
        if os.environ.get("HEADWATER_DEBUG"):
            raise
        # The message of an unexpected error may hold data, so only its type is printed.
        say(
            f"headwater: unexpected {type(error).__name__}. Please report it; HEADWATER_DEBUG=1 shows where it happened."
        )
        sys.exit(1)
