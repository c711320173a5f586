"""The vault: what names people, in plain text under the user's key, and nowhere else."""

from __future__ import annotations

from ingest.vault.checking import verify
from ingest.vault.returning import export_original
from ingest.vault.revealing import Identity, reveal
from ingest.vault.storing import keep

__all__ = ["Identity", "export_original", "keep", "reveal", "verify"]
