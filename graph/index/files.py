"""An index as a directory: a column a file, mapped when it is read, and a list of them with their checksums.

index.json            a line with the CRC-32 of the next, which has digest, counts, the few labels of people, and the
                      CRC-32 of every other file
<column>.npy          the arrays of `Index`
<labels>.arrow        pseudonyms, names of records, holders
"""

from __future__ import annotations

import json
import mmap
import zlib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from graph.index.index import Index
from graph.index.labels import Labels

LIST = "index.json"
COLUMNS = tuple(field.name for field in fields(Index) if field.type in {"Codes", "Longs", "Shorts", "Flags", "Floats"})
LABELS = ("people", "records")
SMALL = ("regions", "sets", "statements")
PLAIN = ("digest", "victims", "shares", "doubles", "contested")
CHUNK = 1 << 22


class Unreadable(Exception):
    """There is no whole index in the directory."""


def write(index: Index, folder: Path) -> None:
    """Write an index into a directory that does not exist yet; the list comes last. OSError."""
    folder.mkdir(parents=True)
    for name in COLUMNS:
        np.save(folder / f"{name}.npy", getattr(index, name))
    for name, frame in _frames(index):
        frame.write_ipc(folder / f"{name}.arrow")
    said = {name: getattr(index, name) for name in (*PLAIN, *SMALL)}
    sums = {path.name: _checksum(path) for path in sorted(folder.iterdir())}
    told = json.dumps({**said, "files": sums})
    (folder / LIST).write_text(f"{zlib.crc32(told.encode())}\n{told}", "utf-8")


def read(folder: Path) -> Index:
    """The index in a directory, its arrays mapped read-only. Unreadable: something is missing or not as it was written."""
    try:
        said = _listed(folder / LIST)
        for name, checksum in said["files"].items():
            if _checksum(folder / name) != checksum:
                raise Unreadable(name)
        texts = {name: pl.read_ipc(folder / f"{name}.arrow") for name in (*LABELS, "holders")}
        parts: dict[str, Any] = {name: said[name] for name in PLAIN} | {name: tuple(said[name]) for name in SMALL}
        parts |= {name: Labels(texts[name].to_series()) for name in LABELS}
        parts |= {name: np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in COLUMNS}
        return Index(holders=tuple(texts["holders"].iter_rows()), **parts)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, pl.exceptions.PolarsError) as error:
        raise Unreadable(str(folder)) from error


def _listed(path: Path) -> dict[str, Any]:
    """What the list says; Unreadable where it is not what was written."""
    checksum, told = path.read_bytes().split(b"\n", 1)
    if zlib.crc32(told) != int(checksum):
        raise Unreadable(path.name)
    return dict(json.loads(told))


def let_go(index: Index) -> None:
    """Give the memory of mapped columns back to the system; who reads them again finds them in its cache."""
    for name in COLUMNS:
        owner = getattr(index, name)
        while isinstance(owner, np.ndarray):
            owner = owner.base
        if isinstance(owner, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
            owner.madvise(mmap.MADV_DONTNEED)


def _frames(index: Index) -> Iterator[tuple[str, pl.DataFrame]]:
    for name in LABELS:
        yield name, getattr(index, name).texts.alias(name).to_frame()
    yield "holders", pl.DataFrame(index.holders, schema={"kind": pl.String, "holder": pl.String}, orient="row")


def _checksum(path: Path) -> int:
    found = 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            found = zlib.crc32(chunk, found)
    return found
