"""All text is black."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.rules.elements import outside_slots
from drafter.wordlook.model import Look

ID = "text-colour"
LEVEL: Level = "必错"
TITLE = "文字都是黑色"
SOURCE = "GB/T 9704-2012 §5.2.4"
READS = "layout"

_TEXT = "今年以来，全县干部到村到户，群众反映的事件件有回音，一件一件记在本子上。"
GOOD = (
    Sample(),
    Sample(body=(P("body", _TEXT, rpr='<w:color w:val="000000"/>'),)),
    Sample(body=(P("body", _TEXT, rpr='<w:color w:val="0F0F0F" w:themeColor="text1"/>'),)),
    Sample(
        body=(
            P("", "某县人民政府文件", ppr='<w:jc w:val="center"/>', rpr='<w:color w:val="FF0000"/>'),
            P("", "某政发〔2024〕5号"),
            P("title", "关于走访的通知"),
        )
    ),
    Sample(body=(P("body", "【县名】", rpr='<w:color w:val="FF0000"/>'), P("body", _TEXT))),
)
BAD = (
    Sample(body=(P("body", _TEXT, rpr='<w:color w:val="FF0000"/>'),)),
    Sample(body=(P("body", _TEXT, rpr='<w:color w:val="333333"/>'),)),
)

_GREY = 0x60


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """A nearly black grey, as web pages have it, is hardly seen on paper. A letterhead is red."""
    for para in look.paragraphs:
        if para.role == "note":
            continue
        for run in outside_slots(para):
            if run.colour and run.text.strip():
                grey = _is_dark_grey(run.colour)
                what = "文字是深灰色" if grey else "文字是彩色"
                yield at(para, what, "请把字体颜色设为“自动”", "疑似" if grey else None)


def _is_dark_grey(colour: str) -> bool:
    try:
        parts = [int(colour[n : n + 2], 16) for n in (0, 2, 4)]
    except ValueError:
        return False
    return max(parts) <= _GREY and max(parts) - min(parts) <= 8
