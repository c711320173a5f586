"""What an open index keeps from one what-if to the next shows in no answer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import BadInput
from graph.index import index_of
from graph.ranking import rank
from graph.ranking.kept import VIEWS
from graph.what_if import WhatIf
from tests.graph.ranking.made_up import random_case

INDEX = index_of(random_case(1))
WHAT_IFS = (
    WhatIf(),
    WhatIf(lag_cap=30),
    WhatIf(as_of="2024-04-10"),
    WhatIf(without=(("merchant", "shop:3"),)),
    WhatIf(without_kinds=("merchant",), lag_cap=90),
    WhatIf(comparisons="none"),
    WhatIf(protection=False),
    WhatIf(field_mask=True),
)
ALONE = [rank(replace(INDEX), what_if).to_dict() for what_if in WHAT_IFS]


@settings(max_examples=10, deadline=None)
@given(st.lists(st.sampled_from(range(len(WHAT_IFS))), min_size=2, max_size=5))
def test_what_was_asked_before_changes_no_answer(asked: list[int]) -> None:
    """One what-if after another on one index says what each says on an index of its own."""
    index = replace(INDEX)

    assert [rank(index, WHAT_IFS[k]).to_dict() for k in asked] == [ALONE[k] for k in asked]


def test_lag_caps_and_holders_left_out_share_a_view() -> None:
    """A day or other comparison people make another one; the last are kept, and a copy begins with none."""
    index = replace(INDEX)
    for what_if in WHAT_IFS[:2]:
        rank(index, what_if)
    assert list(index.kept) == [WhatIf()]

    for what_if in WHAT_IFS:
        rank(index, what_if)
    assert list(index.kept) == [WhatIf(protection=False), WhatIf(field_mask=True)]
    assert len(index.kept) == VIEWS
    assert not replace(index).kept


def test_a_holder_that_is_not_there_is_refused_on_a_kept_view_too() -> None:
    """The view is known, the name is not."""
    index = replace(INDEX)
    rank(index)

    with pytest.raises(BadInput, match="shop:99"):
        rank(index, WhatIf(without=(("merchant", "shop:99"),)))
    with pytest.raises(BadInput, match="17"):
        rank(index, WhatIf(lag_cap=17))
