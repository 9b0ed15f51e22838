"""Headings in 黑体 and 楷体 are not bold."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.rules.elements import HEADING_FAMILY
from drafter.wordlook.fonts import family
from drafter.wordlook.model import Look, most_font, weigh

ID = "heading-bold"
LEVEL: Level = "提示"
TITLE = "黑体、楷体小标题不加粗"
SOURCE = "办公惯例"
READS = "layout"

_TEXT = "今年以来，全县干部到村到户，群众反映的事件件有回音，一件一件记在本子上。"
GOOD = (Sample(), Sample(body=(P("3", "1.先听群众怎么说", rpr="<w:b/>"), P("body", _TEXT))))
BAD = (Sample(body=(P("1", "一、学深一层", rpr="<w:b/>"), P("body", _TEXT))),)


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """Many offices make 1. bold to tell it from the body, so only the first two levels are judged."""
    for para in look.of("heading"):
        right = family(most_font(para.runs)) == HEADING_FAMILY.get(para.level)
        if right and para.level <= 2 and all(run.bold for run, _ in weigh(para.runs)):
            yield at(para, "小标题加了粗", "黑体、楷体本身已够醒目，请取消加粗")
