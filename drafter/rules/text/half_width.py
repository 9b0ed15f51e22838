"""Punctuation between Han characters is full-width."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.report import Level
from drafter.rules.contract import Slip
from drafter.rules.text.contract import Text, at, spot_at
from drafter.tree import Document, Paragraph, Sentence

ID = "half-width"
LEVEL: Level = "必错"
TITLE = "汉字间用全角标点"
SOURCE = "GB/T 15834-2011"
READS = "text"


def _said(words: str) -> Document:
    return Document(title="在学习研讨会上的发言", body=(Paragraph((Sentence(words),)),))


GOOD = (_said("会议 9:30 开始，办结率 98.5%，用了 Word(2016) 和 1,200 元，一件一件记在本子上。"),)
BAD = (
    _said("今年以来,全县干部到村到户;事事有回音."),
    _said("今年以来(截至五月)，事事有回音。"),
)

_HAN = r"\u4e00-\u9fff"
_MARK = rf"(?m)(?<=[{_HAN}”）》])(?:[,;:?!](?=\s*(?:[{_HAN}“（《\d]|$))|\.(?=\s*(?:[{_HAN}“]|$)))"
_BRACKET = rf"\([^()\n]{{0,40}}[{_HAN}][^()\n]{{0,40}}\)"
_TRACE = ",;:?!.("


def judge(text: Text) -> Iterator[Slip]:
    """Judges marks that follow a Han character, and brackets around them; numbers of headings aside."""
    if not any(mark in text.whole for mark in _TRACE):
        return
    for match in re.finditer(_MARK, text.whole):
        spot = spot_at(text, match.start())
        if spot.role == "heading" and spot.section and match.start() - spot.start < len(spot.section.number):
            continue
        start = max(match.start() - 4, spot.start)
        yield at(text, start, match.end(), "汉字后面用了半角标点", "请改为全角标点")
    for match in re.finditer(_BRACKET, text.whole):
        if match.start() and text.whole[match.start() - 1] != "\n":
            yield at(text, match.start(), match.end(), "中文括号用了半角", "请改为（ ）", "疑似")
