"""Who holds which field, and what callers knew."""

from __future__ import annotations

import numpy as np
import pytest

from graph.ranking.material.knowledge import misfit, shipped
from graph.schema import FIELDS, HOLDER_KINDS


def test_the_table_speaks_of_declared_fields_and_kinds() -> None:
    """A slip of the pen would hold something against somebody."""
    table = shipped()

    assert set(table.fields) <= set(FIELDS)
    assert set(table.holds) <= set(HOLDER_KINDS)
    assert all(held <= set(table.fields) for held in table.holds.values())


def test_kinds_that_are_not_listed_hold_everything() -> None:
    """Nothing is held against a school."""
    assert shipped().held("school").all()
    assert not shipped().held("courier").all()


def test_a_field_that_the_source_never_sees_speaks_against_it() -> None:
    """All ten callers knew what it does not hold: 10 KL(1, .15) = 10 ln(1 / .15)."""
    knew = np.ones((10, 1), bool)

    assert misfit(np.array([False]), knew, np.ones(10)) == pytest.approx(10 * np.log(1 / 0.15))
    assert misfit(np.array([True]), knew, np.ones(10)) == 0


def test_a_field_it_holds_and_nobody_knew_costs_little() -> None:
    """At most ln(n + 1) / 2: callers do not say all they know."""
    knew = np.zeros((100, 2), bool)
    knew[0, 1] = True

    assert misfit(np.array([True, False]), knew, np.ones(100)) == pytest.approx(0.5 * np.log(101))


def test_without_statements_or_victims_nothing_is_held_against_anybody() -> None:
    """No statement is not "knew nothing"."""
    assert misfit(np.array([True]), np.zeros((9, 1), bool), np.ones(9)) == 0
    assert misfit(np.array([False]), np.ones((9, 1), bool), np.full(9, 0.05)) == 0
