"""`headwater trace`: the contract of its JSON, and the same bytes however the same records come."""

from __future__ import annotations

import csv
import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from headwater.commands import trace
from tests.graph.test_verdict import VERDICT
from tests.headwater.command import SAMPLE, files, is_one_line, run, spawn

NAIVE = ["shared_count", "odds_ratio", "coverage", "jlh", "g2", "mantel_haenszel", "breach_radar"]
KEYS = {
    "": ["format", "version", "inputs", "verdict", "sentence", "sources", "ranking", "tied", "power", "naive", "next_questions", "warnings"],
    "inputs": ["digest", "victims", "comparisons", "shares", "exposures", "from", "to"],
    "sentence": ["zh", "en"],
    "sources": ["rank", "kind", "holder", "grade", "value", "probability", "observed", "expected", "expected_range",
                "explained", "explained_range", "lag_days", "window", "tolerance", "not_told_apart", "against", "people", "parts"],
    "sources.window": ["from", "to", "from_range", "to_range"],
    "sources.not_told_apart": ["kind", "holder", "value"],
    "sources.against": ["never_touched", "only_outside", "comparisons_touched", "comparisons", "victims"],
    "sources.parts": ["code", "nats", "zh", "en"],
    "ranking": ["kind", "holder", "value", "value_left", "probability", "observed", "expected", "grade"],
    "power": ["smallest_explained", "chance"],
    "naive": NAIVE,
    **{f"naive.{method}": ["kind", "holder", "score"] for method in NAIVE},
    "next_questions": ["ask", "about", "gain_nats", "person", "record", "kind", "holder", "kinds", "chance", "zh", "en"],
    "next_questions.chance": ["kind", "holder", "now", "if_yes", "if_no"],
    "warnings": ["code", "zh", "en"],
}  # fmt: skip


def shapes(value: Any, place: str = "") -> dict[str, set[tuple[str, ...]]]:
    """Keys of all objects by their place, in the order they are written."""
    found: dict[str, set[tuple[str, ...]]] = {}
    if isinstance(value, dict):
        found[place] = {tuple(value)}
        inner = [(one, f"{place}.{key}".lstrip(".")) for key, one in value.items()]
    else:
        inner = [(one, place) for one in value] if isinstance(value, list) else []
    for one, where in inner:
        for key, keys in shapes(one, where).items():
            found.setdefault(key, set()).update(keys)
    return found


def test_the_json_has_the_keys_of_the_contract(traced: str) -> None:
    """No more, no fewer, in that order."""
    found = shapes(json.loads(traced))

    assert {place: [list(keys) for keys in one] for place, one in found.items()} == {
        place: [keys] for place, keys in KEYS.items() if place in found
    }
    assert set(KEYS) - set(found) <= {
        "sources.not_told_apart", "power", "next_questions", "next_questions.chance", "warnings"
    }  # fmt: skip


def test_the_json_holds_together(traced: str) -> None:
    """Figures of one part follow from those of another."""
    told = json.loads(traced)

    assert (told["format"], told["verdict"]) == (1, "source")
    assert told["inputs"]["digest"].startswith("sha256:")
    assert [source["rank"] for source in told["sources"]] == list(range(1, len(told["sources"]) + 1))
    for source in told["sources"]:
        against, victims = source["against"], told["inputs"]["victims"]
        assert against["never_touched"] + against["only_outside"] + source["observed"] == victims == against["victims"]
        assert source["explained_range"][0] <= source["explained"] <= source["explained_range"][1]
        assert source["window"]["from"] <= source["window"]["to"]
        assert source["people"] == sorted(set(source["people"]))
        assert source["holder"] in told["sentence"]["zh"]
        assert source["holder"] in told["sentence"]["en"]
    assert len(told["ranking"]) == 20


def test_the_sources_of_the_sample_are_found(traced: str) -> None:
    """All four, by kind and name, and no other."""
    truth = json.loads((SAMPLE.parent / "truth.json").read_text("utf-8"))

    named = {(source["kind"], source["holder"]) for source in json.loads(traced)["sources"]}

    assert named == {(source["level"], source["node"]) for source in truth["sources"]}


def test_rows_in_any_order_and_files_in_any_split_give_the_same_bytes(traced: str, tmp_path: Path) -> None:
    """Every table shuffled, cut in two, its columns turned round, and the files named so that they come in another order."""
    chance = random.Random(20240531)  # noqa: S311 no secret
    for n, file in enumerate(sorted(SAMPLE.iterdir())):
        with file.open(encoding="utf-8", newline="") as source:
            header, *rows = list(csv.reader(source))
        chance.shuffle(rows)
        cut = len(rows) // 3
        for part in (rows[:cut], rows[cut:]):
            name = f"{chance.random():.6f}-{n}-{file.name}"
            with (tmp_path / name).open("w", encoding="utf-8", newline="") as target:
                csv.writer(target).writerows([row[::-1] for row in [header, *part]])

    done = run("trace", tmp_path, "--json")

    assert (done.code, done.out) == (0, traced)


@pytest.mark.parametrize("seed", ["0", "1"])
def test_files_in_one_shot_give_what_the_workspace_gives_and_nothing_is_left_behind(
    seed: str, traced: str, tmp_path: Path
) -> None:
    """The same bytes under any hash seed; its home, its folder for scratch and where it stands stay as they were."""
    places = {name: tmp_path / name for name in ("home", "scratch", "here")}
    for place in places.values():
        place.mkdir()

    done = spawn(
        "trace", SAMPLE, "--json",
        cwd=places["here"], PYTHONHASHSEED=seed, HOME=str(places["home"]), TMPDIR=str(places["scratch"]),
    )  # fmt: skip

    assert (done.code, done.out) == (0, traced)
    assert files(tmp_path) == {"here": b"", "home": b"", "scratch": b""}


def test_without_a_key_one_is_made_and_nothing_else(victims: Path, tmp_path: Path) -> None:
    """In the user's folder for settings, readable by nobody else."""
    home = tmp_path / "home"
    home.mkdir()

    done = spawn("trace", victims, "--json", HOME=str(home), XDG_CONFIG_HOME="", HEADWATER_KEY_FILE="")

    assert done.code == 0
    assert list(files(home)) == [".config", ".config/headwater", ".config/headwater/token.key"]
    assert (home / ".config/headwater/token.key").stat().st_mode & 0o077 == 0


def test_another_key_changes_pseudonyms_and_nothing_else(
    traced: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`people` are told under the key in use."""
    monkeypatch.setenv("HEADWATER_KEY_FILE", str(tmp_path / "other.key"))

    mine, other = json.loads(traced), json.loads(run("trace", SAMPLE, "--json").out)

    assert [source.pop("people") for source in mine["sources"]] != [source.pop("people") for source in other["sources"]]
    assert mine == other


def test_an_unknown_case_lists_the_cases_there_are(workspace: Path) -> None:
    """One line."""
    done = run("trace", "-w", workspace, "--case", "JQ1")

    assert done.code == 2
    assert is_one_line(done)
    assert "'JQ1'" in done.err
    assert "JQ20240001, JQ20240002" in done.err


def test_one_case_is_traced_by_itself(workspace: Path) -> None:
    """One victim is too few, which is a verdict and no error."""
    told = json.loads(run("trace", "-w", workspace, "--case", "JQ20240001", "--json").out)

    assert (told["verdict"], told["inputs"]["victims"], told["sources"]) == ("undecidable", 1, [])


def test_before_the_series_nothing_can_be_said(workspace: Path) -> None:
    """At a day on which nobody had been called yet."""
    done = run("trace", "-w", workspace, "--as-of", "2023-12-31", "--json")
    told = json.loads(done.out)

    assert (done.code, told["verdict"], told["inputs"]["victims"]) == (0, "undecidable", 0)
    assert told["ranking"] == told["sources"] == []


def test_for_people_a_day_before_the_series_is_told_without_a_table_or_advice(workspace: Path) -> None:
    """Nobody is asked to import what was not known by then."""
    done = run("trace", "-w", workspace, "--as-of", "2023-12-31")

    assert done.code == 0
    assert done.out.endswith("截至 2023-12-31，还不知道任何受害人。\nAs of 2023-12-31 no victim was known.\n")
    assert "note:" not in done.out
    assert "kind" not in done.out


def test_after_the_series_all_is_known_and_top_says_how_many_holders_are_ranked(traced: str, workspace: Path) -> None:
    """As without a day, but for the ranking, which is the first of the longer one."""
    full = json.loads(traced)

    told = json.loads(run("trace", "-w", workspace, "--as-of", "2030-01-01", "--top", "3", "--json").out)

    assert told == full | {"what_if": {"as_of": "2030-01-01"}, "ranking": full["ranking"][:3]}


@pytest.mark.parametrize("time", ["gestern", "2024-13-01", "2024-05-01T10:00+08:00", ""])
def test_a_time_that_is_none_is_one_line(time: str, workspace: Path) -> None:
    """With how to write one."""
    done = run("trace", "-w", workspace, "--as-of", time)

    assert done.code == 2
    assert is_one_line(done), done
    assert "2024-05-31" in done.err


def test_files_and_a_workspace_exclude_each_other_and_one_is_needed(workspace: Path, victims: Path) -> None:
    """Neither is guessed."""
    for words in ((), (victims, "-w", workspace)):
        done = run("trace", *words)

        assert done.code == 2
        assert is_one_line(done)
        assert "-w DIR" in done.err


def test_rows_refused_in_one_shot_are_mentioned(victims: Path) -> None:
    """On stderr, with the command that lists them."""
    done = run("trace", victims, "--json")

    assert (done.code, json.loads(done.out)["verdict"]) == (0, "undecidable")
    assert done.err == "1 rows were refused; headwater ingest --dry-run lists them.\n"


def test_for_people_the_sentence_the_sources_and_the_ranking_are_printed(traced: str, workspace: Path) -> None:
    """In both languages, with what speaks against each source, and no pseudonym."""
    told, done = json.loads(traced), run("trace", "-w", workspace)

    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"{told['sentence']['zh']}\n{told['sentence']['en']}\n")
    for source in told["sources"]:
        p = trace.chance(source["probability"])
        assert f"{source['rank']}. {source['kind']} {source['holder']}: {source['grade']}, P {p}, " in done.out
        assert f"{source['against']['never_touched']} victims never touched it" in done.out
        assert (
            f"window {source['window']['from']} to {source['window']['to']}, at most {source['lag_days']} days"
            in done.out
        )
    assert all(f" {row['holder']} " in done.out for row in told["ranking"])
    assert "p:" not in done.out
    asked = [line for line in done.out.splitlines() if line.startswith("next: ")]
    assert asked == [f"next: {question['zh']} / {question['en']}" for question in told["next_questions"][:2]]


def test_what_is_not_told_apart_from_a_source_is_called_tied_and_not_weaker(capsys: pytest.CaptureFixture[str]) -> None:
    """In print; it leads as far as its part of P goes."""
    row = replace(VERDICT.ranking[0], kind="merchant", holder="merchant:5", grade="lead")
    trace.print_verdict(replace(VERDICT, ranking=(*VERDICT.ranking, row)))
    listed = [line.split() for line in capsys.readouterr().out.splitlines() if line.startswith(("hub", "merchant"))]

    assert [line[-1] for line in listed] == ["none", "tied"]


def test_a_source_without_times_says_so() -> None:
    """Instead of a window."""
    source = replace(VERDICT.sources[0], window=None)

    assert "   no window: the records have no times\n" in trace.describe(source)


def test_comparison_people_are_counted_only_where_there_are_any() -> None:
    """None of none is no finding."""
    source = VERDICT.sources[0]
    alone = replace(source, against=replace(source.against, comparisons=0, comparisons_touched=0))

    assert "comparison people touched it too" in trace.describe(source)
    assert trace.describe(alone).endswith(" only outside")


@pytest.mark.parametrize(("p", "printed"), [(1.0, "> 0.99"), (0.9899, "0.99"), (0.3641, "0.36"), (0.001, "< 0.01")])
def test_no_chance_is_printed_as_a_certainty(p: float, printed: str) -> None:
    """Two places, and beyond them only which way."""
    assert trace.chance(p) == printed
