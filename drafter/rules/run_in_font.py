"""A run-in heading stands in its level's font, its full stop too."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.rules.elements import FULL_NAME, HEADING_FAMILY, font_name
from drafter.wordlook.fonts import family
from drafter.wordlook.model import Look, cut, most_font

ID = "run-in-font"
LEVEL: Level = "疑似"
TITLE = "段首小标题连同句号用小标题字体"
SOURCE = "GB/T 9704-2012 §7.3.3"
READS = "layout"

_TEXT = "今年以来，全县干部到村到户，群众反映的事件件有回音，一件一件记在本子上。"
_LEAD = '<w:r><w:rPr><w:rFonts w:eastAsia="楷体_GB2312"/></w:rPr><w:t>{}</w:t></w:r><w:r><w:t>{}</w:t></w:r>'
GOOD = (
    Sample(),
    Sample(body=(P("body", xml=_LEAD.format("（一）到最远的村去。", _TEXT)),)),
    Sample(body=(P("body", "1.先听群众怎么说。" + _TEXT),)),
)
BAD = (
    Sample(body=(P("body", "（一）到最远的村去。" + _TEXT),)),
    Sample(body=(P("body", xml=_LEAD.format("（一）", "到最远的村去。" + _TEXT)),)),
    Sample(body=(P("body", xml=_LEAD.format("（一）到最远的村去", "。" + _TEXT)),)),
)


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """The first sentence after 一、 or （一） is taken for the heading."""
    for para in look.of("body"):
        if not para.run_in or para.level not in (1, 2):
            continue
        wanted = HEADING_FAMILY[para.level]
        font = most_font(cut(para, 0, para.run_in))
        if family(font) != wanted:
            how = f"请把序号和第一句（含句号）改为{FULL_NAME[wanted]}"
            yield at(para, f"段首小标题是{font_name(font)}", how)
        elif any(family(run.east) != wanted for run in cut(para, para.run_in - 1, para.run_in)):
            yield at(para, "段首小标题的句号不是小标题字体", f"请把句号也改为{FULL_NAME[wanted]}", "提示")
