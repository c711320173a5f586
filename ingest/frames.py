"""Rows of one schema in several frames, in memory or in a file: read one after another, changed, joined, written."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import reduce
from pathlib import Path

import polars as pl

from ingest.parquet import ParquetFile, parquet_frames
from ingest.spool import Spool

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
