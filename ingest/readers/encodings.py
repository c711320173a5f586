"""Bytes to text. No statistics: detectors call short GBK files Korean; strict decoding tells what a file is."""

from __future__ import annotations

import codecs

from graph.errors import BadInput

UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(data: bytes, file: str) -> tuple[str, str]:
    """Text and the encoding it was in.

    Tried in turn: UTF-8 mark, strict UTF-8, UTF-16 mark, strict GB18030. BadInput where none fits or the text is none.
    """
    if not data.strip():
        msg = f"{file} is empty. Ask for the file again"
        raise BadInput(msg)
    if b"\0" in data and not data.startswith(UTF16) and _is_unmarked_utf16(data):
        msg = f"{file} is UTF-16 without the mark that says so. Save it again as CSV in UTF-8, or as XLSX"
        raise BadInput(msg)
    text, encoding = _decoded(data, file)
    if "\0" in text:
        msg = f"{file} is no table: it holds binary data. Send it as CSV, XLSX or a zip of them"
        raise BadInput(msg)
    return text, encoding


def _is_unmarked_utf16(data: bytes) -> bool:
    """Whether bytes make lines of printable text as UTF-16; only said, never read so: both byte orders can fit."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\n" in text and text.translate(dict.fromkeys(map(ord, "\r\n\t"))).isprintable():
            return True
    return False


def _decoded(data: bytes, file: str) -> tuple[str, str]:
    """The first strict decoding that fits."""
    attempts: tuple[str, ...]
    if data.startswith(UTF16):
        attempts = ("utf-16",)
    elif data.startswith(codecs.BOM_UTF8):
        attempts = ("utf-8-sig",)
    else:
        attempts = ("utf-8", "gb18030")
    for encoding in attempts:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    msg = f"{file} cannot be read as {' or '.join(attempts)} text. Save it again as CSV in UTF-8, or as XLSX"
    raise BadInput(msg)
