"""Opaque ids for screen and URL: short one-way aliases of pseudonyms, holders and case numbers."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

SHORTEST = 4


def aliases(prefix: str, names: Iterable[str]) -> dict[str, str]:
    """Name → alias such as V-7F3A; as many hex digits as keep the given names apart, four at least."""
    digests = {name: sha256(name.encode()).hexdigest().upper() for name in sorted(set(names))}
    length = SHORTEST
    while len({digest[:length] for digest in digests.values()}) < len(digests):
        length += 1
    return {name: f"{prefix}-{digest[:length]}" for name, digest in digests.items()}
