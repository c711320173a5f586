"""Rows that come in pieces: kept in memory while they are few, in a Parquet file of the plan's own when they are many."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import polars as pl

from ingest.frames import Frames
from ingest.parquet import ParquetFile
from ingest.spool import Spool

IN_MEMORY = 100_000
"""Rows up to which nothing is written."""


class Collector:
    """Gathers rows in order, in memory up to `IN_MEMORY`, beyond that in a file that a thread of its own writes.

    Without a spool all stay in memory.
    """

    def __init__(self, schema: pl.Schema, spool: Spool | None) -> None:
        """Nothing yet."""
        self._schema, self._spool = schema, spool
        self._pieces: list[pl.DataFrame] = []
        self._height = 0
        self._path: Path | None = None
        self._file: ParquetFile | None = None
        self._thread: ThreadPoolExecutor | None = None
        self._writing: list[Future[None]] = []

    def add(self, frame: pl.DataFrame) -> None:
        """Rows that follow those before."""
        if frame.height == 0:
            return
        self._height += frame.height
        self._pieces.append(frame)
        if self._spool is not None and self._height > IN_MEMORY:
            self._flush(self._spool)

    def _flush(self, spool: Spool) -> None:
        """Hand what is in memory to the writing thread, which has to be done with what it was handed but for the last."""
        if self._file is None or self._thread is None:
            self._path = spool.file()
            self._file = ParquetFile(self._path, self._schema)
            self._thread = ThreadPoolExecutor(1)
        self._wait(1)
        self._writing.append(self._thread.submit(_write_all, self._file, self._pieces))
        self._pieces = []

    def _wait(self, left: int) -> None:
        """Until no more than so many are left for the writing thread; what went wrong there is raised here."""
        while len(self._writing) > left:
            self._writing.pop(0).result()

    def frames(self) -> Frames:
        """All that was added; nothing is added after this."""
        if self._file is None:
            return Frames(self._schema, tuple(self._pieces), self._height)
        self.close()
        return Frames(self._schema, (), self._height, self._path, self._spool)

    def close(self) -> None:
        """Be done with the file, if there is one."""
        if self._thread is not None and self._file is not None:
            thread, self._thread = self._thread, None
            try:
                self._wait(0)
            finally:
                thread.shutdown()
                self._file.close()


def _write_all(file: ParquetFile, frames: Sequence[pl.DataFrame]) -> None:
    for frame in frames:
        file.write(frame)
