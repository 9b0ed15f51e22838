"""Opening a .docx: strangers' files are broken, encrypted, built to do harm, or only spelled differently."""

import io
import zipfile

import pytest

from drafter.package import W, is_word, open_parts
from drafter.report import DrafterError

_W = W[1:-1]
_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="{}"/><Relationship Id="rId2" Type="x/hyperlink" Target="http://192.0.2.1/x" TargetMode="External"/>'
    "</Relationships>"
)
_BODY = f'<w:document xmlns:w="{_W}"><w:body><w:p><w:r><w:t>会议</w:t></w:r></w:p></w:body></w:document>'


def _zip(
    document: str | bytes = _BODY,
    part: str = "word/document.xml",
    target: str = "word/document.xml",
    method: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELS.format(target))
        archive.writestr(part, document)
    return buffer.getvalue()


def _text(data: bytes) -> str:
    parts = open_parts(data, "稿.docx")
    return "".join(node.text or "" for node in parts.xml(parts.document).iter(W + "t"))


def test_main_part_is_found_by_relation_whatever_it_is_called() -> None:
    assert _text(_zip()) == "会议"
    assert _text(_zip(part="word/document2.xml", target="/word/Document2.xml")) == "会议"
    assert _text(_zip(part="word\\document.xml", target="word\\document.xml")) == "会议"
    assert is_word(_zip())
    assert not is_word(_zip(part="xl/workbook.xml", target="xl/workbook.xml"))


def test_strict_namespaces_read_like_the_usual_ones() -> None:
    assert _text(_zip(_BODY.replace(_W, "http://purl.oclc.org/ooxml/wordprocessingml/main"))) == "会议"


def test_outside_relations_are_told_apart() -> None:
    relations = open_parts(_zip(), "稿.docx").relations("")
    assert [(r.kind, r.external) for r in relations.values()] == [("officeDocument", False), ("hyperlink", True)]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (_zip()[:200], "损坏"),
        (b"PK\x03\x04" + b"\0" * 100, "损坏"),
        (_zip(_BODY[:-20]), "损坏"),
        (_zip("<!DOCTYPE x [<!ENTITY a 'b'>]>" + _BODY.replace("会议", "&a;")), "实体"),
        (_zip(("<!DOCTYPE x SYSTEM 'http://192.0.2.1/x'>" + _BODY).encode("utf-16")), "实体"),
        (_zip("<a>" * 5000 + "</a>" * 5000), "损坏"),
        (_zip(b" " * (33 << 20)), "大得不正常"),
        (_zip(b"<a>" + b"<b/>" * 3_000_000 + b"</a>"), "大得不正常"),
        (_zip(b"<a>" + b"<b c='' d=''/>" * 700_000 + b"</a>"), "大得不正常"),
        (_zip(_BODY, method=zipfile.ZIP_LZMA), "压缩方式"),
        (_zip() + b"PK\x01\x02" * 10_001, "大得不正常"),
        (_zip("<x/>"), "不是 Word"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"\xd0\xcf\x11\xe0 old", "不是 .docx"),
    ],
)
def test_bad_files_end_in_one_clear_line(data: bytes, message: str) -> None:
    with pytest.raises(DrafterError, match=message) as caught:
        _text(data)
    assert "稿.docx" in str(caught.value)


def test_flipped_bytes_never_give_a_traceback() -> None:
    data, messages = _zip(), []
    for place in range(0, len(data), 7):
        try:
            _text(data[:place] + bytes([data[place] ^ 0x5A]) + data[place + 1 :])
        except DrafterError as error:
            messages.append(str(error))
    assert messages
    assert not any("\n" in message for message in messages)
