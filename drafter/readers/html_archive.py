"""A page with its pictures in one file (.mht, .mhtml, Word's 单个文件网页): the page and the pictures out of it."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from urllib.parse import unquote

from drafter.report import DrafterError

_BOUNDARY = re.compile(rb"boundary\s{0,9}=\s{0,9}\"?([^\"\r\n;]{1,200})", re.I)
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_DEEPEST = 3


def is_archive(data: bytes) -> bool:
    """Whether the file opens like a mail of several parts."""
    head = data[:4096].lstrip().lower()
    return head.startswith((b"mime-version:", b"from: <saved")) and b"multipart/" in head


def unpacked(data: bytes, name: str) -> tuple[bytes, str, dict[str, bytes]]:
    """The page, the encoding that its header names, and the pictures by name."""
    page, charset = b"", ""
    media: dict[str, bytes] = {}
    for header, body in _parts(data, 0):
        kind = _field(header, rb"content-type").lower()
        if kind.startswith("text/html") and not page:
            page = _content(header, body)
            named = re.search(r"charset\s*=\s*\"?([\w-]+)", kind)
            charset = named.group(1) if named else ""
        elif kind.startswith("image/"):
            place = re.split(r"[/\\]", unquote(_field(header, rb"content-location")))[-1]
            media[place or f"图片{len(media) + 1}"] = _content(header, body)
    if not page:
        raise DrafterError("网页存档里没有网页", name, "请在浏览器或 Word 里打开，另存为 .docx 或 .html 再试")
    return page, charset, media


def _parts(data: bytes, depth: int) -> Iterator[tuple[bytes, bytes]]:
    """Header and body of every part, those of parts of parts included."""
    end = _HEADER_END.search(data)
    if end is None:
        return
    header, body = data[: end.start()], data[end.end() :]
    boundary = _BOUNDARY.search(header)
    if boundary is None or depth == _DEEPEST:
        yield header, body
        return
    for part in re.split(rb"\r?\n?--" + re.escape(boundary.group(1)) + rb"(?:--)?[ \t]*\r?\n?", body):
        if part.strip():
            yield from _parts(part.lstrip(b"\r\n"), depth + 1)


def _field(header: bytes, name: bytes) -> str:
    """A field of a header, unfolded."""
    match = re.search(rb"^" + name + rb":[ \t]*([^\r\n]*(?:\r?\n[ \t]+[^\r\n]*)*)", header, re.I | re.M)
    return re.sub(r"\s+", " ", match.group(1).decode("utf-8", "replace")).strip() if match else ""


def _content(header: bytes, body: bytes) -> bytes:
    """The bytes of a part as they were before they were wrapped for the post."""
    wrapped = _field(header, rb"content-transfer-encoding").lower()
    if wrapped == "base64":
        try:
            return binascii.a2b_base64(body)
        except binascii.Error:
            return b""
    return binascii.a2b_qp(body) if wrapped == "quoted-printable" else body
