"""Headings have an outline level."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.wordlook.model import Look

ID = "heading-outline"
LEVEL: Level = "提示"
TITLE = "小标题用标题样式，导航窗格里看得见"
SOURCE = "办公惯例"
READS = "layout"

_TEXT = "今年以来，全县干部到村到户，群众反映的事件件有回音，一件一件记在本子上。"
GOOD = (
    Sample(),
    Sample(
        body=(
            P("1", "在大会上的发言", ppr='<w:jc w:val="center"/>'),
            P("body", _TEXT),
            P("2", "一、学深一层"),
            P("body", _TEXT),
        )
    ),
)
BAD = (
    Sample(body=(P("body", "一、学深一层", rpr='<w:rFonts w:eastAsia="黑体"/>'), P("body", _TEXT))),
    Sample(body=(P("1", "一、学深一层"), P("body", _TEXT), P("1", "（一）到村里去"), P("body", _TEXT))),
    Sample(body=(P("title", "发言"), P("body", _TEXT * 2, ppr='<w:outlineLvl w:val="0"/>'))),
)


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """Outline levels may all be one lower, where the title is 标题 1."""
    headings = [para for para in look.of("heading") if para.mark and para.level]
    shift = min((para.outline + 1 - para.level for para in headings if para.outline is not None), default=0)
    for para in headings:
        if para.outline is None:
            yield at(para, "小标题没有大纲级别", "请套用“标题 1”至“标题 4”样式")
        elif para.outline + 1 - para.level != shift:
            yield at(para, f"小标题的大纲级别是 {para.outline + 1} 级，与序号的层次不符", "请套用相应的标题样式")
    for para in look.of("body"):
        if para.outline is not None:
            yield at(para, "正文段落带了大纲级别", "请在“段落”里把大纲级别改为正文文本")
