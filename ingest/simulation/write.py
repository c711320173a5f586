"""Writing a case: its files in a folder, its answer beside the folder."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import BadInput
from ingest.simulation.exports import Sheet


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the case's folder, its files, and the file of the answer, which is no input."""

    case: Path
    files: tuple[Path, ...]
    truth: Path


def make_room(out: Path) -> None:
    """Make the folder `out`; BadInput where it cannot be made or something lies in it."""
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        msg = f"{out} is there already and not an empty folder: name a folder that does not exist"
        raise BadInput(msg)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        msg = f"{out} cannot be written ({error.strerror}): name a folder where you may write"
        raise BadInput(msg) from error


def write(out: Path, sheets: list[Sheet], truth: dict[str, Any]) -> Written:
    """Write the files of a case into the folder `out` and its answer to `<out>-truth.json` beside it."""
    for sheet in sheets:
        (out / sheet.name).write_bytes(_csv(sheet))
    folder = out.resolve()
    answer = folder.with_name(f"{folder.name}-truth.json")
    answer.write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return Written(out, tuple(out / sheet.name for sheet in sheets), answer)


def _csv(sheet: Sheet) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, sheet.header, lineterminator="\n")
    writer.writeheader()
    writer.writerows(sheet.rows)
    return text.getvalue().encode(sheet.encoding)
