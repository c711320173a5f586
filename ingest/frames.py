"""Rows that come in pieces: kept in memory while they are few, in a Parquet file of the plan's own when they are many."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from graph.errors import DamagedWorkspace
from graph.facts import TOKENS
from ingest.spool import Spool

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

IN_MEMORY = 100_000
"""Rows up to which nothing is written."""


Change = Callable[[pl.DataFrame], pl.DataFrame]


@dataclass(frozen=True, slots=True)
class Frames:
    """Rows of one schema, in order; iterating gives them frame by frame. `file` holds them where `pieces` does not."""

    schema: pl.Schema
    pieces: tuple[pl.DataFrame, ...] = field(repr=False)
    height: int
    file: Path | None = None
    spool: Spool | None = field(default=None, repr=False)  # the file lives as long as this
    changes: tuple[Change, ...] = field(default=(), repr=False)  # of what is in the file

    def __iter__(self) -> Iterator[pl.DataFrame]:
        """Frame by frame, one in memory at a time."""
        yield from self.pieces
        if self.file is not None:
            for frame in parquet_frames(self.file, self.schema):
                yield reduce(lambda changed, change: change(changed), self.changes, frame)

    def changed(self, change: Change) -> Frames:
        """The same rows, changed frame by frame; what is in a file when it is read."""
        changes = self.changes if self.file is None else (*self.changes, change)
        return replace(self, pieces=tuple(map(change, self.pieces)), changes=changes)

    def and_also(self, more: pl.DataFrame) -> Frames:
        """These rows and some more, which are few."""
        return replace(self, pieces=(*self.pieces, more), height=self.height + more.height) if more.height else self

    def different(self, columns: list[str]) -> list[pl.Series]:
        """The values of each of some columns, each once, in no order and without null."""
        if self.file is None or self.changes or self.pieces:
            every: list[pl.DataFrame] = [frame.select(columns) for frame in self]
        else:
            scan = pl.scan_parquet(self.file)
            parts = [scan.select(pl.col(name).drop_nulls().unique()) for name in columns]
            return [*map(pl.DataFrame.to_series, pl.collect_all(parts))]
        return [
            pl.concat([pl.Series(dtype=pl.String), *(one[name].drop_nulls().unique() for one in every)]).unique()
            for name in columns
        ]

    def whole(self) -> pl.DataFrame:
        """All rows in one frame."""
        if len(self.pieces) == 1 and self.file is None:
            return self.pieces[0]
        frame: pl.DataFrame = pl.concat([self.schema.to_frame(), *self])
        return frame


def parquet_frames(path: Path, schema: pl.Schema) -> Iterator[pl.DataFrame]:
    """The columns of a schema of a Parquet file, one group of rows in memory at a time. DamagedWorkspace where it cannot be read."""
    import pyarrow as pa  # noqa: PLC0415  takes a fifth of a second to load
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        with pq.ParquetFile(path) as file:
            for group in range(file.num_row_groups):
                yield pl.DataFrame(file.read_row_group(group, columns=schema.names())).match_to_schema(schema)
    except (OSError, pa.ArrowException) as error:
        msg = f"{path} cannot be read ({' '.join(str(error).split())}). Restore the workspace from a copy"
        raise DamagedWorkspace(msg) from error


def frames_of(*pieces: pl.DataFrame, schema: pl.Schema) -> Frames:
    """Frames in memory."""
    return Frames(schema, pieces, sum(piece.height for piece in pieces))


def join_frames(parts: list[Frames], schema: pl.Schema) -> Iterator[pl.DataFrame]:
    """The frames of several, one after another; an empty one where there are none."""
    yield schema.to_frame()
    for part in parts:
        yield from part


def write_frames(parts: list[Frames], path: Path, schema: pl.Schema) -> int:
    """Put rows into one Parquet file that is not there yet; how many they are. What is in such a file already is not written anew."""
    if len(parts) == 1 and parts[0].file is not None and not (parts[0].changes or parts[0].pieces):
        try:
            path.hardlink_to(parts[0].file)
        except OSError:
            shutil.copyfile(parts[0].file, path)
        return parts[0].height
    with closing(ParquetFile(path, schema)) as file:
        for frame in join_frames(parts, schema):
            file.write(frame)
    return sum(part.height for part in parts)


class ParquetFile:
    """A Parquet file written frame by frame; the same frames give the same bytes."""

    def __init__(self, path: Path, schema: pl.Schema) -> None:
        """Open a new file, readable by its owner alone. Tokens are left as they are: packing halves them, no more, and takes long."""
        path.touch(mode=0o600)
        self._path, self._schema = path, _as_arrow(schema.to_frame()).schema
        self._writer: pq.ParquetWriter | None = None

    def write(self, frame: pl.DataFrame) -> None:
        """Add rows, if there are any."""
        if self._writer is None:
            self._writer = self._begun(_repetitive(frame))
        if frame.height:
            self._writer.write_table(_as_arrow(frame), row_group_size=frame.height)

    def _begun(self, repetitive: list[str]) -> pq.ParquetWriter:
        """The writer; a dictionary is made of columns that say the same again and again."""
        import pyarrow.parquet as pq  # noqa: PLC0415

        packed = [name for name in self._schema.names if name not in TOKENS or name in repetitive]
        return pq.ParquetWriter(
            self._path,
            self._schema,
            compression={name: "zstd" if name in packed else "none" for name in self._schema.names},
            compression_level=dict.fromkeys(packed, 1),
            use_dictionary=repetitive or False,
            store_schema=False,  # the schema of facts is declared
            write_statistics=False,  # nobody asks for some of the rows; they take a quarter of the time
        )

    def close(self) -> None:
        """Write the end."""
        (self._writer or self._begun([])).close()


def _as_arrow(frame: pl.DataFrame) -> pa.Table:
    """A frame as Arrow has it, with texts as Polars holds them: nothing is copied."""
    return frame.to_arrow(compat_level=pl.CompatLevel.newest())


def _repetitive(frame: pl.DataFrame) -> list[str]:
    """The columns in which a value stands eight times or more on average."""
    different = frame.select(pl.all().approx_n_unique())
    return [name for name in frame.columns if different[name][0] * 8 <= frame.height]


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


def _write_all(file: ParquetFile, frames: list[pl.DataFrame]) -> None:
    for frame in frames:
        file.write(frame)
