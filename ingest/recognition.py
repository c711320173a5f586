"""How surely a table is of its kind, and a column what it is taken for; with the reason in words."""

from __future__ import annotations

from dataclasses import dataclass

from graph.schema import RECORDS
from graph.verdict import Text

DOUBTFUL = 0.7
"""A kind less sure than this should be looked at before its rows are taken."""
AS_ASKED = Text("按指定的类型或表头对应读取", "read as asked by kind or mapping")


@dataclass(frozen=True, slots=True)
class Recognition:
    """How a table's kind is known: confidence of 0 to 1, why, the kind that comes nearest to it, and which mapping was used.

    `header_set` tells tables under the same headers, in any order; `asked` whether kind or mapping were given by the user.
    """

    confidence: float
    reason: Text
    rival: str | None = None
    asked: bool = False
    mapping_name: str = ""
    mapping_version: int = 0
    header_set: str = ""

    @property
    def mapping(self) -> str:
        """The saved mapping that was used, as `name v2`; "" where none was."""
        return f"{self.mapping_name} v{self.mapping_version}" if self.mapping_name else ""


def by_headers(
    kind: str, known: int, headers: int, rival: str | None, rival_known: int, *, hinted: bool
) -> Recognition:
    """The recognition of a kind by its headers: `known` of `headers` are its, `rival_known` of them the next kind's that fits.

    Few known headers, or another kind that explains nearly as many, make it less sure; the file's name halves the doubt.
    """
    doubt = rival_known / max(known, 1) / (4 if hinted else 2)
    confidence = round((1 - 0.5**known) * (1 - doubt), 2)
    name = RECORDS[kind]
    zh, en = f"{headers} 个表头中 {known} 个属于{name.zh}", f"{known} of {headers} headers are of {kind}"
    if rival is None:
        return Recognition(confidence, Text(f"{zh}，不像其他类型", f"{en}, and no other kind fits"))
    zh, en = f"{zh}；其次像{RECORDS[rival].zh}（{rival_known} 个）", f"{en}; next is {rival} with {rival_known}"
    return Recognition(confidence, Text(zh, en), rival)


def by_format(said: Text, *, whole: bool) -> Recognition:
    """The recognition of a known export; `whole` where it has all that its kind needs."""
    if whole:
        return Recognition(0.99, Text(f"表头与{said.zh}一致", f"the headers are those of a {said.en}"))
    lacking = Text(
        f"表头与{said.zh}一致，但没有指明人员的列",
        f"the headers are those of a {said.en}, without a column that names a person",
    )
    return Recognition(0.9, lacking)


def as_asked(known: int) -> Recognition:
    """The recognition of a table whose kind or mapping the user gave."""
    return Recognition(1.0 if known else 0.0, AS_ASKED, asked=True)


def as_saved(name: str, version: int) -> Recognition:
    """The recognition of a table under headers for which a mapping was saved."""
    said = Text(
        f"按已保存的导入规格“{name}”第 {version} 版读取", f"read by the saved mapping {name}, version {version}"
    )
    return Recognition(1.0, said, mapping_name=name, mapping_version=version)
