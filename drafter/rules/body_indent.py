"""A paragraph begins two characters in, by indent."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.wordlook.model import Look, most_size

ID = "body-indent"
LEVEL: Level = "必错"
TITLE = "正文每段首行缩进 2 字"
SOURCE = "GB/T 9704-2012 §7.3.3"
READS = "layout"

_TEXT = "今年以来，全县干部到村到户，群众反映的事件件有回音，一件一件记在本子上。"
GOOD = (
    Sample(),
    Sample(body=(P("body", _TEXT, ppr='<w:ind w:firstLine="640" w:firstLineChars="0"/>'),)),
    Sample(body=(P("body", _TEXT, ppr='<w:ind w:firstLine="0" w:firstLineChars="200"/>'),)),
    Sample(body=(P("body", _TEXT, ppr='<w:ind w:left="640" w:firstLine="0" w:firstLineChars="0"/>'),)),
)
BAD = (
    Sample(body=(P("body", _TEXT, ppr='<w:ind w:firstLine="0" w:firstLineChars="0"/>'),)),
    Sample(body=(P("body", _TEXT, ppr='<w:ind w:firstLine="420" w:firstLineChars="0"/>'),)),
)

_SLACK, _NONE = 0.4, 0.5


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """Judges in characters of the paragraph's own size; spaces in place of an indent are `space-indent`."""
    for para in look.of("body"):
        size = most_size(para.runs) or profile.size
        indent = (para.left + para.first) / size
        if para.align in ("center", "right") or para.text[:1].isspace() or abs(indent - 2) <= _SLACK:
            continue
        if indent < _NONE:
            # The number of an automatic list stands where the list says.
            level: Level | None = "疑似" if para.number else None
            yield at(para, "正文没有首行缩进", "请在“段落”里设首行缩进 2 字符", level)
        else:
            yield at(para, f"正文首行缩进 {indent:.1f} 个字", "请在“段落”里设首行缩进 2 字符", "疑似")
