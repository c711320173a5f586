"""`headwater judge`: decide who is one person, which link is wrong, which holder is cleared; list that, take it back."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Annotated

import typer

from headwater.commands import judge_listing
from headwater.commands.judge_workspace import reading_of, store_of
from headwater.options import Json, MaybeWorkspace, Person
from headwater.output import answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.judgements import Judgement
    from graph.stores import EmbeddedStore

app = typer.Typer(
    name="judge",
    help="Decide who is one person, which link is wrong, which holder is cleared. Facts stay; any judgement can be taken back.",
    rich_markup_mode=None,
)


class Turn(Enum):
    """Whether a second person is asked for."""

    ON = "on"
    OFF = "off"


Reason = Annotated[
    str,
    typer.Option(
        "--reason", help="Why: it is kept with the judgement in plain text, so name nobody in it.", show_default=False
    ),
]


@app.callback()
def judge(context: typer.Context, workspace: MaybeWorkspace = None) -> None:
    """Take the workspace where it stands before the verb."""
    context.obj = workspace


@app.command()
def same(
    context: typer.Context, a: Person, b: Person, reason: Reason = "", workspace: MaybeWorkspace = None,
    json: Json = False,
) -> None:  # fmt: skip
    """Say that two persons are one. Of a suggested pair the reason may be left out: it is then what suggests them.

    Example: headwater judge same -w workspaces/gulou p:0f3a5c7e9b1d2f40 p:8a6c4e2f0b9d7153 --reason "same id card seen"
    """
    store = store_of(context, workspace)
    _decide(store, "same", (a, b), reason or _suggested_reason(store, a, b), json=json)


@app.command()
def not_same(
    context: typer.Context, a: Person, b: Person, reason: Reason = "", workspace: MaybeWorkspace = None,
    json: Json = False,
) -> None:  # fmt: skip
    """Say that two persons are not one. What links both of them then links nobody.

    Where the rows make them one, name two tokens: headwater judge person lists them.

    Example: headwater judge not-same -w workspaces/gulou n:1d2f400f n:8a6c4e2f --reason "a phone of the family"
    """
    _decide(store_of(context, workspace), "not_same", (a, b), reason, json=json)


@app.command()
def wrong_link(
    context: typer.Context,
    what: Annotated[list[str], typer.Argument(help="A token; or a record, a kind and a holder.", show_default=False)],
    reason: Reason = "",
    workspace: MaybeWorkspace = None,
    json: Json = False,
) -> None:
    """Say that a token links the wrong people, or that a record did not go through a holder.

    Example: headwater judge wrong-link -w workspaces/gulou order:20240501 warehouse 1号仓 --reason "sent from another"
    """
    kind = "wrong_token" if len(what) == 1 else "wrong_holding"
    _decide(store_of(context, workspace), kind, what, reason, json=json)


@app.command()
def cleared(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(help="What the holder is: merchant, courier, hub, …", show_default=False)],
    name: Annotated[str, typer.Argument(help="Its name, as in the files.", show_default=False)],
    reason: Reason = "",
    workspace: MaybeWorkspace = None,
    json: Json = False,
) -> None:
    """Say that a holder was looked into and is no source: it stays in the list and is not named.

    Example: headwater judge cleared -w workspaces/gulou merchant 甲店 --reason "its systems were examined, 3 June"
    """
    _decide(store_of(context, workspace), "cleared", (kind, name), reason, json=json)


@app.command()
def undo(
    context: typer.Context,
    number: Annotated[int, typer.Argument(help="As headwater judge list prints it.", show_default=False)],
    reason: Reason = "",
    workspace: MaybeWorkspace = None,
    json: Json = False,
) -> None:
    """Take a judgement back; verdicts are then as if it had never been. Both stay in the list.

    Example: headwater judge undo -w workspaces/gulou 7 --reason "the card was of another person"
    """
    from ingest.decisions import undo as take_back

    store = store_of(context, workspace)
    _made(store, take_back(store, number, reason), json=json)


@app.command()
def approve(
    context: typer.Context,
    number: Annotated[
        int, typer.Argument(help="Of what waits, as headwater judge list prints it.", show_default=False)
    ],
    workspace: MaybeWorkspace = None,
    json: Json = False,
) -> None:
    """Let what another person proposed take effect.

    Example: headwater judge approve -w workspaces/gulou 7
    """
    from ingest.decisions import approve as second

    store = store_of(context, workspace)
    _made(store, second(store, number), json=json)


@app.command()
def review(
    context: typer.Context,
    turn: Annotated[Turn, typer.Argument(help="on or off.", show_default=False)],
    reason: Reason = "",
    workspace: MaybeWorkspace = None,
) -> None:
    """Ask for a second person where a holder is cleared or more than five persons are made one, or ask no longer.

    It is off until somebody turns it on; another than who turned it on has to turn it off.

    Example: headwater judge review on -w workspaces/gulou --reason "order of the bureau"
    """
    from ingest.decisions import turn_review

    turn_review(store_of(context, workspace), reason, on=turn is Turn.ON)
    answer("复核已启用 / review is on" if turn is Turn.ON else "复核已停用 / review is off")


for name, listing in (
    ("list", judge_listing.list_),
    ("person", judge_listing.person),
    ("suggest", judge_listing.suggest),
):
    app.command(name)(listing)


def _decide(store: EmbeddedStore, kind: str, names: Sequence[str], reason: str, *, json: bool) -> None:
    from ingest.decisions import decide

    _made(store, decide(store, kind, names, reason), json=json)


def _suggested_reason(store: EmbeddedStore, a: str, b: str) -> str:
    """What suggests these two; "" where nothing does."""
    from ingest.decisions import person_of
    from ingest.showing import offered

    people = {person_of(store.persons, name) for name in (a, b)}
    return next((f"{o.text.zh} / {o.text.en}" for o in offered(reading_of(store)) if {o.a, o.b} == people), "")


def _made(store: EmbeddedStore, one: Judgement, *, json: bool) -> None:
    from headwater.commands.judged import print_made

    print_made(store, one, json=json)
