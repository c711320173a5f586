"""The vault: what names people, in plain text under the user's key, and nowhere else."""

from __future__ import annotations

from ingest.vault.checking import verify
from ingest.vault.originals import spare_originals
from ingest.vault.returning import export_original
from ingest.vault.revealing import Identity, reveal
from ingest.vault.storing import keep
from ingest.vault.sweeping import sweep_stand_ins
from ingest.vault.together import check_times, remember_heads

__all__ = [
    "Identity",
    "check_times",
    "export_original",
    "keep",
    "remember_heads",
    "reveal",
    "spare_originals",
    "sweep_stand_ins",
    "verify",
]
