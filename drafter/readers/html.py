"""Web pages: our own (see `drafter.writers.html`), strangers', and what Word and browsers save as .mht or .doc.

Whatever the page shows is either in the lines or in a finding; scripts and styles show nothing. `line` counts what is
seen: the third paragraph of the page is line 3, wherever it stands in the source.
"""

from __future__ import annotations

import re
from typing import Any

from drafter.encoding import decode
from drafter.readers.html_archive import is_archive, unpacked
from drafter.readers.html_article import article
from drafter.readers.html_own import OwnPage
from drafter.readers.html_page import Page
from drafter.report import DrafterError
from drafter.tree import Source

ORDER = 50
SUFFIXES = (".html", ".htm", ".mht", ".mhtml")

_SAMPLE = 1 << 16
_OPENING = re.compile(r"\s*(?:<\?xml[^<>]*>\s*)?(?:<!--(?! drafter)[^<>]*-->\s*)?<(?:!doctype\s+html|html[\s>])", re.I)
_TAG = re.compile(r"(?<!\\)<(/?)(html|head|body|p|div|table|tr|td|h[1-6]|ul|ol|li|section|article)(?:\s[^<>]*)?>", re.I)
_CHARSET = re.compile(rb"<meta[^<>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w-]+)", re.I)
_OWN = re.compile(r"<html[^<>]*\sdata-drafter\b")
_GB = ("gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936", "gb18030", "hz-gb-2312")


def claims(data: bytes, name: str) -> bool:
    """A page, or a piece of one whose lines mostly carry tags; a stray `<br>` in a text makes no page."""
    if is_archive(data):
        return True
    if b"<" not in data:
        return False
    text = _glance(data, name)
    if _OPENING.match(text):
        return True
    tags = _TAG.findall(text)
    names = {tag.lower() for _, tag in tags}
    if len(tags) >= 3 and names & {"html", "body"}:
        return True
    lines = [line for line in text.split("\n") if line.strip()]
    tagged = sum(1 for line in lines if _TAG.search(line))
    closed = sum(1 for slash, _ in tags if slash)
    start = text.lstrip()
    likely = (start.startswith("<") and not start.startswith("<!--")) or name.lower().endswith(SUFFIXES)
    return len(tags) >= 2 and closed >= 1 and tagged >= (0.2 if likely else 0.6) * len(lines)


def _glance(data: bytes, name: str) -> str:
    """The head of the file, enough to see its tags: they are ASCII in every encoding but UTF-16."""
    if b"\0" not in data[:_SAMPLE]:
        return data[:_SAMPLE].removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    try:
        return decode(data, name)[:_SAMPLE]
    except DrafterError:
        return ""


def _decoded(data: bytes, name: str, charset: str) -> str:
    """The page as text, in the encoding that it names if that is true."""
    found = _CHARSET.search(data, 0, 8192)
    charset = (charset or (found.group(1).decode("ascii", "ignore") if found else "")).lower()
    if charset and not charset.startswith(("utf-16", "utf-32", "unicode")) and b"\0" not in data[:_SAMPLE]:
        try:
            return data.decode("gb18030" if charset in _GB else charset)
        except (LookupError, ValueError):
            pass  # The page does not say the truth, or the encoding is none that we know.
    return decode(data, name)


def read(data: bytes, name: str) -> Source:
    """The article of the page as lines; what the page shows besides it as removed."""
    media: dict[str, bytes] = {}
    charset = ""
    if is_archive(data):
        data, charset, media = unpacked(data, name)
    text = _decoded(data, name, charset).removeprefix("\ufeff").replace("\0", "")
    target: OwnPage | Page = OwnPage() if _OWN.search(text[:4096]) else Page()
    _feed(text, target, name)
    source = target.source() if isinstance(target, OwnPage) else article(target)
    if not source.lines and not source.removed:
        raise DrafterError("网页里没有文字", name, "正文可能由脚本加载，请在浏览器里全选、复制，存成文本后再试")
    return Source(source.lines, source.findings, source.removed, {**media, **source.media})


def _feed(text: str, target: Any, name: str) -> None:
    """Tells `target` of every tag and text. Events, not a tree: pages may nest 100,000 deep."""
    from lxml import etree

    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True)
    try:
        parser.feed(text.encode("utf-8", "replace"))
        parser.close()
    except etree.LxmlError as error:
        raise DrafterError("网页读不通", name, f"请在浏览器里打开后另存一份再试（{error}）") from None
