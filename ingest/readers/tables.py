"""A source to its raw tables, by what its bytes are: exports are often named .xls or .csv and are something else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from ingest.faults import Fault, fault
from ingest.readers.csvs import read_csv
from ingest.readers.foreign import code_of, code_of_suffix
from ingest.readers.markup import is_markup, read_markup
from ingest.readers.raw import TablePieces
from ingest.readers.source import Source
from ingest.readers.workbooks import MAGIC, read_workbook
from ingest.reasons import reason, remedy

TABLE_SUFFIXES = {".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".et", ""}
HIDDEN = (".", "~$", "__MACOSX")


@dataclass(frozen=True, slots=True)
class NotATable:
    """A file among others that is left out; `code` says why (reasons.py)."""

    file: str
    code: str


def read_pieces(source: Source) -> Iterator[TablePieces | NotATable]:
    """The tables of a source, each to be read before the next is asked for.

    A file that was given by itself is read whatever its name; BadInput where it cannot be.
    """
    path = PurePosixPath(source.file)
    if source.broken is not None:
        raise source.broken
    if source.left_out is not None:
        yield NotATable(source.file, source.left_out)
    elif not source.named and any(part.startswith(HIDDEN) for part in path.parts):
        yield NotATable(source.file, "hidden_file")
    elif not source.named and path.suffix.lower() not in TABLE_SUFFIXES:
        yield NotATable(source.file, code_of_suffix(source.file) or "no_table_format")
    elif (foreign := code_of(source)) is not None:
        if source.named:
            raise _foreign(source.file, foreign)
        yield NotATable(source.file, foreign)
    elif source.head().startswith(MAGIC):
        yield from read_workbook(source)
    elif is_markup(source.head()):
        yield from read_markup(source)
    else:
        yield read_csv(source)


def _foreign(file: str, code: str) -> Fault:
    """The error of a file that was given by itself and is no table but what often comes in place of one."""
    why, todo = reason(code), remedy(code)
    return fault(file, "foreign", what_zh=why.zh, todo_zh=todo.zh, what=why.en, todo=todo.en)
