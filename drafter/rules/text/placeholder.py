"""No X县, ×× or ___ stands for a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.report import Level
from drafter.rules.contract import Slip
from drafter.rules.text.contract import Text, at
from drafter.tree import Document, Paragraph, Sentence

ID = "placeholder"
LEVEL: Level = "疑似"
TITLE = "没有用 X、×× 代替的名称和数字"
SOURCE = "办公惯例"
READS = "text"


def _said(words: str) -> Document:
    return Document(title="在学习研讨会上的发言", body=(Paragraph((Sentence(words),)),))


GOOD = (
    _said("镇卫生院添置了X光机，会议室面积为6×8米，推广Excel。"),
    _said("某县一名干部作风漂浮，被通报批评。"),
)
BAD = (_said("X县干部到村到户。"), _said("今年走访××人次。"), _said("联系人：____。"), _said("融入XX发展格局。"))

_NOUN = "[县市区镇乡村省州局年月日人次个万亿项家户件%％元亩]|街道|社区|公司|单位|同志|书记|主任|公里"
_BLANK = (
    rf"(?<![A-Za-z0-9×])[XxＸｘ×]{{1,6}}(?=(?:{_NOUN}))|(?<![A-Za-z0-9＊*×])(?:[XxＸｘ]{{2,6}}|×{{2,6}}|＊{{2,6}})(?![A-Za-z0-9])"
    "|[_＿]{2,40}"
)
_TRACE = "XxＸｘ×＊_＿"


def judge(text: Text) -> Iterator[Slip]:
    """Judges every text of the tree; a reader tells it of files with more certainty."""
    if any(sign in text.whole for sign in _TRACE):
        for match in re.finditer(_BLANK, text.whole):
            end = min(match.end() + 2, len(text.whole))
            yield at(text, match.start(), end, "有占位符没有填", "请补上真实内容或改成【】空位")
