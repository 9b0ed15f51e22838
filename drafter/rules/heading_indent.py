"""A heading begins two characters in, like the body."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.wordlook.model import Look, most_size

ID = "heading-indent"
LEVEL: Level = "疑似"
TITLE = "小标题左空二字"
SOURCE = "GB/T 9704-2012 §7.3.3"
READS = "layout"

GOOD = (Sample(), Sample(body=(P("1", "一、学深一层", ppr='<w:jc w:val="center"/>'),)))
BAD = (Sample(body=(P("1", "一、学深一层", ppr='<w:ind w:firstLine="0" w:firstLineChars="0"/>'),)),)

_LEAST, _MOST = 1.4, 2.7


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """A heading in the middle, as some papers have it, is let pass."""
    for para in look.of("heading"):
        indent = (para.left + para.first) / (most_size(para.runs) or profile.size)
        if para.align not in ("center", "right") and not para.text[:1].isspace() and not _LEAST <= indent <= _MOST:
            what = "小标题顶格了" if indent < 0.5 else f"小标题缩进 {indent:.1f} 个字"
            yield at(para, what, "请在“段落”里设首行缩进 2 字符")
