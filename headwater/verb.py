"""Commands whose plain words are taken as they are.

Typer reads every word through Pydantic, the start of which takes as long as a tenth of a small trace. Anything but texts
and readable paths still goes that way, with its messages.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_origin

from typer._coercion import RuntimeParam, build_runtime_param
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

if TYPE_CHECKING:
    from typer._click import Context, Parameter


@dataclass(frozen=True)
class Plain(RuntimeParam):
    """Takes texts, paths, and values that are there already; leaves the rest to Typer."""

    def _coerce_value(self, value: Any, param: Any, ctx: Context) -> Any:
        annotation: Any = self.annotation
        many = get_origin(annotation) is list
        kind = get_args(annotation)[0] if many else annotation
        values = list(value) if many else [value]
        if not all(_is_plain(one, kind) for one in values):
            return build_runtime_param(param.type_descriptor).coerce(value, param=param, ctx=ctx)
        taken = [Path(one) if kind is Path else one for one in values]
        return taken if many else taken[0]


def _is_plain(value: object, kind: object) -> bool:
    """Whether a value needs no reading: a text, a path that may be read or is not there, or what is one of its kind."""
    if kind is Path:
        return isinstance(value, str) and (os.access(value, os.R_OK) or not os.path.lexists(value))
    return type(value) is kind


def _plainly(params: list[Parameter]) -> list[Parameter]:
    """The parameters, told to take plain words as they are."""
    for param in params:
        # Typer makes its own reader where there is none yet; there is no public place to put another.
        if isinstance(param, TyperArgument | TyperOption) and param._runtime_param is None:  # noqa: SLF001
            told = param.type_descriptor
            param._runtime_param = Plain(annotation=told.annotation, parameter_info=told.parameter_info)  # noqa: SLF001
    return params


class Verb(TyperCommand):
    """A command that takes plain words as they are."""

    def get_params(self, ctx: Context) -> list[Parameter]:
        """Its parameters and that of `--help`."""
        return _plainly(super().get_params(ctx))


class Verbs(TyperGroup):
    """The commands together, with the options before them."""

    def get_params(self, ctx: Context) -> list[Parameter]:
        """Its parameters and that of `--help`."""
        return _plainly(super().get_params(ctx))
