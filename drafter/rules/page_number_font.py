"""The page number is set in 四号 宋体."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import Sample, Slip
from drafter.rules.elements import font_name, page_numbers, size_name
from drafter.wordlook.fonts import family
from drafter.wordlook.model import Look

ID = "page-number-font"
LEVEL: Level = "疑似"
TITLE = "页码用四号宋体阿拉伯数字"
SOURCE = "GB/T 9704-2012 §7.5"
READS = "layout"

_FOOT = (
    "<w:p><w:r>{0}<w:t>— </w:t></w:r>"
    "<w:r>{0}<w:fldChar w:fldCharType='begin'/></w:r>"
    "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r>{0}<w:t>1</w:t></w:r>"
    "<w:r><w:fldChar w:fldCharType='end'/></w:r><w:r>{0}<w:t> —</w:t></w:r></w:p>"
)
_FONT = "<w:rPr><w:rFonts w:ascii='{0}' w:hAnsi='{0}' w:eastAsia='宋体'/><w:sz w:val='{1}'/></w:rPr>"
GOOD = (Sample(), Sample(foot=_FOOT.format(_FONT.format("SimSun", 28)), even_foot=""))
BAD = (
    Sample(foot=_FOOT.format(_FONT.format("宋体", 18)), even_foot=""),
    Sample(foot=_FOOT.format(_FONT.format("Times New Roman", 28)), even_foot=""),
)

_SIZE = 14.0


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """Digits take the font for Latin text; Times New Roman is common and only mentioned."""
    for para in page_numbers(look).values():
        number = next((run for run in para.runs if run.field == "PAGE"), None) or para.runs[0]
        if abs(number.size - _SIZE) > 0.5:
            yield Slip(f"页码字号是{size_name(number.size)}", f"请改为{size_name(_SIZE)}", "页脚")
        if family(number.latin) != "宋体":
            yield Slip(f"页码数字的字体是{font_name(number.latin)}", "请改为宋体", "页脚", level="提示")
