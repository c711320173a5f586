"""The key of a workspace for a second keeper: a file that opens with a passphrase only, and its way back into a key file.

The passphrase is made here, 160 random bits in characters that are not mistaken for each other; the key of the file follows
from it by scrypt (RFC 7914), and seals with AES-256-GCM.
"""

from __future__ import annotations

import json
import os
import secrets
from hashlib import scrypt
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from graph.errors import BadInput
from graph.workspace import Workspace
from ingest.key_file import NoKey, parse, written
from ingest.keys import Key, add_key
from ingest.made_with import key_of
from ingest.new_files import asked_for, check_free
from ingest.vault.auditing import audit
from ingest.vault.file import NAME, opened
from ingest.vault.opening import Opener

WHAT = "headwater key export 1"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS, OF = 8, 4
COST = {"n": 1 << 15, "r": 8, "p": 1}
MEMORY = 64 << 20


def export_key(workspace: Workspace, to: Path, *, who: str | None = None) -> str:
    """Write what opens a workspace to a new file of mode 600; the passphrase, which is kept nowhere.

    It holds the secret of tokens and those its vault is sealed with. The audit entry is on disk before. BadInput: the
    file is there already or cannot be written; WrongKey: no key, it is not that of the workspace, or does not open the vault.
    """
    check_free(to)
    key = key_of(workspace)
    held = Key(key.secret, _used(workspace, key))
    audit(workspace, who, "key exported", {"to": to.name})
    passphrase = "-".join("".join(secrets.choice(ALPHABET) for _ in range(OF)) for _ in range(GROUPS))
    with asked_for(to) as file:
        file.write(_sealed(held, passphrase))
    return passphrase


def import_key(file: Path, passphrase: str, key_file: Path) -> Key:
    """Add an exported key to a key file, or make that; the key as it then is.

    BadInput: the file is none, the passphrase is not its own, or the key file holds another key.
    """
    try:
        told = json.loads(file.read_bytes())
        salt, nonce, sealed = (bytes.fromhex(told[name]) for name in ("salt", "nonce", "sealed"))
        data = AESGCM(_key(passphrase, salt)).decrypt(nonce, sealed, WHAT.encode())
        return add_key(key_file, Key(*parse(data)))
    except OSError as error:
        msg = f"{file} cannot be read: {error.strerror}"
        raise BadInput(msg) from error
    except InvalidTag as error:
        msg = f"this passphrase does not open {file}, or the file is damaged. Type it as it was shown"
        raise BadInput(msg) from error
    except (ValueError, KeyError, TypeError, NoKey) as error:
        msg = f"{file} is no key that headwater key export wrote"
        raise BadInput(msg) from error


def _used(workspace: Workspace, key: Key) -> tuple[bytes, ...]:
    """The secrets the vault of a workspace is sealed with; where it has none yet, the newest."""
    if not (workspace.root / NAME).is_file():
        return key.vault_secrets[-1:]
    with opened(workspace.root) as db:
        Opener.of(db, key)
        used = {secret for (secret,) in db.execute("SELECT secret FROM batches")}
    return tuple(secret for name, secret in key.by_fingerprint().items() if name in used) or key.vault_secrets[-1:]


def _sealed(key: Key, passphrase: str) -> bytes:
    """The bytes of the file: JSON, hexadecimal."""
    salt, nonce = os.urandom(32), os.urandom(12)
    sealed = AESGCM(_key(passphrase, salt)).encrypt(nonce, written(key.secret, key.vault_secrets), WHAT.encode())
    told = {"format": WHAT, "salt": salt.hex(), "nonce": nonce.hex(), "sealed": sealed.hex()}
    return f"{json.dumps(told, indent=1)}\n".encode()


def _key(passphrase: str, salt: bytes) -> bytes:
    """The key that follows from a passphrase; how it is parted and in which case does not count."""
    typed = "".join(sign for sign in passphrase.upper() if sign in ALPHABET)
    return scrypt(typed.encode(), salt=salt, maxmem=MEMORY, dklen=32, **COST)
