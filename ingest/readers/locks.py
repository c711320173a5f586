"""Whether a workbook is locked with a password; the parser only says that it cannot tell what the file is."""

from __future__ import annotations

import io
import re
import zipfile

OLD = b"\xd0\xcf\x11\xe0"
"""How a compound file begins: an XLS, or any workbook of today in its locked form."""
_LOCKED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_FILE_PASS = re.compile(rb"\x09\x08\x10\x00\x00\x06\x05\x00.{12}(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)
"""The beginning of an XLS (BIFF8): BOF of the globals, perhaps WRITEPROT, then FILEPASS. [MS-XLS] 2.4.117."""
_MANIFEST = "META-INF/manifest.xml"


def is_locked(data: bytes) -> bool:
    """Whether a workbook, sound otherwise, needs a password."""
    if data.startswith(OLD):
        return _LOCKED_PACKAGE in data or _FILE_PASS.search(data) is not None
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return _MANIFEST in package.namelist() and b"encryption-data" in package.read(_MANIFEST)
