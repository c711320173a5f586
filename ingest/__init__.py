"""Files to facts: plan what importing would do, then commit that very plan, or keep its facts in memory."""

from __future__ import annotations

from ingest.commit import Receipt, commit, ingest_files, plan_and_commit
from ingest.keys import Key, default_key
from ingest.known import Known, known_files
from ingest.listing import listing
from ingest.made_with import key_for
from ingest.plan import plan_files
from ingest.planned import Plan, facts_in_memory

__all__ = [
    "Key", "Known", "Plan", "Receipt", "commit", "default_key", "facts_in_memory", "ingest_files", "key_for", "known_files",
    "listing", "plan_and_commit", "plan_files",
]  # fmt: skip
