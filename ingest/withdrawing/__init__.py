"""Imports listed, taken back and brought back; what is left then counts as if the others had never been."""

from ingest.withdrawing.deeds import Deed, bring_back, withdraw
from ingest.withdrawing.imports import Brought, Import, imports, short

__all__ = ["Brought", "Deed", "Import", "bring_back", "imports", "short", "withdraw"]
