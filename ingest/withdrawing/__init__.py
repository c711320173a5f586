"""Imports listed, taken back and brought back; what is left then counts as if the others had never been."""

from ingest.withdrawing.deeds import Deed, bring_back, withdraw
from ingest.withdrawing.imports import Brought, Import, imports, short
from ingest.withdrawing.left_out import LeftOut

__all__ = ["Brought", "Deed", "Import", "LeftOut", "bring_back", "imports", "short", "withdraw"]
