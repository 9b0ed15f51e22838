"""Plain text, the reader of last resort: one line of the file is one line."""

from __future__ import annotations

import re

from drafter.encoding import decode
from drafter.tree import Line, Source

ORDER = 90
SUFFIXES = (".txt",)
# Only real line ends: str.splitlines would also cut at characters that stand inside sentences of bad exports.
_LINE_END = re.compile(r"\r\n|\r|\n|\f|\v|\u2028|\u2029|\x85")
_RARE_ENDS = "\r\f\v\u2028\u2029\x85"


def claims(data: bytes, name: str) -> bool:
    """Anything that nobody else wants."""
    return True


def read(data: bytes, name: str) -> Source:
    """Every line that is not blank, with its number."""
    text = decode(data, name)
    lines = _LINE_END.split(text) if any(end in text for end in _RARE_ENDS) else text.split("\n")
    return Source(lines=tuple(Line(text, n) for n, text in enumerate(lines, 1) if text.strip()))
