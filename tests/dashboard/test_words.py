"""Words: every string of the screens is translated, and what was translated is what runs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Formatter

import polib
import pytest

from dashboard.words import CATALOGUE, decimal, number, span

HERE = CATALOGUE.parent
EN = CATALOGUE / "en" / "LC_MESSAGES"


def said() -> Iterator[tuple[str, ast.Call]]:
    """Every call of `tr` in the dashboard, with the name of its file."""
    for path in sorted(HERE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tr":
                yield path.name, node


def placeholders(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_string_of_the_screens_has_a_translation_and_none_is_left_over() -> None:
    """A string added without English would show Chinese on the English page."""
    strings = {node.args[0].value for _, node in said() if isinstance(node.args[0], ast.Constant)}
    entries = {entry.msgid for entry in polib.pofile(str(EN / "headwater.po"))}

    assert all(isinstance(node.args[0], ast.Constant) for _, node in said())
    assert strings == entries


def test_translations_are_whole() -> None:
    """None is empty, none holds Chinese, and each fills in what its source fills in."""
    for entry in polib.pofile(str(EN / "headwater.po")):
        assert entry.msgstr, entry.msgid
        assert not re.search("[\u4e00-\u9fff]", entry.msgstr), entry.msgstr
        assert placeholders(entry.msgstr) == placeholders(entry.msgid), entry.msgid


def test_the_compiled_catalogue_is_the_one_that_can_be_read() -> None:
    """The .mo is what runs; it is made from the .po."""
    compiled = {entry.msgid: entry.msgstr for entry in polib.mofile(str(EN / "headwater.mo"))}

    assert compiled == {entry.msgid: entry.msgstr for entry in polib.pofile(str(EN / "headwater.po"))}


def test_every_string_is_given_what_it_fills_in() -> None:
    """A forgotten value would be an error on the page, and only there."""
    for name, node in said():
        assert isinstance(node.args[0], ast.Constant)
        given = {keyword.arg for keyword in node.keywords}

        assert given == placeholders(str(node.args[0].value)), f"{name}: {node.args[0].value}"


def test_no_chinese_stands_in_the_code_outside_of_tr() -> None:
    """What is not said through `tr` cannot be translated. Names of languages and of the product stay as they are."""
    allowed = {"中文", "源头 Headwater"}
    loose = []
    for path in sorted(HERE.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        through = {id(node.args[0]) for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args}
        through |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        loose += [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in through
            and re.search("[\u4e00-\u9fff]", node.value) and node.value not in allowed
        ]  # fmt: skip

    assert loose == []


@pytest.mark.parametrize(("value", "written"), [(2.24, "2.2"), (-1.1, "−1.1"), (1234.5, "1,234.5"), (0.0, "0.0")])
def test_decimals_have_one_place_and_a_true_minus(value: float, written: str) -> None:
    """As in the design."""
    assert decimal(value) == written


def test_counts_have_their_thousands_apart() -> None:
    """As in the design."""
    assert number(20430) == "20,430"


def test_a_span_shows_the_year_only_where_it_matters() -> None:
    """Tables are narrow."""
    assert span(date(2026, 6, 3), date(2026, 6, 18)) == "06-03–06-18"
    assert span(date(2025, 12, 30), date(2026, 1, 2)) == "2025-12-30–2026-01-02"


def test_no_module_hides_a_package_or_a_standard_module() -> None:
    """Streamlit puts dashboard/ first on the path: a module named graph there would break the app, and no other test."""
    import sys

    top = {Path(path).stem for path in HERE.iterdir() if not path.name.startswith((".", "_"))}
    packages = {
        "graph",
        "ingest",
        "dashboard",
        "headwater",
        "streamlit",
        "altair",
        "pandas",
        "polars",
        "numpy",
        "tests",
    }

    assert top & (set(sys.stdlib_module_names) | packages) == set()
