"""The ledger: what was done to a workspace, by whom and when, in tables nothing is ever changed in, and chained by hashes."""

from graph.ledger.chain import AUDIT, LEDGER, Entry, append, check, entries, head, next_seq
from graph.ledger.difference import Difference
from graph.ledger.soundness import sound_file
from graph.ledger.writing import transaction, user

__all__ = [
    "AUDIT", "LEDGER", "Difference", "Entry", "append", "check", "entries", "head", "next_seq", "sound_file", "transaction",
    "user",
]  # fmt: skip
