"""Files that nobody can read: one clear Chinese line each, the others still read, little time and memory."""

from __future__ import annotations

import io
import json
import random
import subprocess
import sys
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_files import docx, paragraph, relation

from drafter import reading
from drafter.readers.ole import SIGNATURE
from drafter.report import DrafterError

_MB = 1 << 20
_TITLE, _TEXT = "关于开门办实事的发言", "要常去村里坐一坐，听一听真话，把群众的事办在前面。"
_WORD = docx(paragraph(_TITLE), paragraph("各位同志："), paragraph(_TEXT))
_PAGE = f"<html><body><h1>{_TITLE}</h1><p>各位同志：</p><p>{_TEXT}</p></body></html>"
_PLAIN = f"{_TITLE}\n各位同志：\n{_TEXT}\n"
_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><d>&i;</d>"
)
_OUTSIDE = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]><d>&a;</d>'


def _zip(**members: bytes | str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def _lying() -> bytes:
    """A .docx whose table of contents says that its main part is small."""
    data = bytearray(docx(main=" " * (2 * _MB)))
    at = data.rindex(b"word/document.xml") - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    return bytes(data)


def _locked_zip() -> bytes:
    data = bytearray(_WORD)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


_PICTURE = '<w:r><w:drawing><a:blip r:embed="i{}"/></w:drawing></w:r>'
# Name, content, what the message must say.
BAD: dict[str, tuple[bytes, str]] = {
    "空.docx": (b"", "空的"),
    "全是空白.txt": (b" \r\n\0\0" * 100, "空的"),
    "杂音.doc": (random.Random(9704).randbytes(200_000), "不是文字文件"),
    "可执行.txt": (b"MZ\x90\0\x03\0\0\0" + bytes(range(256)) * 40, "不是文字文件"),
    "截断.docx": (_WORD[: len(_WORD) // 2], "损坏"),
    "只有开头.docx": (_WORD[:30], "损坏"),
    "加密.docx": (SIGNATURE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "密码|损坏"),
    "压缩包密码.docx": (_locked_zip(), "密码"),
    "炸弹.docx": (docx(main="\0" * (200 * _MB)), "大得不正常"),
    "空格炸弹.docx": (docx(main=" " * (31 * _MB)), "损坏|没有"),
    "节点炸弹.docx": (docx("<w:p/>" * (4 * _MB)), "大得不正常"),
    "段落炸弹.docx": (docx("<w:p/>" * 150_000), "段，不像"),
    "换行炸弹.docx": (docx(f"<w:p><w:r>{'<w:br/>' * 150_000}</w:r></w:p>"), "段，不像"),
    "图片炸弹.docx": (docx(paragraph("正文。"), parts={"word/media/a.png": b"\0" * (200 * _MB)}), "大得不正常"),
    "谎报大小.docx": (_lying(), "损坏"),
    "笑话.docx": (docx(main=_LAUGHS), "实体"),
    "外部.docx": (docx(main=_OUTSIDE), "实体"),
    "深.docx": (docx("<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000), "损坏"),
    "缺主件.docx": (_zip(**{"[Content_Types].xml": "<Types/>", "word__styles.xml": "<a/>"}), "不是 Word|缺少"),
    "无字.docx": (docx(paragraph("")), "没有文字"),
    "表格.docx": (_zip(**{"[Content_Types].xml": "<Types/>", "xl__workbook.xml": "<a/>"}), "电子表格"),
    "演示.docx": (_zip(**{"[Content_Types].xml": "<Types/>", "ppt__presentation.xml": "<a/>"}), "演示文稿"),
    "合集.docx": (_zip(**{"一.txt": "甲", "二.txt": "乙"}), "压缩包"),
    "版式.ofd": (_zip(**{"OFD.xml": "<a/>"}), "OFD"),
    "断.pdf": (b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", "损坏"),
    "笑话.xml": (_LAUGHS.replace("<d>", '<?mso-application progid="Word.Document"?><d>').encode(), "实体"),
    "图片.txt": (b"\x89PNG\r\n\x1a\n" + zlib.compress(bytes(range(256)) * 99), "不是文字文件"),
}
# Content decides, whatever the name says.
GOOD: dict[str, bytes] = {
    "其实是docx.txt": _WORD,
    "其实是txt.docx": _PLAIN.encode("gb18030"),
    "其实是html.doc": _PAGE.encode(),
    "没有后缀": _PLAIN.encode("utf-16"),
}
_SCRIPT = """
import resource, sys
from drafter.cli.app import run
code = run(sys.argv[1:])
sys.stdout.flush()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
sys.exit(code)
"""


@pytest.mark.parametrize("name", BAD)
def test_each_bad_file_has_its_own_clear_message(name: str) -> None:
    content, message = BAD[name]
    start = time.monotonic()
    with pytest.raises(DrafterError, match=message) as caught:
        reading.read(content, name)
    assert time.monotonic() - start < 5
    text = str(caught.value)
    assert name in text
    assert "\n" not in text
    assert caught.value.hint


@pytest.mark.parametrize("name", GOOD)
def test_a_wrong_suffix_is_no_obstacle(name: str) -> None:
    (part,) = reading.read(GOOD[name], name).parts
    assert part.document.title == _TITLE
    assert part.document.salutation == "各位同志："


def test_the_command_reads_the_good_ones_and_says_one_line_for_each_bad_one(tmp_path: Path) -> None:
    # Pictures at the limit of what is kept, and a text at the limit of what is parsed, come along for the memory.
    pictures = "".join(paragraph(_PICTURE.format(n)) for n in range(3))
    parts: dict[str, str | bytes] = {f"word/media/{n}.png": bytes(40 * _MB) for n in range(3)}
    links = "".join(relation(f"i{n}", "image", f"media/{n}.png") for n in range(3))
    large = {
        "大图.docx": docx(paragraph(_TITLE), pictures, parts=parts, relations=links),
        "长文.docx": docx(paragraph(_TITLE), *[paragraph(_TEXT)] * 40_000),
    }
    files = {**{name: content for name, (content, _) in BAD.items()}, **GOOD, **large}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    with (tmp_path / "太大.docx").open("wb") as sparse:
        sparse.truncate(300 * _MB)
    missing = ["没有这个.docx", "太大.docx"]
    start = time.monotonic()
    done = subprocess.run(
        # By way of a small shell: a process counts the memory of the one that started it as its own peak.
        ["sh", "-c", '"$@"; exit $?', "sh", sys.executable, "-c", _SCRIPT, "read", "--json", *files, *missing],
        cwd=tmp_path,
        capture_output=True,
        timeout=100,
        check=False,
    )
    seconds = time.monotonic() - start
    *said, memory = done.stderr.decode().splitlines()
    result = json.loads(done.stdout)
    assert done.returncode == 2
    assert sorted({one["file"] for one in result["documents"]}) == sorted({*GOOD, *large})
    assert [one["file"] for one in result["failed"]] == [*BAD, *missing]
    assert said == [one["message"] for one in result["failed"]]
    assert int(memory) < 600 * 1024
    assert seconds < 40


@settings(max_examples=300)
@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.4\n", b"<html>", b'{"body"', SIGNATURE]))
def test_any_bytes_are_read_or_refused_in_one_line(noise: bytes, head: bytes) -> None:
    outcome = ""
    try:
        assert reading.read(head + noise, "稿").parts
    except DrafterError as error:
        outcome = str(error)
    assert "\n" not in outcome


@pytest.mark.parametrize("step", range(4))
def test_flipped_bytes_in_a_real_file_never_give_a_traceback(step: int) -> None:
    outcomes = set()
    for place in range(step * 11, len(_WORD), 44):
        data = _WORD[:place] + bytes([_WORD[place] ^ 0x55]) + _WORD[place + 1 :]
        try:
            outcomes.add(reading.read(data, "稿.docx").parts[0].document.title)
        except DrafterError as error:
            outcomes.add(error.message)
    assert len(outcomes) > 1
