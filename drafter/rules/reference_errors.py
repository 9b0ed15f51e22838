"""No broken references are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.wordlook.model import Look

ID = "reference-errors"
LEVEL: Level = "必错"
TITLE = "没有“错误！未找到引用源”"
SOURCE = "办公惯例"
READS = "layout"

_TEXT = "今年以来，全县干部到村到户，群众反映的事件件有回音，一件一件记在本子上。"
GOOD = (Sample(), Sample(body=(P("body", "这是一个错误！不能再犯。" + _TEXT),)))
BAD = (
    Sample(body=(P("body", "详见错误！未找到引用源。" + _TEXT),)),
    Sample(body=(P("body", "Error! Reference source not found. " + _TEXT),)),
)

_BROKEN = re.compile(
    r"错误[！!]\s*(?:未找到引用源|未定义书签|未指定|文档中没有|超链接引用)|Error! (?:Reference|Bookmark|No text)"
)


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """Judges text, wherever it stands."""
    for para in (*look.paragraphs, *(cell for table in look.tables for cell in table.cells)):
        match = _BROKEN.search(para.text)
        if match:
            yield at(para, "有失效的引用", "请删去或重新插入后更新域（F9）", span=match.span())
