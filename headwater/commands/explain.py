"""`headwater explain`: everything for and against one holder, down to file, sheet and row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from headwater.commands.trace import store_of
from headwater.options import Case, Json, MaybePaths, MaybeWorkspace
from headwater.output import answer, answer_json, answer_table, say

if TYPE_CHECKING:
    from pathlib import Path

    from graph.evidence import Evidence
    from graph.explanation import Explanation, Linked
    from graph.verdict import Text

SHOWN = 10
"""Victims told with their records; all are in the JSON."""
EXPLAINED = "P：由它解释的概率 / P: chance of being explained by it"
SUPPOSED = "P：假如是它泄露，由它解释的概率 / P: chance of being explained by it, had it leaked"
"""Of a holder that is not named, whose victims a named source may explain as well."""


def explain(
    kind: Annotated[str, typer.Argument(help="What the holder is: merchant, courier, hub, …", show_default=False)],
    name: Annotated[str, typer.Argument(help="Its name, as in the files.", show_default=False)],
    paths: MaybePaths = None,
    workspace: MaybeWorkspace = None,
    case: Case = None,
    json: Json = False,
) -> None:
    """Say everything for and against one holder, named as a source or not, with the rows behind it.

    Example: headwater explain merchant 甲店 sample_data/case
    """
    from graph.explaining import explain as tell

    told = tell(store_of(paths or [], workspace), kind, name, case=case, progress=lambda step: say(f"{step} …"))
    files = _files(workspace, told) if workspace else ()
    if json:
        answer_json({**told.to_dict(), "files": [one.to_dict() for one in files]})
    else:
        print_explanation(told)
        _print_files(files)


def _files(workspace: Path, told: Explanation) -> tuple[Evidence, ...]:
    """The files its rows stand in, as the ledger has them."""
    from graph.evidence import evidence_of
    from graph.workspace import Workspace

    rows = (row for person in told.people for link in person.records for row in link.rows)
    return evidence_of(Workspace(workspace), {row.sha256 for row in rows})


def _print_files(files: tuple[Evidence, ...]) -> None:
    """Print what each file is and how it was read."""
    from graph.evidence import SHORT

    if files:
        answer("\n这些行所在的文件 / the files of these rows")
        rows = [
            (f"{one.archive}: {one.file}" if one.archive else one.file, one.sheet, one.sha256[:SHORT], one.encoding,
             f"{one.mapping_name} v{one.mapping_version}" if one.mapping_name else "", one.who, one.at)
            for one in files
        ]  # fmt: skip
        answer_table(("file", "sheet", "SHA-256", "encoding", "mapping", "imported by", "at"), rows)


def print_explanation(told: Explanation) -> None:
    """Print what is said of it, the terms of its value, what speaks for and against it, and the records."""
    from graph import wording

    name = wording.holder(told.kind, told.holder)
    answer(f"{name.zh}：{told.sentence.zh}")
    answer(f"{name.en}: {told.sentence.en}")
    if told.figures:
        answer("")
        rows = [(f"{part.nats:+.1f}", part.text.zh, part.text.en) for part in told.figures.parts]
        answer_table(
            ("nats", "为何是它", "why this holder"), [*rows, (f"{told.figures.value:+.1f}", "证据分", "value")]
        )
    for title, texts in (("支持 / for", told.findings_for), ("反对 / against", told.findings_against)):
        _print_texts(title, texts)
    _print_texts("可靠程度 / how firm", _firm(told))
    _print_texts("其他算法 / other methods", [_opinion(told, k) for k in range(len(told.opinions))])
    _print_people(told.people, named=told.named)


def _print_texts(title: str, texts: tuple[Text, ...] | list[Text]) -> None:
    if texts:
        answer(f"\n{title}")
    for text in texts:
        answer(f"  {text.zh} / {text.en}")


def _firm(told: Explanation) -> list[Text]:
    """How far it can be trusted."""
    from graph import wording

    out = []
    if told.stability:
        out.append(wording.stability(told.stability.least, first=told.stability.first))
    if told.permutation:
        found = told.permutation
        out.append(wording.permutation(found.shuffled, found.p, found.replicates, named=told.named))
    if told.power:
        out.append(wording.own_power(told.power))
    return out


def _opinion(told: Explanation, k: int) -> Text:
    """Where a method ranks it, and whom it puts first."""
    from graph import wording

    opinion = told.opinions[k]
    return wording.opinion(opinion.method, opinion.rank, (opinion.first.kind, opinion.first.holder), opinion.why)


def _print_people(people: tuple[Linked, ...], *, named: bool) -> None:
    """The victims it touched and the rows that say so."""
    if not people:
        return
    answer(f"\n{len(people)} 名受害人的记录 / victims with records through it: {len(people)}")
    meaning = EXPLAINED if named else SUPPOSED
    answer(f"  {meaning}；*：在时间窗和天数上限内 / *: within the window and the cap")
    for person in people[:SHOWN]:
        answer(f"  {person.person}  P = {person.probability:.2f}")
        for link in person.records:
            rows = "; ".join(f"{p.file}{f' [{p.sheet}]' if p.sheet else ''} row {p.row}" for p in link.rows)
            when = (
                f"{link.day}, {link.lag_days} d before {link.call}" if link.day else f"time unknown, call {link.call}"
            )
            answer(f"    {'*' if link.inside else ' '} {link.record}  {when}  {rows}")
    if len(people) > SHOWN:
        answer(f"  … {len(people) - SHOWN} more: --json has them all")
