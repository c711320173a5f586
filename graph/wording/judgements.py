"""Judgements in words: what each says, whether it holds, and what clearing a holder does to a verdict."""

from __future__ import annotations

from collections.abc import Sequence

from graph.judgements import CLEARED, NOT_SAME, SAME, WRONG_HOLDING, WRONG_TOKEN
from graph.verdict import Text
from graph.wording.words import holder

STATES = {
    "in_force": Text("有效", "in force"),
    "undone": Text("已撤销", "taken back"),
    "superseded": Text("被后来的判断取代", "superseded by a later one"),
    "waiting": Text("等待复核", "waits for review"),
}
IS_CLEARED = Text(
    "经人工判断已排除：照常列出、照常计算，但不作为源头。判断可以撤销。",
    "Cleared by a judgement: listed and reckoned as ever, but not named a source. The judgement can be taken back.",
)


def judgement(kind: str, about: Sequence[str]) -> Text:
    """What a judgement says. Persons stand as they are named in `about`."""
    a, *rest = about
    if kind == SAME:
        return Text(f"{a} 与 {rest[0]} 是同一个人", f"{a} and {rest[0]} are one person")
    if kind == NOT_SAME:
        return Text(f"{a} 与 {rest[0]} 不是同一个人", f"{a} and {rest[0]} are not one person")
    if kind == WRONG_TOKEN:
        return Text(f"{a} 关联有误，不再关联任何人", f"{a} links wrongly, and links nobody any more")
    if kind == WRONG_HOLDING:
        name = holder(rest[0], rest[1])
        return Text(f"{a} 没有经过 {name.zh}", f"{a} did not go through {name.en}")
    if kind == CLEARED:
        name = holder(a, rest[0])
        return Text(f"{name.zh} 已排除", f"{name.en} is cleared")
    return Text(kind, kind)


def set_aside(number: int, said: Text) -> Text:
    """A judgement that no longer holds because of another."""
    return Text(f"第 {number} 号判断不再有效：{said.zh}", f"judgement {number} no longer holds: {said.en}")


def holds_again(number: int, said: Text) -> Text:
    """A judgement that holds again because of another."""
    return Text(f"第 {number} 号判断恢复有效：{said.zh}", f"judgement {number} holds again: {said.en}")


def conflict(token: str, cards: Sequence[str]) -> Text:
    """A token that several identity cards claim."""
    return Text(
        f"{token} 与 {len(cards)} 个证件号同现，因此不关联任何人：{'、'.join(cards)}",
        f"{token} stands with {len(cards)} identity numbers and so links nobody: {', '.join(cards)}",
    )


def cleared_explains(name: tuple[str, str], count: int) -> Text:
    """A cleared holder that would be named a source if nobody had cleared it."""
    cleared = holder(*name)
    return Text(
        f"{cleared.zh} 已由人工排除；不看这项判断，它会被列为源头，可解释 {count} 名受害人。",
        f"{cleared.en} is cleared by a judgement; without that it would be named a source that explains {count} victims.",
    )
