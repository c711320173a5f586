"""`headwater simulate`: fictional cases, with the answer in a file apart."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from headwater.output import answer


def simulate(
    out: Annotated[Path, typer.Option("--out", help="Folder to write; the answer goes beside it.", show_default=False)],
    victims: Annotated[
        int | None,
        typer.Option("--victims", help="How many victims; else as many as the family has.", show_default=False),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="Same seed, same bytes.")] = 1,
    leaks: Annotated[
        int | None, typer.Option("--leaks", help="How many holders leak; 0: nobody.", show_default=False)
    ] = None,
    family: Annotated[str, typer.Option("--family", help="A family of cases by name.")] = "mixed",
    headers: Annotated[str, typer.Option("--headers", help="en, or zh as investigators have them.")] = "en",
    vary: Annotated[bool, typer.Option("--vary", help="Draw the size and shape of the economy too.")] = False,
) -> None:
    """Write a fictional case: people, orders, parcels, calls, and who leaked in a file apart.

    Example: headwater simulate --out simulated/case --victims 90 --seed 7 --leaks 2
    """
    from ingest.simulation import simulate as write

    written = write(out, victims=victims, seed=seed, leaks=leaks, family=family, headers=headers, vary=vary)
    answer(f"Case: {written.case}")
    answer(f"Answer: {written.truth}")
