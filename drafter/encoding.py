"""Bytes of a text file → str, whatever encoding the office's machines wrote."""

from __future__ import annotations

import codecs
import re

from drafter.report import DrafterError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 1 << 16
_ODD = re.compile("[\x00-\x08\x0e-\x19\x1b\x1d-\x1f\ue000-\uf8ff\ufffd]")


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a mark at its head: ASCII and line ends leave zero bytes on one side only."""
    sample = data[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if even == odd == 0:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _plausible(text: str) -> bool:
    """Whether a decoded text looks like writing: hardly any control or private characters."""
    sample = text[:_SAMPLE]
    return _ODD.search(sample) is None or len(_ODD.findall(sample)) * 50 <= len(sample)


def decode(data: bytes, name: str) -> str:
    """The text of `data`; raises a DrafterError for what is no text."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace")
    if b"\0" in data[:_SAMPLE]:
        guess = _utf16(data)
        text = data[: len(data) // 2 * 2].decode(guess, "replace") if guess else ""
        if (
            guess
            and _plausible(text)
            and sum("\u4e00" <= c <= "\u9fff" or c.isascii() for c in text[:_SAMPLE]) * 3 > len(text[:_SAMPLE])
        ):
            return text
        raise DrafterError("不是文字文件", name, "请换成 .docx、.txt、.md、.html 或 .pdf 再试")
    for encoding in ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _plausible(text):
            return text
    # A few broken bytes (a download cut off in mid-character) must not cost the whole file.
    best = min((data.decode(encoding, "replace") for encoding in ("utf-8", "gb18030")), key=lambda t: t.count("\ufffd"))
    if best.count("\ufffd") * 50 <= len(best) and _plausible(best):
        return best
    raise DrafterError("认不出文字编码", name, "请用记事本另存为 UTF-8 编码后再试")
