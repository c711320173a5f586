"""Pieces of HTML in the classes of `hw.css`. Every value that is put in is escaped here, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

Tone = Literal["", "tint", "warn", "stop", "ok", "solid"]


@dataclass(frozen=True, slots=True)
class Chip:
    """A short fact in a pill."""

    text: str
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the banner: what it is, the number, what follows it in small type, the line below, what it means."""

    label: str
    number: str
    unit: str = ""
    note: str = ""
    tone: Tone = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A name with the image of its mark, which is HTML of `marks`."""

    image: str
    name: str


@dataclass(frozen=True, slots=True)
class Fold:
    """Lines that open on a click, below the line that says what they are."""

    summary: str
    lines: tuple[str, ...]


def page(body: str) -> str:
    """A block in our own type and colours."""
    return f'<div class="hw">{body}</div>'


def chip(one: Chip) -> str:
    """A chip."""
    return f'<span class="chip {one.tone}">{escape(one.text)}</span>'


def header(title: str, question: str, chips: Iterable[Chip]) -> str:
    """The line at the top of a page: its name, the question it answers, chips at the right."""
    pills = "".join(chip(one) for one in chips)
    return page(
        f'<div class="row wrap"><h1>{escape(title)}</h1><span class="mute">{escape(question)}</span>'
        f'<span class="grow"></span>{pills}</div>'
    )


def heading(title: str, note: str = "") -> str:
    """The heading of a card and a grey remark beside it."""
    return page(f'<div class="row wrap"><h2>{escape(title)}</h2><span class="mute sm">{escape(note)}</span></div>')


def figures(each: Iterable[Figure], *, bare: bool = False) -> str:
    """Figures side by side; `bare` without the line before the first."""
    return f'<div class="kpis{" bare" if bare else ""}">{"".join(_figure(one) for one in each)}</div>'


def _figure(one: Figure) -> str:
    hint = f' title="{escape(one.hint)}"' if one.hint else ""
    return (
        f'<div class="kpi"{hint}><div class="sm mute">{escape(one.label)}</div>'
        f'<div class="n {one.tone}">{escape(one.number)} <small>{escape(one.unit)}</small></div>'
        f'<div class="sm mute">{escape(one.note)}</div></div>'
    )


def headline(text: str, marks: Iterable[tuple[str, str]]) -> str:
    """A headline with the mark (name → image) set before each holder it names."""
    line = escape(text)
    for name, image in marks:
        line = line.replace(escape(name), f"{image} {escape(name)}", 1)
    return f"<h1>{line}</h1>"


def banner(
    tone: str,
    title: str,
    right: str,
    *,
    chips: Sequence[Chip],
    lines: Iterable[str],
    fold: Fold | None,
    notes: Sequence[str],
) -> str:
    """The verdict: `title` and `right` are HTML of this module, the rest plain text; the notes share one line."""
    pills = "".join(chip(one) for one in chips)
    told = "".join(f"<div>{escape(line)}</div>" for line in lines) + (_fold(fold) if fold else "")
    small = _fold(Fold(" · ".join(notes), tuple(notes)), "mute sm") if notes else ""
    return page(
        f'<div class="verdict {tone}"><div><div class="row">{pills}{title}</div>{told}{small}</div>{right}</div>'
    )


def _fold(one: Fold, tone: str = "") -> str:
    inside = "".join(f"<div>{escape(line)}</div>" for line in one.lines)
    return f'<details class="{tone}"><summary>{escape(one.summary)}</summary>{inside}</details>'


def doubt(text: str, note: str = "") -> str:
    """An amber line."""
    more = f' <span class="sm">{escape(note)}</span>' if note else ""
    return page(f'<div class="doubt">{escape(text)}{more}</div>')


def finding(text: str, *, speaks_for: bool) -> str:
    """One thing that speaks for or against."""
    return page(f'<div class="{"for" if speaks_for else "against"}">{escape(text)}</div>')


def table(head: Sequence[str], rows: Iterable[Sequence[str | Chip | Marked]]) -> str:
    """A small table of text, chips and names with their marks."""
    top = "".join(f"<th>{escape(name)}</th>" for name in head)
    body = "".join(f"<tr>{''.join(_cell(cell) for cell in row)}</tr>" for row in rows)
    return page(f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>")


def _cell(cell: str | Chip | Marked) -> str:
    if isinstance(cell, Chip):
        return f"<td>{chip(cell)}</td>"
    if isinstance(cell, Marked):
        return f"<td>{cell.image} {escape(cell.name)}</td>"
    return f"<td>{escape(cell)}</td>"


def entry(text: str, note: str, one: Chip | None = None, *, muted: bool = False) -> str:
    """A line of a list: what it says and a chip, and under it a grey remark; `muted` where it no longer counts."""
    pill = chip(one) if one else ""
    said = f'<span class="{"mute" if muted else ""}">{escape(text)}</span>'
    return f'<div class="entry"><div class="row wrap">{said}{pill}</div><div class="mute sm">{escape(note)}</div></div>'


def corner(text: str) -> str:
    """A small mark at the bottom right of the window."""
    return f'<div class="hw corner">{escape(text)}</div>'


def paragraph(text: str, *, muted: bool = False, small: bool = False) -> str:
    """A line of text; muted text is small, too."""
    return f'<div class="{"mute " if muted else ""}{"sm" if muted or small else ""}">{escape(text)}</div>'


def revealed(value: str, note: str = "") -> str:
    """A value of a person, large, and a remark under it."""
    return page(f'<div class="revealed">{escape(value)}</div><div class="mute sm">{escape(note)}&nbsp;</div>')
