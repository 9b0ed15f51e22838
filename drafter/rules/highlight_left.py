"""No highlighting is left over."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.rules.elements import outside_slots
from drafter.wordlook.model import Look

ID = "highlight-left"
LEVEL: Level = "疑似"
TITLE = "没有遗留的突出显示和底纹"
SOURCE = "办公惯例"
READS = "layout"

_TEXT = "今年以来，全县干部到村到户，群众反映的事件件有回音，一件一件记在本子上。"
GOOD = (Sample(), Sample(body=(P("body", "【县名】", rpr='<w:highlight w:val="yellow"/>'), P("body", _TEXT))))
BAD = (
    Sample(body=(P("body", _TEXT, rpr='<w:highlight w:val="yellow"/>'),)),
    Sample(body=(P("body", _TEXT, rpr='<w:shd w:val="clear" w:fill="FFFF00"/>'),)),
)


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """A slot is highlighted on purpose."""
    for para in look.paragraphs:
        if any(run.highlight and run.text.strip() for run in outside_slots(para)):
            yield at(para, "文字带突出显示或底纹", "请选中后设为“无颜色”")
