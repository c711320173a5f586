"""What could not be done, said so that the reader knows what to do. Results are values; these are exceptions."""

from __future__ import annotations


class HeadwaterError(Exception):
    """Root of our errors: one line that says what is wrong, where, and what to do. `exit_code` is the command's.

    `lines`, where it is not empty, has a line for each of several causes.
    """

    exit_code = 2
    lines: tuple[str, ...] = ()


class BadInput(HeadwaterError):
    """Input that cannot be read or used at all; nothing was changed."""


class Overtaken(BadInput):
    """A plan to import that was made before somebody else imported: some of its rows may be there by now."""


class NoWorkspace(HeadwaterError):
    """There is no workspace where one was named."""


class DamagedWorkspace(HeadwaterError):
    """A workspace whose parts do not agree with each other."""

    exit_code = 3


class WrongKey(HeadwaterError):
    """The key at hand is not the one the workspace was made with, or none is at hand."""


class NoKeyFile(WrongKey):
    """The file of the key is not there: no other is made in its place."""


class NotFound(HeadwaterError):
    """Nothing of that name is in the data."""


class NotLogged(HeadwaterError):
    """The entry that must be on disk before an identity is shown could not be written; ends as what prevented it would."""

    def __init__(self, line: str, exit_code: int) -> None:
        super().__init__(line)
        self.exit_code = exit_code


def said_of(name: str, error: HeadwaterError) -> HeadwaterError:
    """An error with the name of what it befell before each of its lines; it ends the command as before."""
    lines = tuple(f"{name}: {line}" for line in error.lines or (str(error),))
    found = HeadwaterError("\n".join(lines))
    found.exit_code, found.lines = error.exit_code, lines if error.lines else ()
    return found
