"""What a holder is called in the list, as far as there is room."""

from __future__ import annotations

import pytest

from dashboard.parts.candidate_list import ROOM, holder_label


@pytest.mark.parametrize(
    ("kind", "name", "told"),
    [
        ("warehouse", "小店99", "warehouse · 小店99"),
        ("仓库", "湖前云仓3号库", "仓库 · 湖前云仓3号库"),
        ("warehouse", "Huadu Warehouse 3", "Huadu Warehouse 3"),
        ("warehouse", "Huadu Bonded Warehouse Number 3", "Huadu Bond…e Number 3"),
        ("商家", "一二三四五六七八九十一二三四五六", "一二三四五…二三四五六"),
    ],
)
def test_the_end_of_a_long_name_is_seen_too(kind: str, name: str, told: str) -> None:
    """Names of branches differ there; the mark beside it tells the kind where the words have no room."""
    assert holder_label(kind, name) == told


def test_no_label_is_wider_than_its_column() -> None:
    """Whatever stands in a name; wide characters count twice."""
    for size in range(1, 60):
        for sign in ("x", "仓"):
            label = holder_label("仓库", sign * size)
            assert sum(2 if one in {"仓", "库"} else 1 for one in label) <= ROOM + 1
