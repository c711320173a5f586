"""Text is decoded strictly, in a fixed order, and never guessed."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadInput
from ingest.readers import Source
from ingest.readers.encodings import survey, utf8_lines

# Latin supplement letters in GB18030 can be valid UTF-8 by accident; what exports hold are Chinese characters and ASCII.
CHINESE = st.text(st.sampled_from("订单编号收货人手机云岫市松陵区归鹤速递,0123456789abc\n"), min_size=4)


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file, and the encoding it is said to be in."""
    content, encoding = survey(Source("a.csv", named=True, opened=lambda: io.BytesIO(data)))
    return b"".join(utf8_lines(content, encoding)).decode(), encoding


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("gb18030", "gb18030"), ("gbk", "gb18030")],
)
def test_each_encoding_is_told_and_read(encoding: str, told: str) -> None:
    """The text comes back whole, with the name of its encoding."""
    text = "订单编号,收货人\n1,韩朔澜\n"

    assert decode(text.encode(encoding)) == (text, told)


@given(CHINESE.filter(lambda text: text.strip() != ""))
def test_chinese_text_survives_utf_8_and_its_mark(text: str) -> None:
    """UTF-8 with and without its mark gives the same text."""
    assert decode(text.encode("utf-8"))[0] == text
    assert decode(text.encode("utf-8-sig"))[0] == text


def test_a_short_gbk_file_is_chinese() -> None:
    """Two characters are enough, where detectors call them Korean."""
    assert decode("姓名\n".encode("gbk"))[0] == "姓名\n"


@pytest.mark.parametrize("data", [b"", b"  \r\n\n"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    """Nothing, or nothing but blanks, is an error that names the file."""
    with pytest.raises(BadInput, match=r"a\.csv is empty"):
        decode(data)


@pytest.mark.parametrize(
    "data", [b"\x00\x01\x02\x03rest", b"\x89PNG\r\n\x1a\n\x00\x00", b"\xff\xff\xff\xff", b"\xef\xbb\xbf\xff"]
)
def test_a_binary_file_is_refused(data: bytes) -> None:
    """What is no text in any of the encodings is no table."""
    with pytest.raises(BadInput, match=r"a\.csv"):
        decode(data)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_told_as_such(encoding: str) -> None:
    """It is not called binary, so that one knows what to do."""
    with pytest.raises(BadInput, match=r"a\.csv is UTF-16 without the mark"):
        decode("手机号,时间\r\n13800138000,2024-05-01\r\n".encode(encoding))


@pytest.mark.parametrize("tail", [b"\xff\xff\n", b"\xb6"], ids=["no character", "half a character at the end"])
def test_a_large_file_that_is_no_gb18030_in_the_end_is_refused(tail: bytes) -> None:
    """It is decoded as it is read, and refused wherever it turns out to be none."""
    lines = "订单,收货人\n".encode("gbk") * 700_000

    with pytest.raises(BadInput, match=r"a\.csv cannot be read as utf-8 or gb18030 text"):
        decode(lines + tail)
