"""The reference implementation, where its file is given: its own arrays of a made case, and its answer."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from graph.errors import BadInput
from headwater.bench.answer import NOBODY, Answer
from headwater.bench.cases import MadeCase, make_case
from headwater.bench.economy import KINDS
from headwater.bench.tables import TOLD, holder_name
from headwater.bench.timing import once
from ingest.simulation.chance import Flags, Ints

NEEDED = ("Case", "KINDS", "FIELDS", "parents", "answer")


def load(path: Path) -> Any:
    """The module in this file. BadInput: it cannot be loaded, or is another program."""
    found = importlib.util.spec_from_file_location("reference_of_the_method", path)
    if not path.is_file() or found is None or found.loader is None:
        msg = f"{path}: no Python file. Give the reference implementation of the method"
        raise BadInput(msg)
    module = importlib.util.module_from_spec(found)
    sys.modules[found.name] = module  # its dataclasses look themselves up there
    try:
        found.loader.exec_module(module)
    except Exception as error:
        msg = f"{path}: cannot be loaded ({type(error).__name__}). Give the reference implementation of the method"
        raise BadInput(msg) from error
    if missing := [name for name in NEEDED if not hasattr(module, name)]:
        msg = f"{path}: has no {', '.join(missing)}, so it is not the reference implementation of the method"
        raise BadInput(msg)
    return module


def open_reference(victims: int, path: Path) -> Callable[[], Answer]:
    """In a process of its own: seconds of one answer of the reference, and the source it names first with its value."""
    module = load(path)
    case = case_of(module, make_case(victims))

    def work() -> Answer:
        seconds, answer = once(lambda: module.answer(case))
        first = [(f"{source['kind']} {source['holder']}", float(source["value"])) for source in answer["sources"][:1]]
        return Answer(seconds, *(first or NOBODY)[0], seconds)

    return work


def case_of(module: Any, case: MadeCase) -> Any:
    """The made case in the reference's arrays: what its own reader would make of the same facts.

    Nothing has to be filled in, as every order names a holder of each kind.
    """
    before = np.flatnonzero(case.day < case.call[case.person])
    names, holder = _numbered(case.holders[before], list(module.KINDS))
    kind = np.array([module.KINDS.index(k) for k, _ in names])
    place = np.full(len(case.person) + 1, -1)  # the last: no order was named
    place[before] = np.arange(len(before))
    return module.Case(
        n=case.victims,
        kinds=list(module.KINDS),
        names=names,
        kind=kind,
        parent=module.parents(kind, holder),
        published=np.full(len(names), np.nan),
        call=case.call,
        region=np.unique(case.city, return_inverse=True)[1],
        person=case.person[before],
        day=case.day[before],
        dated=np.ones(len(before), bool),
        holder=holder,
        named=place[case.named],
        knew=_knew(module, case.told),
        sets=None,
    )


def _numbered(holders: Ints, kinds: list[str]) -> tuple[list[tuple[str, str]], Ints]:
    """The holders that occur, by kind and name, and the orders' holders as places in that list: M x K, -1 for none."""
    out = np.full((len(holders), len(kinds)), -1)
    names: list[tuple[str, str]] = []
    for column, kind in enumerate(KINDS):
        seen, code = np.unique(holders[:, column], return_inverse=True)
        out[:, kinds.index(kind)] = code + len(names)
        names += [(kind, holder_name(kind, int(number))) for number in seen]
    return names, out


def _knew(module: Any, told: Flags) -> Flags:
    """N x fields: what the callers knew."""
    short, long = (np.isin(module.FIELDS, text.split(";")) for text in ("name;phone", TOLD))
    return np.where(told[:, None], long, short)
