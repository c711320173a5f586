"""Parquet files of rows: written frame by frame, the same frames to the same bytes; read one group of rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from graph.errors import DamagedWorkspace
from graph.facts import TOKENS

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq


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
