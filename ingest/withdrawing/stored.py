"""The rows of a kind that lie in a workspace, of imports that count or not, read file by file and piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from graph.errors import DamagedWorkspace
from graph.facts import HINTS, ParquetFacts, fact_schema
from graph.ledger import REPEATED, FactsFile
from graph.workspace import KEPT_HINTS, Workspace


@dataclass(slots=True)
class Stored:
    """Files of facts by kind and run, those of the runs themselves; what lies where in them is looked up once."""

    workspace: Workspace
    kind: str
    files: dict[tuple[str, str], FactsFile]
    _places: dict[tuple[str, str], dict[str, dict[int, int]]] = field(default_factory=dict)

    @property
    def schema(self) -> pl.Schema:
        """The columns of the rows."""
        return HINTS if self.kind == KEPT_HINTS else fact_schema(self.kind)

    def counts(self, run: str) -> dict[str, int]:
        """How many rows a run took, by the SHA-256 of their file. DamagedWorkspace."""
        return {file: sum(groups.values()) for file, groups in self._of(self.kind, run).items()}

    def of_file(self, run: str, file: str) -> Iterator[pl.DataFrame]:
        """All rows of a file, those the run that read it took, then those it found there, one group in memory at a time."""
        for kind in (self.kind, f"{self.kind}{REPEATED}"):
            for group in self._of(kind, run).get(file, ()):
                frame = _group(self._path(kind, run), group, self.schema)
                yield frame.filter(pl.col("source_file") == file)

    def _of(self, kind: str, run: str) -> dict[str, dict[int, int]]:
        """Of each file the groups of rows it has some in, and how many."""
        if (kind, run) not in self._places:
            self._places[kind, run] = self._looked_up(kind, run) if (kind, run) in self.files else {}
        return self._places[kind, run]

    def _looked_up(self, kind: str, run: str) -> dict[str, dict[int, int]]:
        path, found = self._path(kind, run), dict[str, dict[int, int]]()
        ParquetFacts({kind: {path: self.files[kind, run].sha256}}).check()
        for group in range(_groups(path)):
            names = _group(path, group, pl.Schema({"source_file": pl.String})).to_series()
            for file, count in names.value_counts(sort=False).iter_rows():
                found.setdefault(file, {})[group] = count
        return found

    def _path(self, kind: str, run: str) -> Path:
        return self.workspace.facts_file(kind, self.files[kind, run].name)


def _groups(path: Path) -> int:
    import pyarrow.parquet as pq  # noqa: PLC0415  takes a fifth of a second to load

    with pq.ParquetFile(path) as file:
        return int(file.num_row_groups)


def _group(path: Path, group: int, schema: pl.Schema) -> pl.DataFrame:
    """Some columns of a group of rows. DamagedWorkspace where they cannot be read."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        with pq.ParquetFile(path) as file:
            return pl.DataFrame(file.read_row_group(group, columns=schema.names())).match_to_schema(schema)
    except (OSError, pa.ArrowException, pl.exceptions.PolarsError) as error:
        msg = f"{path} cannot be read ({' '.join(str(error).split())}). Restore the workspace from a copy"
        raise DamagedWorkspace(msg) from error
