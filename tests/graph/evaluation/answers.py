"""As much of a verdict's JSON, and of a known answer, as an evaluation looks at; for tests only."""

from __future__ import annotations

from typing import Any


def row(kind: str, holder: str, **more: Any) -> dict[str, Any]:
    """A source or a row of the ranking."""
    window = {"from": "2024-05-01", "to": "2024-05-10"}
    return {"kind": kind, "holder": holder, "window": window, "not_told_apart": [], "probability": 0.99, **more}


def verdict(*sources: dict[str, Any], ranking: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """As much of the JSON as is looked at."""
    return {"sources": list(sources), "ranking": ranking or list(sources)}


def known(*sources: dict[str, Any], family: str = "f") -> dict[str, Any]:
    """A truth.json."""
    return {"family": family, "sources": list(sources)}


def true_source(node: str, level: str = "merchant", **more: Any) -> dict[str, Any]:
    """A source of a truth.json."""
    return {"node": node, "level": level, "window": ["2024-05-06", "2024-05-15"], **more}
