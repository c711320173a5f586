"""Words of the screens. Chinese is the source language; `catalogue/` holds the others (gettext, .po and .mo)."""

from __future__ import annotations

import gettext
from datetime import date
from functools import cache
from pathlib import Path

from dashboard.state import Lang, language
from graph.schema import RECORDS, holder_kind
from graph.verdict import Text

LANGUAGES: dict[Lang, str] = {"zh": "中文", "en": "English"}
CATALOGUE = Path(__file__).resolve().parent / "catalogue"
UNKNOWN = "—"


@cache
def _translation(lang: Lang) -> gettext.NullTranslations:
    """The catalogue of a language; the source language needs none."""
    if lang == "zh":
        return gettext.NullTranslations()
    return gettext.translation("headwater", CATALOGUE, languages=[lang])


def tr(text: str, **values: object) -> str:
    """A sentence of the screens in the language of the session, its `{…}` filled in."""
    return _translation(language()).gettext(text).format(**values)


def pick(text: Text) -> str:
    """A sentence that comes in both languages, in the one of the session."""
    return text.zh if language() == "zh" else text.en


def kind_name(kind: str) -> str:
    """What a kind of holder is called; kinds that are not declared are called as in the files."""
    declared = holder_kind(kind)
    if declared.name != kind:
        return kind
    return declared.zh if language() == "zh" else declared.en


def record_name(kind: str) -> str:
    """What a kind of record is called."""
    return RECORDS[kind].zh if language() == "zh" else kind


def column_name(column: str) -> str:
    """What a column that names a person is called."""
    return {
        "id_number": tr("证件号"), "phone": tr("手机号"), "name": tr("姓名"), "account": tr("账号"), "address": tr("地址"),
        "person_id": tr("人员编号"),
    }[column]  # fmt: skip


def number(value: int) -> str:
    """A count, thousands apart: 1,234."""
    return f"{value:,}"


def decimal(value: float) -> str:
    """An expected count, a factor or a value, one decimal: 2.2, −1.1."""
    return f"{value:,.1f}".replace("-", "−")


def span(first: date, last: date) -> str:
    """Two days as tables write them: 06-03–06-18; with the years where these differ."""
    form = "%m-%d" if first.year == last.year else "%Y-%m-%d"
    return f"{first:{form}}–{last:{form}}"
