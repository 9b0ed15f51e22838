"""Text files in every encoding that offices use."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.encoding import decode
from drafter.reading import read
from drafter.report import DrafterError
from drafter.tree import paragraphs

TEXT = "关于“四下基层”的发言\r\n各位同志：\r\n我们到【乡镇】去看了三天，带回七条意见，镕、喆、𠮷都在。\r\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("gb18030"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
    ],
    ids=["utf8", "utf8-bom", "gb18030", "utf16", "utf16le", "utf16be", "utf16be-bom", "utf32"],
)
def test_every_encoding_reads_the_same(data: bytes) -> None:
    assert decode(data, "x") == TEXT
    document = read(data, "x.txt").parts[0].document
    assert document.title == "关于“四下基层”的发言"
    assert document.salutation == "各位同志："
    assert len(list(paragraphs(document.body))) == 1


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends(ending: str) -> None:
    data = ending.join(["关于调研工作的汇报", "一、做法", "我们走了三个村，听了二十户的话。"]).encode()
    document = read(data, "x.txt").parts[0].document
    assert document.title == "关于调研工作的汇报"


def test_a_few_broken_bytes_cost_no_file() -> None:
    data = ("这是一份很长的稿子，说的是下基层的事。" * 40).encode()
    assert "下基层" in decode(data[:-1], "x")
    assert "下基层" in decode(data[:100] + b"\xff" + data[100:], "x")


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"\x00\x01\x02" * 500, b"\x7fELF" + b"\x00" * 600])
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(DrafterError):
        decode(data, "x.bin")


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_a_clear_refusal(data: bytes) -> None:
    try:
        assert isinstance(decode(data, "x"), str)
    except DrafterError as error:
        told = str(error)
        assert "x" in told
