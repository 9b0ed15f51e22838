"""The title stands in the middle."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.wordlook.model import Look

ID = "title-centred"
LEVEL: Level = "必错"
TITLE = "标题居中"
SOURCE = "GB/T 9704-2012 §7.3.1"
READS = "layout"

_TITLE = "在全县干部大会上的发言"
GOOD = (Sample(), Sample(body=(P("title", _TITLE, ppr='<w:spacing w:before="120"/>'),)))
BAD = (
    Sample(body=(P("title", _TITLE, ppr='<w:jc w:val="left"/>'),)),
    Sample(body=(P("title", _TITLE, ppr='<w:ind w:firstLineChars="200" w:firstLine="880"/>'),)),
)

_SLACK = 3.0


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """An indent pushes a centred line off the middle."""
    for para in look.of("title"):
        if para.align != "center":
            yield at(para, "标题没有居中", "请设为居中，不要用空格推")
        elif abs(para.first) > _SLACK or abs(para.left - para.right) > _SLACK:
            yield at(para, "标题带缩进，居中偏了", "请把标题的首行缩进和左右缩进设为 0", "疑似")
