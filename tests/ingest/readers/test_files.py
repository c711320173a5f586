"""Files, folders and zips give the same sources; nothing leads out of a zip."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from graph.errors import BadInput
from ingest.readers import NotATable, RawTable, Source, read_pieces, sources
from ingest.readers.archives import member_name
from ingest.reasons import remedy
from tests.ingest.readers.whole import whole_tables


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    """A zip of these members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_a_zip_gives_its_members_by_their_path(tmp_path: Path) -> None:
    """Nested folders and Chinese names, in order of name."""
    path = zipped(tmp_path / "z.zip", {"快递/运单.csv": b"b", "a/b/c.csv": b"a", "a/": b""})

    assert [(s.file, b"".join(s.blocks()), s.named) for s in sources([path])] == [
        ("a/b/c.csv", b"a", False),
        ("快递/运单.csv", b"b", False),
    ]


def test_a_folder_gives_what_a_zip_of_it_gives(tmp_path: Path) -> None:
    """Both name files by their path inside."""
    members = {"x/1.csv": b"1", "x/y/2.csv": b"2", "0.csv": b"0"}
    for name, data in members.items():
        (tmp_path / "f" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "f" / name).write_bytes(data)

    both = tmp_path / "f", zipped(tmp_path / "z.zip", members)
    folder, archive = ([(s.file, b"".join(s.blocks()), s.named) for s in sources([path])] for path in both)
    assert folder == archive == [(name, members[name], False) for name in sorted(members)]


def test_names_from_chinese_windows_are_gbk() -> None:
    """Without the UTF-8 mark the bytes of a name are GBK."""
    info = zipfile.ZipInfo()
    info.filename = "订单/导出.csv".encode("gbk").decode("cp437")
    info.flag_bits = 0

    assert member_name(info) == "订单/导出.csv"


@pytest.mark.parametrize("name", ["../out.csv", "/etc/out.csv", "a/../../out.csv", "..\\out.csv", "C:/out.csv", "."])
def test_a_member_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    """Whatever the spelling."""
    with pytest.raises(BadInput, match="no name of a file in the zip"):
        [source.head() for source in sources([zipped(tmp_path / "z.zip", {name: b"x"})])]


def test_a_zip_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Told by the sizes it declares, before anything is unpacked."""
    monkeypatch.setattr("ingest.readers.archives.LARGEST_TOTAL", 1000)

    with pytest.raises(BadInput, match="more than is safe to open"):
        [source.head() for source in sources([zipped(tmp_path / "z.zip", {"a.csv": b"0" * 600, "b.csv": b"0" * 600})])]


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    """A wrong path, an empty folder, an empty zip, nothing at all."""
    (tmp_path / "empty").mkdir()
    for paths in ([tmp_path / "none.csv"], [tmp_path / "empty"], [zipped(tmp_path / "z.zip", {})], []):
        with pytest.raises(BadInput):
            [source.head() for source in sources(paths)]


def test_a_workbook_is_not_opened_as_a_zip(xlsx_file, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """XLSX files are zips too, but of XML."""
    path = xlsx_file({"s": [["a"]]})

    assert [source.file for source in sources([path])] == ["book.xlsx"]


def test_a_workbook_named_csv_is_read_as_what_it_is(xlsx_file) -> None:  # type: ignore[no-untyped-def]
    """The bytes tell, not the name."""
    data = xlsx_file({"s": [["a", "b"]]}).read_bytes()

    tables = list(whole_tables(Source("export.csv", named=True, opened=lambda: io.BytesIO(data))))

    assert [table.sheet for table in tables if isinstance(table, RawTable)] == ["s"]


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("truth.json", "no_table_format"),
        ("a/.DS_Store", "hidden_file"),
        ("__MACOSX/a.csv", "hidden_file"),
        ("~$a.xlsx", "hidden_file"),
    ],
)
def test_other_files_among_tables_are_left_out_and_said_to_be(file: str, code: str) -> None:
    """They are reported with the reason."""
    assert list(whole_tables(Source(file, named=False, opened=lambda: io.BytesIO(b"{}")))) == [NotATable(file, code)]


def test_a_zip_cut_short_is_told_as_such(tmp_path: Path) -> None:
    """It is not taken for a workbook that Excel could mend."""
    whole = zipped(tmp_path / "z.zip", {"a.csv": b"a,b"}).read_bytes()
    (tmp_path / "z.zip").write_bytes(whole[: len(whole) // 2])

    with pytest.raises(BadInput, match=r"z\.zip.*cut short"):
        [source.head() for source in sources([tmp_path / "z.zip"])]


def test_a_link_to_nothing_is_told_wherever_it_lies(tmp_path: Path) -> None:
    """By itself or in a folder; a folder would otherwise seem whole."""
    (tmp_path / "f").mkdir()
    (tmp_path / "f" / "a.csv").write_bytes(b"a")
    (tmp_path / "f" / "b.csv").symlink_to(tmp_path / "nowhere")

    for path in (tmp_path / "f", tmp_path / "f" / "b.csv"):
        with pytest.raises(BadInput, match=r"b\.csv cannot be read: it is a link to what is not there"):
            [source.head() for source in sources([path])]


def test_a_zip_in_a_zip_gives_its_members_below_its_name(tmp_path: Path) -> None:
    """Replies come as a zip of zips; and a workbook in a zip stays a workbook."""
    zipped(inner := tmp_path / "inner.zip", {"b/1.csv": b"1"})
    path = zipped(tmp_path / "z.zip", {"批次.zip": inner.read_bytes(), "0.csv": b"0"})

    assert [(s.file, b"".join(s.blocks())) for s in sources([path])] == [("0.csv", b"0"), ("批次.zip/b/1.csv", b"1")]


def test_pipes_and_linked_folders_in_a_folder_are_told_and_not_followed(tmp_path: Path) -> None:
    """A link to the folder itself would have no end."""
    folder = tmp_path / "f"
    folder.mkdir()
    (folder / "a.csv").write_bytes(b"a,b")
    (folder / "ring").symlink_to(folder)
    os.mkfifo(folder / "pipe.csv")

    read = [table for source in sources([folder]) for table in whole_tables(source)]

    assert [(table.file, getattr(table, "code", None)) for table in read] == [
        ("a.csv", None), ("pipe.csv", "no_regular_file"), ("ring", "no_regular_file"),
    ]  # fmt: skip


def test_one_that_cannot_be_opened_does_not_hide_the_others(tmp_path: Path) -> None:
    """A file that is missing, a zip cut short and a member that is a broken zip are sources that tell when read."""
    good = zipped(tmp_path / "good.zip", {"a.csv": b"a", "b.zip": b"PK\x03\x04 cut", "c.csv": b"c"})
    (tmp_path / "cut.zip").write_bytes(good.read_bytes()[:40])

    found = list(sources([tmp_path / "none.csv", tmp_path / "cut.zip", good]))

    assert [source.file for source in found] == ["none.csv", "cut.zip", "a.csv", "b.zip", "c.csv"]
    assert [source.broken is not None for source in found] == [True, True, False, True, False]
    for source in (found[0], found[1], found[3]):
        with pytest.raises(BadInput, match=source.file):
            source.head()


@pytest.mark.parametrize(
    ("name", "data", "todo"),
    [
        ("卷宗.pdf", b"%PDF-1.7", "XLSX"), ("回函.docx", b"PK\x03\x04", "XLSX"), ("截图.png", b"\x89PNG\r\n", "索取电子表格"),
        ("话单.rar", b"Rar!\x1a\x07", "先解压"), ("话单.7z", b"7z\xbc\xaf\x27\x1c", "先解压"), ("话单.csv.gz", b"\x1f\x8b", "先解压"),
        ("回函.eml", b"From: a@b", "附件"), ("话单.csv", b"Rar!\x1a\x07", "先解压"), ("回执.ofd", b"PK\x03\x04", "XLSX"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_told_with_what_to_do(tmp_path: Path, name: str, data: bytes, todo: str) -> None:
    """Given by itself it is refused; among others it is left out, with the same reason."""
    (tmp_path / name).write_bytes(data)
    (source,) = sources([tmp_path / name])
    (beside,) = sources([tmp_path])

    with pytest.raises(BadInput, match=todo):
        list(read_pieces(source))
    (left,) = read_pieces(beside)

    assert isinstance(left, NotATable)
    assert todo in remedy(left.code).zh


def test_a_table_named_as_a_document_is_read(tmp_path: Path) -> None:
    """Some systems export HTML under the name .doc."""
    (tmp_path / "a.doc").write_bytes("<table><tr><td>订单号</td></tr></table>".encode())
    (source,) = sources([tmp_path / "a.doc"])

    assert not isinstance(next(read_pieces(source)), NotATable)
