"""No paragraph fills a page."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.report import Level
from drafter.rules.contract import Slip
from drafter.rules.text.contract import Text, at
from drafter.tree import Document, Paragraph, Sentence

ID = "long-paragraph"
LEVEL: Level = "提示"
TITLE = "一段不超过六百字"
SOURCE = "办公惯例"
READS = "text"


def _said(count: int) -> Document:
    said = (Sentence(f"第{n}件事记在本子上，办到什么程度当面说清楚。") for n in range(count))
    return Document(body=(Paragraph(tuple(said)),))


GOOD = (_said(24),)
BAD = (_said(30),)

_MOST = 600
_SHOWN = 16


def judge(text: Text) -> Iterator[Slip]:
    """Judges body paragraphs."""
    for spot in text.body:
        if len(spot.text) > _MOST:
            yield at(text, spot.start, spot.start + _SHOWN, f"段落超过 {_MOST} 字", "请分段")
