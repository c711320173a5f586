"""Words that sentences are made of: holders, days, windows, what goes through a holder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from graph.schema import HOLDER_KINDS, OTHER_HOLDER
from graph.verdict import Inputs, Rival, Text, Window


def holder(kind: str, name: str) -> Text:
    """A holder by kind and name; a kind that is not declared is called as the files call it."""
    declared = HOLDER_KINDS.get(kind)
    return Text(f"{declared.zh if declared else kind} {name}", f"{declared.en if declared else kind} {name}")


def day(when: date, *, year: bool = False) -> Text:
    """A day as sentences have it: 6月3日, 3 June; with its year where that matters."""
    zh, en = f"{when.month}月{when.day}日", f"{when.day} {MONTHS[when.month - 1]}"
    return Text(f"{when.year}年{zh}", f"{en} {when.year}") if year else Text(zh, en)


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def span(window: Window) -> Text:
    """A window as sentences have it."""
    year = window.first.year != window.last.year
    first, last = day(window.first, year=year), day(window.last, year=year)
    return Text(f"{first.zh}–{last.zh}", f"{first.en} – {last.en}")


def joined(texts: Sequence[Text]) -> Text:
    """Sentences one after the other."""
    return Text("".join(x.zh for x in texts), " ".join(x.en for x in texts if x.en))


def thing(kind: str) -> Text:
    """What goes through a holder of this kind: orders, or any record of a kind that only `exposures` tell of."""
    ordered = kind in HOLDER_KINDS and HOLDER_KINDS[kind].seen_from != OTHER_HOLDER.seen_from
    return Text("订单", "an order") if ordered else Text("记录", "a record")


def some(rivals: Sequence[Rival], most: int) -> Text:
    """The first `most` of these holders by name, and how many more there are."""
    names, more = [holder(rival.kind, rival.holder) for rival in rivals[:most]], len(rivals) - most
    zh = "、".join(name.zh for name in names) + (f" 等 {len(rivals)} 个" if more > 0 else "")
    return Text(zh, ", ".join(name.en for name in names) + (f" and {more} more" if more > 0 else ""))


def basis(inputs: Inputs) -> Text:
    """What says how many victims would have used a holder anyway."""
    if inputs.comparisons:
        return Text("对照人群", "comparison people")
    if inputs.shares:
        return Text("公布份额", "published shares")
    return Text("受害人自己其他时间的订单", "the victims' own other orders")
