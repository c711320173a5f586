"""The one door to identities: for a reason, which the audit chain holds before anything is shown."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph.errors import NotFound
from graph.stores.embedded import EmbeddedStore
from graph.workspace import Workspace
from ingest.keys import Key, key_path, present_key
from ingest.vault.auditing import audit, given
from ingest.vault.fields import ASKED, ORDER, ROW, tokens_behind
from ingest.vault.file import opened
from ingest.vault.opening import Opener


@dataclass(frozen=True, slots=True)
class Identity:
    """One value in plain text: the column it stood in, its token, and what is shown of it elsewhere.

    Of an account `platform` tells where.
    """

    column: str
    value: str
    token: str
    masked: str
    platform: str = ""


def reveal(
    root: Path, token: str, *, reason: str, who: str | None = None, key: Key | None = None
) -> tuple[Identity, ...]:
    """What the files say in plain text of a person (`p:…`): identities, names, addresses; or the one value of a token.

    By kind, then value. The audit entry is on disk before this returns. BadInput: no reason, no such form of
    token; NotFound: nobody has it; WrongKey: no key, or the vault is sealed with another; NotLogged: the entry could
    not be written, and nothing is shown.
    """
    workspace = Workspace(root)
    why = given(workspace, reason)
    tokens = tokens_behind(EmbeddedStore(root), token)
    found = _opened(root, tokens, key or present_key(key_path()))
    if not found:
        raise _nobody(workspace, token, known=bool(tokens))
    audit(workspace, who, "revealed", {"token": token, "values": len(found), "reason": why})
    return found


def _nobody(workspace: Workspace, name: str, *, known: bool) -> NotFound:
    """What to say of a name that stands for no value; of a person whose imports were taken back, that they were."""
    gone = len(workspace.withdrawals().of)
    if not known and gone:
        return NotFound(
            f"{name} is nobody in the imports of {workspace.root} that count; {gone} {'is' if gone == 1 else 'are'} withdrawn. "
            "See headwater imports; headwater withdraw --undo brings one back"
        )
    if ROW.fullmatch(name) and name[1] != ":":  # else a token cut short
        return NotFound(
            f"nothing of the row {name} is kept by itself in the vault of {workspace.root}: no file of that name has such a row, or "
            "nothing in it was masked or withheld. Whoever it names is asked for by a token, as headwater explain --json has it"
        )
    return NotFound(
        f"{name} is not in the vault of {workspace.root}. Tokens are those of headwater trace --json and explain --json"
    )


def _opened(root: Path, tokens: list[str], key: Key) -> tuple[Identity, ...]:
    """The values behind tokens, opened."""
    found = []
    with opened(root) as db:
        opener = Opener.of(db, key)
        for start in range(0, len(tokens), ASKED):
            asked = tokens[start : start + ASKED]
            marks = ", ".join("?" * len(asked))
            query = f'SELECT batch, number, token, "column", sealed, masked FROM identities WHERE token IN ({marks})'  # noqa: S608 - marks only
            rows = db.execute(query, asked).fetchall()
            masks = {row[2]: row[5] for row in rows}
            found += [
                _identity(column, value, token, masks[token])
                for token, column, value in opener.identities(row[:5] for row in rows)
            ]
    return tuple(sorted(found, key=_place))


def _identity(column: str, value: str, token: str, masked: str) -> Identity:
    """A value as it is told; an account lies behind its platform."""
    platform, parted, account = value.partition("\0")
    return Identity(column, account, token, masked, platform) if parted else Identity(column, value, token, masked)


def _place(one: Identity) -> tuple[int, str, str, str]:
    return (ORDER.index(one.column) if one.column in ORDER else len(ORDER), one.column, one.platform, one.value)
