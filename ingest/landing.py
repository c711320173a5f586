"""Facts to the files of a workspace: each whole and on disk before it has its name."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from contextlib import suppress
from pathlib import Path

import polars as pl

from graph.errors import BadInput, DamagedWorkspace
from graph.ledger import facts_files
from graph.workspace import Workspace
from ingest.frames import Frames, write_frames
from ingest.on_disk import sync_folder

TEMPORARY = ".writing"


def land(facts: list[Frames], schema: pl.Schema, path: Path) -> tuple[int, str]:
    """Write a Parquet file, frame by frame; the number of its rows, and its SHA-256.

    BadInput where it cannot be written.
    """
    import pyarrow as pa  # noqa: PLC0415  takes a fifth of a second to load

    temporary = path.with_suffix(TEMPORARY)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.unlink(missing_ok=True)
        rows = write_frames(facts, temporary, schema)
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        temporary.replace(path)
        for folder in path.parents[:3]:
            sync_folder(folder)
    except (OSError, pa.ArrowException) as error:
        with suppress(OSError):
            temporary.unlink()
        msg = f"{path} cannot be written: {error}. Name a folder you may write to, with room on its disk"
        raise BadInput(msg) from error
    return rows, digest


def check_facts(db: sqlite3.Connection, workspace: Workspace) -> None:
    """DamagedWorkspace where facts of an earlier run are gone: nothing may be built upon what is left."""
    for one in facts_files(db):
        file = workspace.facts_file(one.kind, one.name)
        if not file.is_file():
            msg = f"{file} is missing; restore the workspace from a copy, or import its files into a new one"
            raise DamagedWorkspace(msg)
