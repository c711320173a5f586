"""Merged cells of the formats whose merges the parser does not tell of: ODS and XLSB.

Below its first row a merged cell reads as empty there; a table in which rows lost what they share must not pass for whole.
"""

from __future__ import annotations

import io
import zipfile
from xml.parsers import expat

from ingest.faults import fault
from ingest.readers.apart import Merges
from ingest.readers.ods_merges import CONTENT, ods_merges
from ingest.readers.source import UNPACKING
from ingest.readers.xlsb_merges import BOOK, xlsb_merges

MOST = 1 << 20
"""Merged cells of a workbook."""


def merges_of(data: bytes, file: str) -> Merges:
    """The merged cells of a zip that is a workbook, by sheet; none of a format whose merges the parser tells of.

    BadInput where they cannot be read, or are too many.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        try:
            found = ods_merges(package, MOST) if CONTENT in names else {}
            found |= xlsb_merges(package) if BOOK in names else {}
        except ValueError as error:
            raise fault(file, "merged_rows") from error
        except (expat.ExpatError, *UNPACKING) as error:
            raise fault(file, "workbook_broken", what=error) from error
    if sum(map(len, found.values())) > MOST:
        raise fault(file, "workbook_too_heavy")
    return found
