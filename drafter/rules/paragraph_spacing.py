"""No extra space between paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.wordlook.model import Look

ID = "paragraph-spacing"
LEVEL: Level = "疑似"
TITLE = "段前段后间距为 0"
SOURCE = "办公惯例"
READS = "layout"

_TEXT = "今年以来，全县干部到村到户，群众反映的事件件有回音，一件一件记在本子上。"
GOOD = (Sample(), Sample(body=(P("title", "在大会上的发言", ppr='<w:spacing w:after="579"/>'), P("body", _TEXT))))
BAD = (
    Sample(body=(P("body", _TEXT, ppr='<w:spacing w:after="200"/>'),)),
    Sample(body=(P("body", _TEXT, ppr='<w:spacing w:beforeLines="50" w:before="156"/>'),)),
    Sample(defaults='<w:pPrDefault><w:pPr><w:spacing w:after="160"/></w:pPr></w:pPrDefault>'),
)


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """Space around the title is custom; between paragraphs of the body it breaks the grid."""
    for para in look.of("body", "heading"):
        sides = [f"{name} {value:g} 磅" for name, value in (("段前", para.before), ("段后", para.after)) if value > 0.1]
        if sides:
            yield at(para, f"段落间距不是 0（{'、'.join(sides)}）", "请把段前、段后设为 0")
