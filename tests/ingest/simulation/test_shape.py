"""Economies of other sizes and shapes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ingest.simulation import simulate
from ingest.simulation.economy import found
from ingest.simulation.names import CITIES
from ingest.simulation.people import settle
from ingest.simulation.shape import USUAL, Shape, drawn


def shapes() -> list[Shape]:
    """Forty drawn ones."""
    return [drawn(np.random.Generator(np.random.PCG64(seed))) for seed in range(40)]


def test_drawn_economies_differ_in_size() -> None:
    """Cities, couriers, shops; never more cities than have names."""
    assert {len(shape.cities) for shape in shapes()} == set(range(2, len(CITIES) + 1))
    assert {len(shape.couriers) for shape in shapes()} == set(range(4, 11))
    assert min(shape.shops[0] for shape in shapes()) < 300
    assert max(shape.shops[0] for shape in shapes()) > 900


def test_parts_add_up() -> None:
    """Of people by city and of orders by courier."""
    for shape in (USUAL, *shapes()):
        assert shape.cities.sum() == pytest.approx(1)
        assert shape.couriers.sum() == pytest.approx(1)


@pytest.mark.parametrize("seed", range(4))
def test_an_economy_has_the_shape_that_was_asked_for(seed: int) -> None:
    """A hub for each courier and city, a name for every holder, somebody in every city."""
    rng = np.random.Generator(np.random.PCG64(seed))
    shape = drawn(rng)
    economy = found(rng, shape)
    crowd = settle(rng, economy.network, shape.cities, 90)

    assert len(economy.shops.popularity) == shape.shops[0]
    assert len(economy.names["hub"]) == len(shape.cities) * len(shape.couriers)
    assert all(len(set(named)) == len(named) for kind, named in economy.names.items() if kind != "courier_person")
    assert set(crowd.region.tolist()) == set(range(len(shape.cities)))


def test_the_same_seed_varied_is_another_case_and_always_the_same(tmp_path: Path) -> None:
    """Byte for byte."""
    names = ("usual", "varied", "again")
    written = [
        simulate(tmp_path / name, seed=5, family="small", vary=vary)
        for name, vary in zip(names, (False, True, True), strict=True)
    ]
    usual, varied, again = ([path.read_bytes() for path in (*case.files, case.truth)] for case in written)

    assert varied == again
    assert varied != usual
