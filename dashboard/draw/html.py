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


def banner(tone: str, title: str, right: str, *, chips: Sequence[Chip], lines: Iterable[str], notes: str) -> str:
    """The verdict: `title` and `right` are HTML of this module, the rest plain text."""
    pills = "".join(chip(one) for one in chips)
    told = "".join(f"<div>{escape(line)}</div>" for line in lines)
    small = f'<div class="mute sm">{escape(notes)}</div>' if notes else ""
    return page(
        f'<div class="verdict {tone}"><div><div class="row wrap">{pills}{title}</div>{told}{small}</div>{right}</div>'
    )


def finding(text: str, *, speaks_for: bool) -> str:
    """One thing that speaks for or against."""
    return page(f'<div class="{"for" if speaks_for else "against"}">{escape(text)}</div>')


def table(head: Sequence[str], rows: Iterable[Sequence[str | Chip]]) -> str:
    """A small table of text and chips."""
    top = "".join(f"<th>{escape(name)}</th>" for name in head)
    body = "".join(f"<tr>{''.join(_cell(cell) for cell in row)}</tr>" for row in rows)
    return page(f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>")


def _cell(cell: str | Chip) -> str:
    return f"<td>{chip(cell) if isinstance(cell, Chip) else escape(cell)}</td>"


def corner(text: str) -> str:
    """A small mark at the bottom right of the window."""
    return f'<div class="hw corner">{escape(text)}</div>'


def paragraph(text: str, *, muted: bool = False) -> str:
    """A line of text."""
    return f'<div class="{"mute sm" if muted else ""}">{escape(text)}</div>'
