"""“ ” stand in a Chinese font, full-width."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.rules.elements import font_name
from drafter.wordlook.fonts import chinese
from drafter.wordlook.model import Look

ID = "quote-font"
LEVEL: Level = "疑似"
TITLE = "引号用中文字体"
SOURCE = "办公惯例"
READS = "layout"

_QUOTED = "今年以来，“一线工作法”落到了实处，群众反映的事件件有回音。"
_NORMAL = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
_STYLE = _NORMAL + (
    '<w:style w:type="paragraph" w:styleId="body"><w:name w:val="正文格式"/><w:pPr>'
    '<w:spacing w:line="579" w:lineRule="exact"/><w:ind w:firstLineChars="200"/></w:pPr><w:rPr>'
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/>'
    "</w:rPr></w:style>"
)
GOOD = (
    Sample(),
    Sample(styles=_STYLE, body=(P("body", _QUOTED, rpr='<w:rFonts w:hint="eastAsia"/>'),)),
    Sample(styles=_STYLE, body=(P("body", "今年以来，群众反映的事件件有回音。"),)),
)
BAD = (Sample(styles=_STYLE, body=(P("body", _QUOTED),)),)

_MARKS = "“”‘’—…"
_ROLES = ("title", "byline", "salutation", "heading", "body", "attachment")


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """Which font such a mark stands in depends on a hint that programs forget, see `drafter.wordlook.fonts`."""
    for para in look.of(*_ROLES):
        for run in para.runs:
            if not run.field and any(mark in run.text for mark in _MARKS) and not chinese(run.shared):
                how = "请选中这些符号，把西文字体也设成与正文相同的中文字体"
                yield at(para, f"引号、破折号用了西文字体（{font_name(run.shared)}）", how)
