"""What often comes in place of a table: archives that are not opened, documents, pictures, mails."""

from __future__ import annotations

from pathlib import PurePosixPath

from ingest.readers.source import Source

_SUFFIXES = {
    "foreign_archive": (".rar", ".7z", ".gz", ".tgz", ".tar", ".bz2", ".xz"),
    "foreign_document": (".pdf", ".ofd", ".doc", ".docx", ".wps", ".rtf", ".odt", ".ppt", ".pptx", ".pages"),
    "foreign_image": (".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".heic", ".webp"),
    "foreign_mail": (".eml", ".msg", ".mht", ".mhtml"),
}
_CODES = {suffix: code for code, suffixes in _SUFFIXES.items() for suffix in suffixes}
_BEGINNINGS = {
    b"Rar!": "foreign_archive", b"7z\xbc\xaf\x27\x1c": "foreign_archive", b"\x1f\x8b": "foreign_archive",
    b"BZh": "foreign_archive", b"\xfd7zXZ\0": "foreign_archive", b"%PDF": "foreign_document", b"{\\rtf": "foreign_document",
    b"\x89PNG": "foreign_image", b"\xff\xd8\xff": "foreign_image", b"GIF8": "foreign_image",
}  # fmt: skip
_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How documents begin that are zips or compound files, as workbooks are too: their names tell them apart."""


def code_of_suffix(file: str) -> str | None:
    """The code of reasons.py for a name that no table has; None for any other."""
    return _CODES.get(PurePosixPath(file).suffix.lower())


def code_of(source: Source) -> str | None:
    """The code of reasons.py for a file whose bytes, or name and bytes, are those of no table; None for any other.

    Systems do write tables of HTML or text under the names of documents: those are read.
    """
    head, by_name = source.head(), code_of_suffix(source.file)
    found = next((code for beginning, code in _BEGINNINGS.items() if head.startswith(beginning)), None)
    if found is not None or by_name == "foreign_mail":
        return found or by_name
    return by_name if head.startswith(_PACKED) else None
