"""`headwater key`: the key that opens the vault; sealing the vault anew, and the key for a second keeper."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from headwater.options import Json, Workspace
from headwater.output import answer, answer_json, say

app = typer.Typer(help="The key of tokens and vaults: seal a vault anew, hand the key to a second keeper, take it in.")


@app.command()
def rotate(workspace: Workspace, json: Json = False) -> None:
    """Make a new vault key and seal every value of a workspace anew with it. Pseudonyms and verdicts stay as they are.

    The old key stays in the key file, for other workspaces and for copies made earlier: copy the key file afterwards.

    Example: headwater key rotate -w workspaces/gulou
    """
    from graph.workspace import Workspace as Opened
    from ingest.keys import key_path
    from ingest.vault.rotation import rotate as seal_anew

    say("Sealing …")
    done = seal_anew(Opened(workspace), key_path())
    if json:
        answer_json({"format": 1, "values": done.values, "key": done.secret, "key_file": str(key_path())})
    else:
        answer(f"已用新密钥重新加密 {done.values} 项 / {done.values} values are sealed with a new key ({done.secret}).")
        answer(f"请重新备份密钥文件 / Copy the key file anew: {key_path()}")


@app.command()
def export(
    workspace: Workspace,
    output: Annotated[Path, typer.Option("-o", "--output", help="A new file.", show_default=False)],
    json: Json = False,
) -> None:
    """Write the key of a workspace to a file for a second keeper, and print the passphrase that opens it, once.

    Example: headwater key export -w workspaces/gulou -o gulou.key.json
    """
    from graph.workspace import Workspace as Opened
    from ingest.vault.handing import export_key

    passphrase = export_key(Opened(workspace), output)
    if json:
        answer_json({"format": 1, "file": str(output), "passphrase": passphrase})
    else:
        answer(f"口令（只显示这一次，请与文件分开保管）/ passphrase, shown this once, keep it apart from {output}:")
        answer(passphrase)


@app.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(help="What headwater key export wrote.", show_default=False)],
) -> None:
    """Add an exported key to the key file, or make the key file of it. The passphrase is asked for, or read from a pipe.

    Example: headwater key import gulou.key.json
    """
    from getpass import getpass

    from ingest.keys import key_path
    from ingest.vault.handing import import_key

    passphrase = getpass("Passphrase: ") if sys.stdin.isatty() else sys.stdin.readline()
    import_key(file, passphrase, key_path())
    answer(f"密钥已在 / the key is in {key_path()}")
