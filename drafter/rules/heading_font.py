"""Headings: 一、 in 黑体, （一） in 楷体, 1. and （1） in 仿宋."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.rules.elements import FULL_NAME, HEADING_FAMILY, font_name
from drafter.wordlook.fonts import family, standard
from drafter.wordlook.model import Look, most_font

ID = "heading-font"
LEVEL: Level = "必错"
TITLE = "小标题依次用黑体、楷体、仿宋"
SOURCE = "GB/T 9704-2012 §7.3.3"
READS = "layout"

_TEXT = "今年以来，全县干部到村到户，群众反映的事件件有回音，一件一件记在本子上。"
GOOD = (
    Sample(),
    Sample(body=(P("1", "一、学深一层", rpr='<w:rFonts w:eastAsia="SimHei"/>'), P("body", _TEXT))),
    Sample(body=(P("", "想起一件事", rpr="<w:b/>"), P("body", _TEXT))),
)
BAD = (
    Sample(body=(P("1", "一、学深一层", rpr='<w:rFonts w:eastAsia="仿宋_GB2312"/>'), P("body", _TEXT))),
    Sample(body=(P("2", "（一）到最远的村去", rpr='<w:rFonts w:eastAsia="黑体"/>'), P("body", _TEXT))),
    Sample(body=(P("2", "（一）到最远的村去", rpr='<w:rFonts w:eastAsia="楷体"/>'), P("body", _TEXT))),
)

_NAMES = {1: "一", 2: "二", 3: "三", 4: "四"}


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """A line is held to it that has a number or a heading style; a near relation of the font is only mentioned."""
    for para in look.of("heading"):
        if not para.level or (para.outline is None and not para.mark):
            continue
        font, level = most_font(para.runs), min(para.level, 4)
        wanted = HEADING_FAMILY[level]
        how = f"请改为{FULL_NAME[wanted]}"
        if family(font) != wanted:
            grave: Level | None = None if level <= 2 else "疑似"
            yield at(para, f"{_NAMES[level]}级小标题是{font_name(font)}", how, grave)
        elif not standard(font):
            yield at(para, f"{_NAMES[level]}级小标题是{font}", how, "提示")
