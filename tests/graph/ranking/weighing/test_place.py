"""Where a holder could reach its victims."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.index import index_of
from graph.ranking.expected.windows import Windows
from graph.ranking.material.prepare import prepare
from graph.ranking.weighing.place import Places
from graph.ranking.weighing.reach import Reach
from tests.graph.ranking.made_up import Holding, exposures, person


def places_of(holdings: list[Holding], regions: dict[str, str] | None = None) -> tuple[Places, tuple[str, ...]]:
    """Places, and the pseudonyms of the victims."""
    people = [person(name, region=(regions or {}).get(name, "")) for name in sorted({row[0] for row in holdings})]
    prepared = prepare(index_of(exposures(people, holdings)))
    return Places(Reach(prepared.case, Windows(prepared.case.day), 90)), prepared.people


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 7)), min_size=1, max_size=25))
def test_quarters_are_the_components_of_people_and_branches(pairs: list[tuple[int, int]]) -> None:
    """Against networkx."""
    rows: list[Holding] = [(f"p:{i}", f"o{n}", "branch", f"b{b}", "2024-05-01") for n, (i, b) in enumerate(pairs)]
    places, people = places_of(rows)
    quarter = dict(zip(people, places.quarters, strict=True))
    components = list(nx.connected_components(nx.Graph([(f"p:{i}", f"b{b}") for i, b in pairs])))

    assert len(set(quarter.values())) == len(components)
    for component in components:
        assert len({quarter[name] for name in component if name in quarter}) == 1


def test_an_address_bound_holder_reaches_one_region() -> None:
    """That of most of its exposures; a shop reaches everybody."""
    rows: list[Holding] = [
        (f"p:{i}", f"o{i}", kind, "a", "2024-05-01") for i in range(5) for kind in ("branch", "merchant")
    ]
    places, people = places_of(rows, {f"p:{i}": "north" if i < 3 else "south" for i in range(5)})
    names = places.case.names
    branch, shop = places.of(names.index(("branch", "a"))), places.of(names.index(("merchant", "a")))

    assert {p for p, here in zip(people, branch.here, strict=True) if here} == {"p:0", "p:1", "p:2"}
    assert len(branch.rows) == 3
    assert shop.here.all()


def test_a_fitted_branch_is_expected_as_its_whole_hub_in_its_quarter() -> None:
    """The gate: everybody there lives near, so being served by it is no coincidence."""
    rows: list[Holding] = []
    for i in range(8):
        branch = "near" if i < 5 else "far"
        rows += [(f"p:{i}", f"o{i}", "hub", "h", "2024-05-01"), (f"p:{i}", f"o{i}", "branch", branch, "2024-05-01")]
    places, _ = places_of(rows)
    names = places.case.names
    hub, near = names.index(("hub", "h")), names.index(("branch", "near"))
    fitted = places.fitted(near)

    assert fitted.here.sum() == 5
    assert fitted.share == pytest.approx(places.reach.shares.share[:, hub])
    assert fitted.share[0] > places.of(near).share[0]


def test_without_a_hub_there_is_nothing_to_fit() -> None:
    """The place is then the region."""
    places, _ = places_of([(f"p:{i}", f"o{i}", "branch", "b", "2024-05-01") for i in range(4)])

    assert np.array_equal(places.fitted(0).share, places.of(0).share)


def at_stations(used: dict[str, list[str]], branches: bool = True) -> list[Holding]:
    """An order at each station of each person, through the one branch of everybody's quarter."""
    rows: list[Holding] = []
    for name, stations in used.items():
        for n, station in enumerate(stations):
            rows.append((name, f"{name}-{n}", "station", station, "2024-05-01"))
            if branches:
                rows.append((name, f"{name}-{n}", "branch", "b", "2024-05-01"))
    return rows


def test_a_fitted_station_is_expected_as_its_part_of_the_stations_of_its_quarter() -> None:
    """Two stations serve the quarter, a third lies elsewhere: its share is then of those two."""
    rows = at_stations({"p:0": ["s1"], "p:1": ["s1"], "p:2": ["s2"], "p:3": ["s1", "s2"]})
    rows += [
        (f"p:{i}", f"o{i}", kind, name, "2024-05-01")
        for i in (4, 5)
        for kind, name in (("station", "s3"), ("branch", "c"))
    ]
    places, _ = places_of(rows)
    s1, s2, s3 = (places.case.names.index(("station", name)) for name in ("s1", "s2", "s3"))
    share = places.reach.shares.share[0]
    fitted = places.fitted(s1)

    assert fitted.here.sum() == 4
    assert fitted.share[0] == pytest.approx(share[s1] / (share[s1] + share[s2]))
    assert share[s1] < fitted.share[0] < 1
    assert places.fitted(s3).share[0] == pytest.approx(1)


def test_where_no_branch_is_known_stations_tell_the_quarters() -> None:
    """Stations used by one person lie in one quarter; branches, where known, decide alone."""
    used = {"p:0": ["s1"], "p:1": ["s1", "s2"], "p:2": ["s3"]}
    by_station, _ = places_of(at_stations(used, branches=False))
    by_branch, _ = places_of(at_stations(used))

    assert len(set(by_station.quarters)) == 2
    assert len(set(by_branch.quarters)) == 1


def test_the_shares_of_stations_in_a_region_add_up() -> None:
    """Each one's part in the people of the region who use any, though whole regions elsewhere use others."""
    used = {f"p:{i}": [f"s{i % 3}"] for i in range(12)}
    places, _ = places_of(at_stations(used), dict.fromkeys(used, "north"))
    share = places.reach.shares.share[0]

    assert share[places.case.of_kind("station")] == pytest.approx([1 / 3] * 3)


def test_a_station_where_nobody_is_compared_with_is_one_of_those_seen_there() -> None:
    """Comparison people of another city say nothing about the stations of this one."""
    people = [person(f"p:{i}", region="north") for i in range(6)]
    people += [person(f"c:{i}", role="comparison", region="south") for i in range(6)]
    rows: list[Holding] = [(f"p:{i}", f"o{i}", "station", f"n{i % 2}", "2024-05-30") for i in range(6)]
    rows += [(f"c:{i}", f"q{i}", "station", f"s{i}", "2024-05-30") for i in range(6)]
    case = prepare(index_of(exposures(people, rows))).case
    share = Reach(case, Windows(case.day), 90).shares.share

    assert share[0, [case.names.index(("station", name)) for name in ("n0", "n1")]] == pytest.approx([0.5, 0.5])
    assert share[1, case.names.index(("station", "n0"))] == 0
