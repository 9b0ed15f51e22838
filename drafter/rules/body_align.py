"""The body is justified, or flush left."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.wordlook.model import Look

ID = "body-align"
LEVEL: Level = "疑似"
TITLE = "正文两端对齐"
SOURCE = "办公惯例"
READS = "layout"

_TEXT = "今年以来，全县干部到村到户，群众反映的事件件有回音，一件一件记在本子上。"
GOOD = (
    Sample(),
    Sample(body=(P("body", _TEXT, ppr='<w:jc w:val="left"/>'),)),
    Sample(body=(P("body", _TEXT), P("body", "谢谢大家！", ppr='<w:jc w:val="center"/>'))),
)
BAD = (
    Sample(
        body=(
            P("title", "发言"),
            P("body", _TEXT, ppr='<w:jc w:val="center"/>'),
        )
    ),
)

_SHORT = 20


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """A short line may stand in the middle for a reason: verse, a word of thanks."""
    for para in look.of("body"):
        if para.align in ("center", "right") and len(para.text.strip()) > _SHORT:
            yield at(para, f"正文{'居中' if para.align == 'center' else '右对齐'}了", "请改为两端对齐")
