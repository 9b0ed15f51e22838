"""Name, post and date under the title stand in the middle, in 楷体."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.rules.elements import font_name, size_name
from drafter.wordlook.fonts import family
from drafter.wordlook.model import Look, most_font, most_size

ID = "byline-look"
LEVEL: Level = "疑似"
TITLE = "标题下的姓名、职务、日期居中，三号楷体"
SOURCE = "办公惯例"
READS = "layout"

_TITLE = P("title", "在全县干部大会上的发言")
GOOD = (Sample(), Sample(body=(_TITLE, P("date", "（2024年5月）"), P("byline", "县农业农村局"))))
BAD = (
    Sample(body=(_TITLE, P("byline", "县农业农村局局长　张明", rpr='<w:rFonts w:eastAsia="宋体"/>'))),
    Sample(body=(_TITLE, P("byline", "县农业农村局局长　张明", rpr='<w:sz w:val="24"/>'))),
    Sample(body=(_TITLE, P("date", "（2024年5月6日）", ppr='<w:jc w:val="left"/>'))),
)


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """Judges the lines between title and body."""
    for para in look.of("byline", "date"):
        font, size = most_font(para.runs), most_size(para.runs)
        if para.align != "center":
            yield at(para, "标题下的署名或日期没有居中", "请设为居中")
        if font and family(font) != "楷体":
            yield at(para, f"标题下的署名或日期用了{font_name(font)}", "请改为楷体_GB2312", "提示")
        if abs(size - profile.size) > 0.5:
            yield at(para, f"标题下的署名或日期是{size_name(size)}", f"请改为{size_name(profile.size)}", "提示")
