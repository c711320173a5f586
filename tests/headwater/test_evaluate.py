"""`headwater simulate` writes a case with its answer apart, `headwater evaluate` holds verdicts against answers."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from headwater.commands.known import read_truth
from tests.headwater.command import SAMPLE, files, is_one_line, run, spawn

TRUTH = {"family": "told", "sources": []}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small simulated case, its answer beside it; read only."""
    case = tmp_path_factory.mktemp("simulated") / "small"
    done = run("simulate", "--out", case, "--victims", 30, "--seed", 3, "--leaks", 1)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[0] == f"Case: {case}"
    return case


def empty_case(folder: Path) -> Path:
    """A folder that is a case without a known answer."""
    folder.mkdir()
    (folder / "victims.csv").write_text("person_id,first_contact\nA1,2024-05-01\n", "utf-8")
    return folder


def test_the_answer_lies_beside_the_case_and_not_in_it(made: Path) -> None:
    """So that importing the folder never reads it."""
    assert sorted(files(made.parent)) == sorted([
        "small", "small-truth.json",
        *(f"small/{kind}.csv" for kind in (
            "calls", "comparisons", "lines", "merchants", "orders", "scans", "shares", "victims", "waybills")),
    ])  # fmt: skip
    assert len(json.loads((made.parent / "small-truth.json").read_text("utf-8"))["sources"]) == 1


def test_the_same_seed_gives_the_same_bytes_and_another_one_others(made: Path, tmp_path: Path) -> None:
    """Files and answer."""
    run("simulate", "--out", tmp_path / "small", "--victims", 30, "--seed", 3, "--leaks", 1)
    assert files(tmp_path) == files(made.parent)

    run("simulate", "--out", tmp_path / "other", "--victims", 30, "--seed", 4, "--leaks", 1)
    assert files(tmp_path / "other") != files(made)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--family", "nobody"), "there are mixed, "),
        (("--victims", "0"), "ask for 3 to"),
        (("--victims", "10", "--leaks", "50"), "ask for 0 to"),
        (("--headers", "fr"), "choose one of en, zh"),
    ],
)
def test_a_case_that_cannot_be_made_is_one_line(words: tuple[str, ...], says: str, tmp_path: Path) -> None:
    """And leaves no folder."""
    done = run("simulate", "--out", tmp_path / "case", *words)

    assert (done.code, is_one_line(done)) == (2, True), done
    assert says in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_in_it_is_not_written_over(made: Path) -> None:
    """It may be a real case."""
    before = files(made.parent)

    done = run("simulate", "--out", made)

    assert (done.code, is_one_line(done)) == (2, True)
    assert files(made.parent) == before


def test_a_simulated_case_is_evaluated_and_one_without_answer_left_out(made: Path, tmp_path: Path) -> None:
    """A line a family; the remark and the progress go to stderr."""
    done = spawn("evaluate", made, empty_case(tmp_path / "bare"))

    assert done.code == 0
    assert done.err.splitlines() == ["left out: bare has no known answer", "1/1 small"]
    header, family, mean = done.out.split("\n\n")[0].splitlines()
    assert header.split()[:2] == ["family", "runs"]
    assert family.split()[:3] == ["mixed", "1", "1.000"]
    assert mean.startswith("mean of leaks")


def test_the_sample_is_evaluated_as_json() -> None:
    """Its answer lies beside the folder; each source is found and nothing else is named."""
    done = spawn("evaluate", SAMPLE, "--json")
    found = json.loads(done.out)
    rows = {row["family"]: row for row in found["families"]}

    assert (done.code, done.err) == (0, "1/1 case\n")
    assert [one["case"] for one in found["cases"]] == ["case"]
    assert found["cases"][0]["seconds"] > 0
    assert found["calibration"]["sources"]["claims"] == len(found["cases"][0]["named"])
    assert rows["sample"]["runs"] == 1
    assert (rows["sample"]["means"]["precision"], rows["sample"]["means"]["recall"]) == (1.0, 1.0)


def test_simulated_cases_are_made_traced_and_gone(tmp_path: Path) -> None:
    """Two seeds of one family, from the seed that is asked for; nothing is left in the temporary folder."""
    done = spawn("evaluate", "--simulate", 2, "--family", "null_small", "--seed", 5, "--json", TMPDIR=str(tmp_path))
    found = json.loads(done.out)

    assert (done.code, done.err.splitlines()) == (0, ["1/2 null_small-5", "2/2 null_small-6"])
    assert [(row["family"], row["runs"]) for row in found["families"]] == [("null_small", 2), ("mean of nulls", 2)]
    assert list(tmp_path.glob("headwater-*")) == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "name either cases with a known answer or"),
        ((SAMPLE, "--simulate", "1"), "name either cases with a known answer or"),
        (("--simulate", "1", "--family", "nobody"), "there is no family 'nobody'"),
        ((SAMPLE, "--family", "small"), "add --simulate N"),
        (("--simulate", "-1"), "--simulate"),
        (("--simulate", "1", "--seed", "-1"), "--seed"),
    ],
)
def test_what_cannot_be_evaluated_is_one_line(words: tuple[object, ...], says: str) -> None:
    """Before anything is traced."""
    done = run("evaluate", *words)

    assert (done.code, is_one_line(done)) == (2, True), done
    assert says in done.err


def test_an_answer_is_found_inside_or_beside_the_case(tmp_path: Path) -> None:
    """The nearest one counts: inside, then under the case's name, then truth.json beside a folder."""
    case = empty_case(tmp_path / "case")
    assert read_truth(case) is None
    for place, family in (("truth.json", "c"), ("case-truth.json", "b"), ("case/truth.json", "a")):
        (tmp_path / place).write_text(json.dumps(TRUTH | {"family": family}), "utf-8")
        found = read_truth(case)
        assert found is not None
        assert found["family"] == family


def test_an_answer_is_found_in_or_beside_a_zip(tmp_path: Path) -> None:
    """A truth.json beside a zip is not taken for its: many zips lie in one folder."""
    with zipfile.ZipFile(tmp_path / "case.zip", "w") as archive:
        archive.writestr("victims.csv", "person_id,first_contact\nA1,2024-05-01\n")
    (tmp_path / "truth.json").write_text(json.dumps(TRUTH), "utf-8")
    assert read_truth(tmp_path / "case.zip") is None

    shutil.copy(tmp_path / "truth.json", tmp_path / "case-truth.json")
    assert read_truth(tmp_path / "case.zip") == TRUTH

    with zipfile.ZipFile(tmp_path / "case.zip", "a") as archive:
        archive.writestr("truth.json", json.dumps(TRUTH | {"family": "inside"}))
    assert read_truth(tmp_path / "case.zip") == TRUTH | {"family": "inside"}


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"sources": [{"node": "x"}]}', '{"sources": {}}'])
def test_an_answer_that_is_none_is_one_line(text: str, tmp_path: Path) -> None:
    """With what an answer has."""
    empty_case(tmp_path / "case")
    (tmp_path / "truth.json").write_text(text, "utf-8")

    done = run("evaluate", tmp_path / "case")

    assert (done.code, is_one_line(done)) == (2, True), done
    assert '"node" and "level"' in done.err


def test_a_damaged_zip_is_one_line(tmp_path: Path) -> None:
    """The member with the answer does not match its checksum."""
    with zipfile.ZipFile(tmp_path / "case.zip", "w") as archive:
        archive.writestr("truth.json", json.dumps(TRUTH))
    data = (tmp_path / "case.zip").read_bytes()
    (tmp_path / "case.zip").write_bytes(data.replace(b"told", b"t0ld"))

    done = run("evaluate", tmp_path / "case.zip")

    assert (done.code, is_one_line(done)) == (2, True), done
    assert "damaged" in done.err


def test_a_case_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    """Before any is traced."""
    done = run("evaluate", SAMPLE, tmp_path / "none.zip")

    assert (done.code, is_one_line(done)) == (2, True)
    assert f"{tmp_path / 'none.zip'}: no such file or folder" in done.err


def test_without_any_known_answer_there_is_nothing_to_evaluate(tmp_path: Path) -> None:
    """It is said where answers are looked for."""
    done = run("evaluate", empty_case(tmp_path / "bare"))

    assert (done.code, is_one_line(done)) == (2, True)
    assert "NAME-truth.json" in done.err


def test_a_case_whose_files_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    """What a process of the pool says is passed on."""
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "victims.csv").write_bytes(b"")
    (tmp_path / "truth.json").write_text(json.dumps(TRUTH), "utf-8")

    done = spawn("evaluate", tmp_path / "case")

    assert (done.code, is_one_line(done)) == (2, True), done
    assert "case: " in done.err
    assert "victims.csv" in done.err
