"""What one record says of its holders."""

from __future__ import annotations

import numpy as np
import pytest

from graph.index import index_of
from graph.ranking.material import inside_records
from graph.ranking.material.case import Case
from graph.ranking.material.prepare import prepare
from tests.graph.ranking.made_up import Holding, exposures, person, random_case


def case_of(holdings: list[Holding], **hidden: list[int]) -> Case:
    """A case of these holdings and the people in them."""
    people = [person(name) for name in sorted({row[0] for row in holdings})]
    return prepare(index_of(exposures(people, holdings, protected=hidden.get("protected", ())))).case


def orders(shops: str, erps: str) -> list[Holding]:
    """An order per letter: its shop, and its ERP unless "-"."""
    rows: list[Holding] = []
    for n, (shop, erp) in enumerate(zip(shops, erps, strict=True)):
        rows.append(("p:1", f"o{n}", "merchant", shop, "2024-05-01"))
        if erp != "-":
            rows.append(("p:1", f"o{n}", "erp", erp, "2024-05-03"))
    return rows


def erps_of(case: Case) -> list[str]:
    """The ERPs of all exposures, sorted."""
    rows = np.flatnonzero(np.array([case.kinds[k] == "erp" for k in case.kind_of]))
    return sorted(case.names[j][1] for j in case.holder[rows])


def test_an_unknown_erp_is_filled_in_where_the_known_agree() -> None:
    """A shop that always used x used x here too, at the time of its own exposure."""
    case = case_of(orders("aaab", "xx-y"))
    filled = [e for e in range(len(case.day)) if case.names[case.holder[e]] == ("erp", "x") and case.lag[e] == 40]

    assert erps_of(case) == ["x", "x", "x", "y"]
    assert len(filled) == 1


def test_it_is_not_filled_in_where_they_disagree_or_are_too_few() -> None:
    """Below 90 %, or a single known one, is a guess."""
    assert erps_of(case_of(orders("aaab-b"[:4], "xy-z"))) == ["x", "y", "z"]
    assert erps_of(case_of(orders("aa", "x-"))) == ["x"]


def test_a_protected_one_is_known_and_not_filled_in() -> None:
    """The privacy label says that whoever it was did not see the field."""
    rows = [*orders("aaa", "xx-"), ("p:1", "o2", "erp", "x", "2024-05-03")]
    case = case_of(rows, protected=[len(rows) - 1])

    assert [case.names[j][1] for j in case.holder if j >= 0 and case.names[j][0] == "erp"] == ["x", "x"]


def test_a_parent_is_the_one_that_most_records_name() -> None:
    """Two parcels through hub g, one through h: g."""
    rows: list[Holding] = []
    for n, hub in enumerate("ghg"):
        rows += [("p:1", f"o{n}", "branch", "b", "2024-05-01"), ("p:1", f"o{n}", "hub", hub, "2024-05-01")]
    case = case_of(rows)

    assert case.names[case.parent[case.names.index(("branch", "b"))]] == ("hub", "g")
    assert case.parent[case.names.index(("hub", "g"))] == -1


def test_holders_of_different_records_are_no_kin() -> None:
    """A hub of another parcel is nobody's parent."""
    case = case_of([("p:1", "o1", "branch", "b", "2024-05-01"), ("p:1", "o2", "hub", "g", "2024-05-01")])

    assert case.parent.tolist() == [-1, -1]


def test_few_pairs_are_counted_as_many_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways name the same parents and fill in the same."""
    case = random_case(3)
    few = prepare(index_of(case)).case
    monkeypatch.setattr(inside_records, "FEW", 0)
    many = prepare(index_of(case)).case

    assert few.parent.tolist() == many.parent.tolist()
    assert few.holder.tolist() == many.holder.tolist()
    assert (few.parent >= 0).any()
