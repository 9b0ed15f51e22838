"""Numbers run on, and levels follow each other."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.wordlook.model import Look
from drafter.wordlook.roles import LEVELS

ID = "heading-order"
LEVEL: Level = "必错"
TITLE = "序数连续、层次不跳级"
SOURCE = "GB/T 9704-2012 §7.3.3"
READS = "layout"

_TEXT = "今年以来，全县干部到村到户，群众反映的事件件有回音，一件一件记在本子上。"
GOOD = (
    Sample(),
    Sample(
        body=(P("1", "一、学"), P("body", _TEXT), P("3", "1.听"), P("body", _TEXT), P("1", "二、干"), P("body", _TEXT))
    ),
    Sample(
        body=(P("body", "1.听。" + _TEXT), P("body", "2.看。" + _TEXT), P("body", _TEXT), P("body", "1.记。" + _TEXT))
    ),
)
BAD = (
    Sample(body=(P("1", "一、学"), P("body", _TEXT), P("1", "一、干"), P("body", _TEXT))),
    Sample(body=(P("1", "一、学"), P("body", _TEXT), P("1", "三、干"), P("body", _TEXT))),
    Sample(
        body=(
            P("1", "一、学"),
            P("2", "（一）听"),
            P("body", _TEXT),
            P("1", "二、干"),
            P("3", "1.看"),
            P("body", _TEXT),
        )
    ),
)


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """A new count of 1. may begin anywhere: lists inside the text do. 一、 to 1. is custom where there is no （一）."""
    marked = [
        (para, para.mark, LEVELS[para.mark.style])
        for para in look.of("heading", "body")
        if para.mark and para.mark.style in LEVELS
    ]
    with_second = any(level == 2 for _, _, level in marked)
    counts: dict[int, int] = {}
    for para, mark, level in marked:
        above = max((known for known in counts if known < level), default=0)
        before = counts.get(level)
        counts = {known: value for known, value in counts.items() if known < level}
        counts[level] = mark.value
        if before is None:
            if mark.value != 1 and level <= 2:
                yield at(para, f"“{mark.text}”前面没有从头数起", "请检查序数是否漏了", "疑似")
            if above and level > above + 1 and (with_second or level == 4) and para.role == "heading":
                yield at(para, f"“{mark.text}”跳过了上一层", "请按一、（一）1.（1）的次序编排", "疑似")
        elif mark.value == before and (level <= 2 or before > 1):
            yield at(para, f"序数“{mark.text}”重复", "请改正序数")
        elif mark.value > before + 1:
            yield at(para, f"序数跳到了“{mark.text}”，前面缺号", "请改正序数")
        elif mark.value < before and mark.value != 1:
            yield at(para, f"序数“{mark.text}”倒退", "请改正序数")
