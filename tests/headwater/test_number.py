"""`headwater number`: the type of a number from the command line."""

from __future__ import annotations

import json

from tests.headwater.command import run


def test_each_number_is_told_with_type_and_reason() -> None:
    """A line each, in the order asked."""
    done = run("number", "17012345678", "059110086")

    assert done.code == 0
    lines = done.out.splitlines()
    assert "mobile of a virtual operator" in lines[1]
    assert "perhaps spoofed" in lines[2]


def test_json_has_both_languages_and_the_one_form() -> None:
    """A local number is completed by the area that is given."""
    (told,) = json.loads(run("number", "8321 2345", "--area", "0591", "--json").out)

    assert (told["raw"], told["normalised"], told["type"]) == ("8321 2345", "059183212345", "landline")
    assert (told["type_zh"], told["type_en"]) == ("固话", "landline")
    assert told["reason_zh"] != told["reason_en"]
