"""Simulated cases through importer and method: what was planted is found, and nothing where nothing was planted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.stores import MemoryStore
from graph.tracing import trace
from graph.verdict import Verdict
from ingest import Key, facts_in_memory, plan_files
from ingest.simulation import simulate

SAMPLE = Path(__file__).resolve().parents[3] / "sample_data"


def verdict_on(folder: Path, key: Key) -> Verdict:
    """The verdict on a folder of files, of which no row may be refused."""
    plan = plan_files([folder], key=key)

    assert sum(table.refused for table in plan.tables) == 0
    assert plan.skipped == ()
    return trace(MemoryStore(facts_in_memory(plan)))


@pytest.fixture(scope="module")
def sample(key: Key) -> Verdict:
    """The verdict on the sample case."""
    return verdict_on(SAMPLE / "case", key)


def test_the_sources_of_the_sample_are_named_and_nobody_else(sample: Verdict) -> None:
    """All four, down to the courier person with nine victims; no decoy and nothing for the students."""
    truth = json.loads((SAMPLE / "truth.json").read_text("utf-8"))

    assert {(s.kind, s.holder) for s in sample.sources} == {(s["level"], s["node"]) for s in truth["sources"]}


def test_counting_what_is_shared_names_decoys(sample: Verdict) -> None:
    """The obvious method fails on the sample, which is why there is another."""
    truth = {source["node"] for source in json.loads((SAMPLE / "truth.json").read_text("utf-8"))["sources"]}
    shared_count = dict(sample.naive)["shared_count"]

    assert len(shared_count) >= 3
    assert not truth & {score.holder for score in shared_count[:3]}


def test_chinese_exports_and_plain_files_give_the_same_verdict(tmp_path: Path, key: Key) -> None:
    """One file a platform and courier, two encodings, people known by telephone: the same answer to the last figure."""
    plain, dressed = (
        verdict_on(simulate(tmp_path / h, family="small", seed=1, headers=h).case, key) for h in ("en", "zh")
    )

    assert plain.state == dressed.state == "source"
    assert plain.sentence == dressed.sentence
    assert [(r.kind, r.holder, r.value) for r in plain.ranking] == [
        (r.kind, r.holder, r.value) for r in dressed.ranking
    ]


@pytest.mark.parametrize("seed", [1, 2])
def test_nobody_is_named_where_nothing_leaked(tmp_path: Path, key: Key, seed: int) -> None:
    """Victims without a common source get no source."""
    verdict = verdict_on(simulate(tmp_path / "case", family="null_small", seed=seed).case, key)

    assert verdict.sources == ()
    assert verdict.state in {"none", "lead"}
