"""Which encoding a file is in. No statistics: detectors call short GBK files Korean; strict decoding tells what it is."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator

import polars as pl

from ingest.faults import fault
from ingest.readers.lines import LONGEST_LINE, bounded, unix, whole_lines
from ingest.readers.source import Content, Recorder, Source

UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
PLAIN = ("utf-8", "gb18030")
"""What a text without a mark may be in, in the order in which they are tried."""


def survey(source: Source, *, longest: int = LONGEST_LINE) -> tuple[Content, str]:
    """A text file read through once, and the encoding that fits all of it.

    Tried in turn: UTF-8 mark, UTF-16 mark, strict UTF-8, strict GB18030. BadInput where none fits, the text is none, or
    a line has more than `longest` bytes; then as soon as it is known. What is left for GB18030 is decoded once only, when
    it is read: `utf8_lines` says where it does not fit.
    """
    attempts = _attempts(source.head())
    for encoding in attempts:
        recorder = Recorder(source)
        try:
            blocks = recorder.blocks()
            text = unix(blocks) if encoding == PLAIN[-1] else _utf8(blocks, encoding)
            _check(whole_lines(bounded(text, source.file, longest)), source, utf8=encoding != PLAIN[-1])
        except UnicodeDecodeError:
            continue
        return recorder.content(), encoding
    raise fault(source.file, "no_text", what=" or ".join(attempts))


def _attempts(head: bytes) -> tuple[str, ...]:
    """The encodings that a file beginning so may be in."""
    if head.startswith(UTF16):
        return ("utf-16",)
    return ("utf-8-sig",) if head.startswith(codecs.BOM_UTF8) else PLAIN


def utf8_lines(content: Content, encoding: str) -> Iterator[bytes]:
    """A text that was surveyed, as UTF-8, in pieces that end where a line ends. BadInput where it is no GB18030 after all."""
    try:
        yield from whole_lines(_utf8(content.blocks(), encoding))
    except UnicodeDecodeError as error:
        raise fault(content.source.file, "no_text", what=" or ".join(PLAIN)) from error


def _utf8(blocks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    r"""A text as UTF-8 with \n at the end of its lines. UnicodeDecodeError where the encoding does not fit.

    Whether UTF-8 is sound is not looked at here: `_check` does.
    """
    return unix(_plain(blocks) if encoding.startswith("utf-8") else _recoded(blocks, encoding))


def _plain(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """UTF-8 without its mark."""
    for number, block in enumerate(blocks):
        yield block.removeprefix(codecs.BOM_UTF8) if number == 0 else block


def _recoded(blocks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """Another encoding as UTF-8."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    for block in blocks:
        yield decoder.decode(block).encode()
    yield decoder.decode(b"", final=True).encode()


def _check(lines: Iterable[bytes], source: Source, *, utf8: bool) -> None:
    """BadInput for what is blank or binary, UnicodeDecodeError for what is no UTF-8 and is to be."""
    blank = True
    for piece in lines:
        if b"\0" in piece:
            raise fault(source.file, "utf16_without_mark" if _is_unmarked_utf16(source.head()) else "binary")
        if utf8:
            check_utf8(piece)
        blank = blank and piece.isspace()
    if blank:
        raise fault(source.file, "empty")


def check_utf8(piece: bytes) -> None:
    """UnicodeDecodeError where whole lines are no UTF-8; several times faster than making text of them."""
    try:
        pl.Series([piece], dtype=pl.Binary).cast(pl.String)
    except pl.exceptions.PolarsError:
        piece.decode()


def _is_unmarked_utf16(head: bytes) -> bool:
    """Whether bytes make lines of printable text as UTF-16; only said, never read so: both byte orders can fit."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(head)
        except UnicodeDecodeError:
            continue
        if "\n" in text and text.translate(dict.fromkeys(map(ord, "\r\n\t"))).isprintable():
            return True
    return False
