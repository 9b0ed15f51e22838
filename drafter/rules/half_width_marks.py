"""Punctuation between Han characters is full-width."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.wordlook.model import Look

ID = "half-width-marks"
LEVEL: Level = "必错"
TITLE = "汉字间用全角标点"
SOURCE = "GB/T 15834-2011"
READS = "layout"

_TEXT = "今年以来，全县干部到村到户，群众反映的事件件有回音，一件一件记在本子上。"
GOOD = (
    Sample(),
    Sample(body=(P("body", "会议 9:30 开始，办结率 98.5%，用了 Word(2016) 和 1,200 元，" + _TEXT),)),
)
BAD = (
    Sample(body=(P("body", "今年以来,全县干部到村到户;事事有回音."),)),
    Sample(body=(P("body", "今年以来(截至五月)，事事有回音。"),)),
)

_HAN = r"\u4e00-\u9fff"
_MARK = re.compile(rf"(?<=[{_HAN}”）》])(?:[,;:?!](?=\s*(?:[{_HAN}“（《\d]|$))|\.(?=\s*(?:[{_HAN}“]|$)))")
_BRACKET = re.compile(rf"\([^()]{{0,40}}[{_HAN}][^()]{{0,40}}\)")
_ROLES = ("title", "heading", "body")


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """Judges marks that follow a Han character; the brackets of a number are `heading-number-form`."""
    for para in look.of(*_ROLES):
        start = para.mark.end if para.mark and not para.number else 0
        for match in _MARK.finditer(para.text, start):
            yield at(para, "汉字后面用了半角标点", "请改为全角标点", span=match.span())
        for match in _BRACKET.finditer(para.text, start):
            yield at(para, "中文括号用了半角", "请改为（ ）", "疑似", match.span())
