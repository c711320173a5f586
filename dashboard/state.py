"""Session and URL state, typed. The URL carries opaque ids and the language, nothing that names anybody."""

from __future__ import annotations

from typing import Literal, get_args

import streamlit as st

Lang = Literal["zh", "en"]
ROLE = "investigator"
"""The role of whoever sits at this machine: the server listens on loopback only and has no login."""

_LANG = "lang"
_HOLDER = "h"
_CASE = "case"
_ALL = "all"


def language() -> Lang:
    """The language of this session: as chosen, else as in the URL, else Chinese."""
    if st.session_state.get(_LANG) not in get_args(Lang):
        asked = st.query_params.get(_LANG)
        st.session_state[_LANG] = asked if asked in get_args(Lang) else "zh"
    chosen: Lang = st.session_state[_LANG]
    return chosen


def choose_language(names: dict[Lang, str], label: str) -> None:
    """Draw the switch of languages; a choice counts from the next run on."""
    language()
    st.segmented_control(
        label, list(names), format_func=lambda code: names[code], key=_LANG, required=True, label_visibility="collapsed"
    )


def choose_case(cases: dict[str, str], label: str, everything: str) -> None:
    """Draw the choice of a case (alias → what is shown); none is drawn where there is nothing to choose."""
    if len(cases) < 2:
        return
    shown = {_ALL: everything, **cases}
    if _CASE not in st.session_state:
        st.session_state[_CASE] = st.query_params.get(_CASE, _ALL)
    if st.session_state[_CASE] not in shown:
        st.session_state[_CASE] = _ALL
    st.selectbox(label, list(shown), format_func=lambda alias: shown[alias], key=_CASE)


def case_alias() -> str | None:
    """The alias of the case chosen; None for all cases together."""
    chosen: str = st.session_state.get(_CASE, _ALL)
    return None if chosen == _ALL else chosen


def keep_url() -> None:
    """Write language and case back into the URL: links between pages drop them."""
    st.query_params[_LANG] = language()
    if alias := case_alias():
        st.query_params[_CASE] = alias
    elif _CASE in st.query_params:
        del st.query_params[_CASE]


def picked_holder() -> str | None:
    """The id of the holder in the URL, if any."""
    return st.query_params.get(_HOLDER)


def pick_holder(holder_id: str) -> None:
    """Write the id of the holder looked at into the URL."""
    st.query_params[_HOLDER] = holder_id
