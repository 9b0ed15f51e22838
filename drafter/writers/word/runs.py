"""Text → the XML of runs: escaping, East Asian hints, slots set off from the words around them."""

from __future__ import annotations

import re

SLOT = re.compile(r"【[^【】\n]{1,40}】")

# Signs that Word sets in the Latin font (Times, half as wide) unless the run says they are Chinese.
_AMBIGUOUS = re.compile("[‘’“”—…·×÷±°§①-⑳Ⅰ-Ⅻ]")
# What XML 1.0 has no way to say.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile("[&<>\x00-\x1f\x85\u2028\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("(\r\n|[\n\r\t])")
_XML_BREAKS = {"\t": "<w:tab/>"}


def escape(text: str) -> str:
    """`text` as character data or attribute of XML, without what XML cannot hold."""
    text = _UNWRITABLE.sub("", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def unwritable(text: str) -> str:
    """The characters of `text` that cannot be written."""
    return "".join(_UNWRITABLE.findall(text))


def run(text: str, style: str = "", highlight: bool = False) -> str:
    """One run with `text` in the character style with id `style`."""
    properties = ""
    if style:
        properties = f'<w:rStyle w:val="{style}"/>'
    if _AMBIGUOUS.search(text):
        properties += '<w:rFonts w:hint="eastAsia"/>'
    if highlight:
        properties += '<w:highlight w:val="yellow"/>'
    if properties:
        properties = f"<w:rPr>{properties}</w:rPr>"
    return f"<w:r>{properties}{_content(text)}</w:r>"


def _content(text: str) -> str:
    if not _SPECIAL.search(text):
        return _words(text)
    pieces = _BREAKS.split(text)
    return "".join(
        _XML_BREAKS.get(piece, "<w:br/>") if n % 2 else _words(escape(piece)) if piece else ""
        for n, piece in enumerate(pieces)
    )


def _words(text: str) -> str:
    keep = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() or "  " in text else ""
    return f"<w:t{keep}>{text}</w:t>"


def characters(text: str) -> float:
    """How many full-width characters `text` is wide."""
    return sum(0.5 if char < "\u0100" else 1.0 for char in text)
