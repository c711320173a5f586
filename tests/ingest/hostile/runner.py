"""A program of its own: plan each file named, within bounds, and print what came of it and what it took."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from graph.errors import BadInput
from headwater.bench.apart import peak_memory
from ingest.keys import Key
from ingest.plan import plan_files
from ingest.readers import parser

PROCESSOR = 240
"""Seconds for all files together; beyond, the system ends the process."""
PARSER = 600 << 20
"""Bytes the parser of workbooks may take here, so that the machine is spared."""


def main(paths: list[str]) -> None:
    """Plan each."""
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR, PROCESSOR))
    parser.MEMORY = PARSER
    told = {path: outcome(Path(path)) for path in paths}
    used = peak_memory() >> 20
    json.dump({"told": told, "megabytes": used}, sys.stdout)


def outcome(path: Path) -> str | None:
    """What is said in refusing a file; None where it is not refused."""
    try:
        plan_files([path], key=Key(b"k" * 32))
    except BadInput as error:
        return str(error)
    return None


if __name__ == "__main__":
    main(sys.argv[1:])
