"""`headwater number`: what type a telephone number is, and why."""

from __future__ import annotations

from typing import Annotated

import typer

from headwater.options import Json
from headwater.output import answer_json, answer_table


def number(
    numbers: Annotated[list[str], typer.Argument(help="Numbers as they are written.", show_default=False)],
    area: Annotated[
        str | None, typer.Option("--area", help="The area code of local numbers, such as 0591.", show_default=False)
    ] = None,
    json: Json = False,
) -> None:
    """Say of each number its type and its one form, and why: landline, virtual operator, 95 range, irregular, masked and more.

    Example: headwater number 17012345678 059110086 "0591-83212345-801"
    """
    from graph.numbering import classify
    from graph.wording.numbers import number_reason, number_type

    known = [(one, number_type(one.type), number_reason(one)) for one in (classify(text, area) for text in numbers)]
    if json:
        answer_json(
            [
                {
                    "raw": one.raw, "normalised": one.normalised, "type": one.type, "operator": one.operator,
                    "extension": one.extension, "type_zh": type_.zh, "type_en": type_.en, "reason_zh": why.zh,
                    "reason_en": why.en,
                }
                for one, type_, why in known
            ]
        )  # fmt: skip
        return
    rows = [(one.raw, one.normalised or "", type_.en, why.en) for one, type_, why in known]
    answer_table(("number", "normalised", "type", "why"), rows)
