"""Old and foreign office formats, told by content, converted by LibreOffice; refusals that need no LibreOffice."""

from __future__ import annotations

import io
import os
import struct
import subprocess
import time
import zipfile
from pathlib import Path

import pytest
from word_files import docx, field, paragraph, run, style, styled, table

from drafter import readers
from drafter.readers import office
from drafter.readers.ole import SIGNATURE, streams
from drafter.report import DrafterError

_TEXTS = ["关于开门办实事的发言", "各位同志：", "把群众的事办在前面。", "要常去村里坐一坐，听一听真话。", "完。"]


@pytest.fixture(scope="session")
def converted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """One paper in every format that LibreOffice can write."""
    folder = tmp_path_factory.mktemp("office")
    level = '<w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/>'
    given = folder / "given.docx"
    given.write_bytes(
        docx(
            paragraph(_TEXTS[0], properties=styled("Title")),
            paragraph(_TEXTS[1]),
            paragraph(_TEXTS[2], properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
            paragraph("要常去村里", run("坐一坐", "<w:b/>"), "，", field(" QUOTE a ", run("听一听真话")), "。"),
            table(["村", "件数"], ["东村", "三"]),
            paragraph(_TEXTS[4]),
            parts={
                "styles": style("Normal") + style("Title", '<w:pPr><w:jc w:val="center"/></w:pPr>', based="Normal"),
                "numbering": f'<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0">{level}</w:lvl></w:abstractNum>'
                '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
            },
        )
    )
    made: dict[str, bytes] = {}
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for suffix in ("doc", "odt", "fodt"):
        command = ["soffice", profile, "--headless", "--convert-to", suffix, "--outdir", str(folder), str(given)]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
        made[suffix] = (folder / f"given.{suffix}").read_bytes()
    return made


@pytest.mark.parametrize("suffix", ["doc", "odt", "fodt"])
def test_converted_papers_read_like_the_docx(converted: dict[str, bytes], suffix: str) -> None:
    # A wrong name is no obstacle, and .wps is what WPS calls a .doc.
    source = readers.read(converted[suffix], "稿.wps" if suffix == "doc" else "稿.txt")
    assert [line.text for line in source.lines if not line.rows] == _TEXTS
    assert [line.rows for line in source.lines if line.rows] == [(("村", "件数"), ("东村", "三"))]
    assert [line.number for line in source.lines] == ["", "", "一、", "", "", ""]
    assert source.lines[0].centred
    assert source.lines[0].role == "title"


def test_passwords_are_told_without_starting_libreoffice(
    converted: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    data = converted["doc"]
    place = data.index(streams(data)["worddocument"][:16])
    locked = bytearray(data)
    locked[place + 11] |= 1
    for bad in (bytes(locked), _container("EncryptedPackage", "EncryptionInfo")):
        with pytest.raises(DrafterError, match="密码"):
            readers.read(bad, "稿.doc")


def test_macros_of_an_old_file_are_reported_and_not_run(converted: dict[str, bytes]) -> None:
    name = "\x05SummaryInformation".encode("utf-16-le")
    at = converted["doc"].index(name)
    renamed = bytearray(converted["doc"])
    renamed[at : at + 66] = "Macros".encode("utf-16-le").ljust(64, b"\0") + b"\x0e\0"
    source = readers.read(bytes(renamed), "稿.doc")
    assert [finding.rule for finding in source.findings] == ["macro"]
    assert source.lines[0].text == _TEXTS[0]


@pytest.mark.parametrize(
    ("streams_", "message"),
    [
        (("Workbook",), "电子表格"),
        (("PowerPoint Document",), "演示文稿"),
        (("__properties_version1.0",), "不是 Word"),
    ],
)
def test_other_old_office_files_are_named(streams_: tuple[str, ...], message: str) -> None:
    with pytest.raises(DrafterError, match=message):
        readers.read(_container(*streams_), "稿.doc")


def test_rich_text_as_word_writes_it() -> None:
    level = r"{\*\listtable{\list\listtemplateid1{\listlevel\levelnfc39\levelstartat1{\leveltext\'02\'00\u12289 ?;}"
    level += r"{\levelnumbers\'01;}}\listid7}}{\*\listoverridetable{\listoverride\listid7\listoverridecount0\ls1}}"
    text = (
        r"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 SimSun;}}"
        + level
        + r"\f0 \'b8\'f7\'ce\'bb\'cd\'ac\'d6\'be\'a3\'ba\par"
    )
    source = readers.read((text + r"\pard\ls1\ilvl0 \u20174 ?\u21069 ?\par}").encode("ascii"), "稿.doc")
    assert [line.number + line.text for line in source.lines] == ["各位同志：", "一、从前"]


@pytest.mark.parametrize(
    "data", [SIGNATURE, SIGNATURE + b"\xff" * 600, SIGNATURE + b"\x00" * 600, SIGNATURE + b"\x01" * 5000]
)
def test_broken_containers_are_refused(data: bytes) -> None:
    with pytest.raises(DrafterError, match=r"损坏|不是 Word"):
        readers.read(data, "稿.doc")


def test_a_container_with_loops_is_walked_once() -> None:
    data = bytearray(_container("WordDocument"))
    struct.pack_into("<I", data, 512 + 4, 1)  # the directory's next sector is itself
    start = time.monotonic()
    assert "worddocument" in streams(bytes(data))
    assert time.monotonic() - start < 1


def test_without_libreoffice_the_message_says_what_to_install(
    converted: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(office, "_PLACES", ())
    with pytest.raises(DrafterError, match=r"安装 LibreOffice.*另存为 \.docx"):
        readers.read(converted["doc"], "稿.doc")


def test_what_libreoffice_cannot_read_is_one_clear_line() -> None:
    with pytest.raises(DrafterError, match=r"转换不了|没有文字|损坏"):
        readers.read(_container("WordDocument"), "稿.doc")


def test_a_hanging_converter_is_ended_with_all_its_children(
    converted: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "soffice"
    note = tmp_path / "child"
    program.write_text(f"#!/bin/sh\n/bin/sleep 300 &\necho $! > {note}\nwait\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(office, "_SECONDS", 1)
    with pytest.raises(DrafterError, match="超过 1 秒"):
        readers.read(converted["doc"], "稿.doc")
    child = int(note.read_text())
    for _ in range(50):
        if not _alive(child):
            break
        time.sleep(0.1)
    assert not _alive(child)


def test_open_document_with_password_or_bomb_or_of_another_kind() -> None:
    def opened(manifest: str, content: bytes, kind: str = "text") -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
            archive.writestr("META-INF/manifest.xml", manifest, zipfile.ZIP_DEFLATED)
            archive.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
        return buffer.getvalue()

    for data, message in (
        (opened("<manifest:encryption-data/>", b"noise"), "密码"),
        (opened("<m/>", b" " * (40 << 20)), "大得不正常"),
        (opened("<m/>", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "实体"),
        (b"{\\rtf1 <!ENTITY a 'b'>}", "实体"),
        (opened("<m/>", b"<a/>", "spreadsheet"), "电子表格"),
        (opened("<m/>", b"<a/>", "presentation"), "演示文稿"),
    ):
        with pytest.raises(DrafterError, match=message):
            readers.read(data, "稿.odt")


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{process}/stat").read_text().split()[2] != "Z"


def _container(*names: str) -> bytes:
    """A compound file of empty streams: header, one sector of chains, one or more of directory."""
    entries = b""
    for kind, name in ((5, "Root Entry"), *((2, name) for name in names)):
        raw = name.encode("utf-16-le")
        entry = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw) + 2, kind, 1) + b"\xff" * 12
        entries += entry.ljust(116, b"\0") + struct.pack("<IQ", 0xFFFFFFFE, 0)
    entries = entries.ljust(512, b"\0")
    header = SIGNATURE + b"\0" * 16 + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    header += b"\xff" * (512 - len(header))
    chains = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE).ljust(512, b"\xff")
    return header + chains + entries
