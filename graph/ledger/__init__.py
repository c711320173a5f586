"""The ledger: what was done to a workspace, by whom and when, in tables nothing is ever changed in, and chained by hashes."""

from graph.ledger.chain import AUDIT, LEDGER, Entry, append, check, check_whole, entries, head, next_seq
from graph.ledger.difference import Difference
from graph.ledger.facts_files import REPEATED, FactsFile, counting, facts_files
from graph.ledger.soundness import sound_file
from graph.ledger.withdrawals import Withdrawal, Withdrawals, withdrawals
from graph.ledger.writing import transaction, user

__all__ = [
    "AUDIT", "LEDGER", "REPEATED", "Difference", "Entry", "FactsFile", "Withdrawal", "Withdrawals", "append", "check",
    "check_whole", "counting", "entries", "facts_files", "head", "next_seq", "sound_file", "transaction", "user", "withdrawals",
]  # fmt: skip
