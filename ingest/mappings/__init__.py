"""Mappings of headers to columns that were saved under a name, to be used again for the same headers."""

from ingest.mappings.saved import NO_MAPPINGS, SavedMapping, Saving, header_set
from ingest.mappings.storing import listed, save, saved_mappings

__all__ = ["NO_MAPPINGS", "SavedMapping", "Saving", "header_set", "listed", "save", "saved_mappings"]
