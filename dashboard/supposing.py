"""The what-if of this session, one a case: kept by the widgets of its card, in no URL and in no file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from graph.what_if import WhatIf

DEFAULTS: dict[str, Any] = {
    "lag_cap": 0, "without": (), "protection": True, "as_of": None, "comparisons": "all", "field_mask": False,
}  # fmt: skip
"""What each control says where nothing is supposed; a lag cap of 0 stands for both."""


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A holder that is left out, or a whole kind (no name)."""

    kind: str
    name: str | None = None


def key(control: str, case_alias: str | None) -> str:
    """Under which name a control keeps its state."""
    return f"suppose_{control}_{case_alias or 'all'}"


def supposed(case_alias: str | None) -> WhatIf:
    """What the controls say now, before they are drawn."""
    says = {control: st.session_state.get(key(control, case_alias), usual) for control, usual in DEFAULTS.items()}
    day: date | None = says["as_of"]
    excluded: tuple[Exclusion, ...] = tuple(says["without"])
    view = WhatIf(
        as_of=day.isoformat() if day else None,
        lag_cap=says["lag_cap"] or None,
        without=tuple(sorted((one.kind, one.name) for one in excluded if one.name is not None)),
        without_kinds=tuple(sorted(one.kind for one in excluded if one.name is None)),
        protection=says["protection"],
        field_mask=says["field_mask"],
        comparisons=says["comparisons"],
    )
    _count(view, case_alias)
    return view


def tried(case_alias: str | None) -> int:
    """How many different what-ifs this session has asked of a case."""
    return len(st.session_state.get(key("tried", case_alias), ()))


def _count(view: WhatIf, case_alias: str | None) -> None:
    if view.conditions:
        name = key("tried", case_alias)
        st.session_state[name] = st.session_state.get(name, frozenset()) | {view}


def settle(case_alias: str | None) -> None:
    """Give every control that says nothing yet what it says where nothing is supposed."""
    for control, usual in DEFAULTS.items():
        st.session_state.setdefault(key(control, case_alias), _value(usual))


def reset(case_alias: str | None) -> None:
    """Put every control back."""
    for control, usual in DEFAULTS.items():
        st.session_state[key(control, case_alias)] = _value(usual)


def _value(usual: Any) -> Any:
    """What a control is set to; a choice of several is a list of its own."""
    return list(usual) if isinstance(usual, tuple) else usual
