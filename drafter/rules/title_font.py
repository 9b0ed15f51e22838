"""The title is set in 小标宋."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.rules.elements import font_name
from drafter.wordlook.fonts import family
from drafter.wordlook.model import Look, most_font

ID = "title-font"
LEVEL: Level = "必错"
TITLE = "标题用小标宋体"
SOURCE = "GB/T 9704-2012 §7.3.1"
READS = "layout"

_TITLE = "在全县干部大会上的发言"
GOOD = (Sample(), Sample(body=(P("title", _TITLE, rpr='<w:rFonts w:eastAsia="FZXiaoBiaoSong-B05S"/>'),)))
BAD = (
    Sample(body=(P("title", _TITLE, rpr='<w:rFonts w:eastAsia="黑体"/>'),)),
    Sample(body=(P("title", _TITLE, rpr='<w:rFonts w:eastAsia="宋体"/>'),)),
)

# Offices without the font of 方正 make do with these.
_NEAR = ("中宋", "大标宋", "宋体")


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """Judges each line of the title by most of its characters."""
    for para in look.of("title"):
        font = most_font(para.runs)
        if family(font) != "小标宋":
            level: Level | None = "疑似" if family(font) in _NEAR else None
            yield at(para, f"标题字体是{font_name(font)}", "请改为方正小标宋简体", level)
