"""The one thing on the screens in plain text: the part of the door that shows a value of a person, for a reason.

Nothing here is kept: neither by Streamlit's caches, nor by the session.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dashboard import queries
from dashboard.queries import Access
from graph.ledger import AUDIT, entries, user
from graph.workspace import Workspace
from ingest.decisions import person_of
from ingest.vault.fields import Field
from ingest.vault.fields import fields as behind
from ingest.vault.revealing import reveal


@dataclass(frozen=True, slots=True)
class Door:
    """What may be shown of a person by name, masked; a value in plain text for a reason; how often that was done today."""

    fields: Callable[[str], Sequence[Field]]
    shown: Callable[[str, str], str]
    today: Callable[[], int]


def door(access: Access) -> Door:
    """All of it on one workspace, as the dialog is given it."""
    return Door(
        lambda name: fields(access, name), lambda token, reason: shown(access, token, reason), lambda: today(access)
    )


def fields(access: Access, name: str) -> tuple[Field, ...]:
    """The values of a person, masked; `name`: a pseudonym or a token of any day. NotFound: nobody is called so."""
    store = queries.store(access)
    return behind(store, person_of(store.persons, name))


def shown(access: Access, token: str, reason: str) -> str:
    """A value in plain text, once the audit chain holds who asked for it and why; errors as of `reveal`."""
    return " · ".join(
        f"{one.platform} {one.value}".strip()
        for one in reveal(Path(access.workspace), token, reason=reason, who=user())
    )


def today(access: Access) -> int:
    """How often somebody had values shown in this workspace today, by the time of China."""
    now = queries.in_beijing(datetime.now(UTC).isoformat())[:10]
    with Workspace(Path(access.workspace)).connect() as db:
        return sum(one.what == "revealed" and queries.in_beijing(one.at).startswith(now) for one in entries(db, AUDIT))
