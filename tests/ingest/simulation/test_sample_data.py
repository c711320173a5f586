"""The case kept beside the program: what is in it, and that it can be made again."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = ROOT / "sample_data"


def test_the_command_of_the_readme_writes_the_very_same_bytes(tmp_path: Path) -> None:
    """Whoever doubts the sample can make it again with the command that stands there."""
    code = re.search(r'python -c "\n(.*?)"\n```', (SAMPLE / "README.md").read_text("utf-8"), re.S)
    assert code
    (tmp_path / "sample_data").mkdir()
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{code[1]}"]
    subprocess.run(command, cwd=tmp_path, check=True, timeout=120)

    made = {file.relative_to(tmp_path / "sample_data"): file for file in (tmp_path / "sample_data").rglob("*.*")}
    kept = {file.relative_to(SAMPLE) for file in SAMPLE.rglob("*.*")} - {Path("README.md")}
    assert set(made) == kept
    assert [name for name, file in made.items() if file.read_bytes() != (SAMPLE / name).read_bytes()] == []


def test_the_sample_is_small_enough_to_be_kept() -> None:
    """Less than two megabytes in plain files."""
    assert sum(file.stat().st_size for file in SAMPLE.rglob("*.*")) < 2_000_000


def test_the_sample_has_four_sources_and_victims_of_none() -> None:
    """A warehouse, an order software, a courier's account, a member of a branch's staff; and nothing shared."""
    truth = json.loads((SAMPLE / "truth.json").read_text("utf-8"))
    victims = list(csv.DictReader((SAMPLE / "case" / "victims.csv").open(encoding="utf-8", newline="")))

    assert [source["level"] for source in truth["sources"]] == ["warehouse", "erp", "courier_account", "courier_person"]
    assert 60 <= len(victims) <= 120
    assert set(truth["victims_by_source"].values()) == {-1, 0, 1, 2, 3}
    assert any("school" in victim["fields_known"] for victim in victims)


def test_the_largest_holders_of_the_sample_touch_more_victims_than_its_sources() -> None:
    """Counting who is shared names the decoys first."""
    truth = json.loads((SAMPLE / "truth.json").read_text("utf-8"))
    sources = {source["node"] for source in truth["sources"]}
    orders = list(csv.DictReader((SAMPLE / "case" / "orders.csv").open(encoding="utf-8", newline="")))
    touched: dict[str, set[str]] = {}
    for row in orders:
        if row["person_id"] in truth["victims_by_source"]:
            for kind in ("platform", "merchant", "erp", "warehouse", "credit_product"):
                touched.setdefault(row[kind], set()).add(row["person_id"])
    touched.pop("")
    most = sorted(touched, key=lambda name: -len(touched[name]))[:5]

    assert not sources & set(most)
