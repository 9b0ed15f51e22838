"""Numbers run on, and levels follow each other."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.wordlook.model import Look

ID = "heading-order"
LEVEL: Level = "必错"
TITLE = "序数连续、层次不跳级"
SOURCE = "GB/T 9704-2012 §7.3.3"
READS = "layout"

_TEXT = "今年以来，全县干部到村到户，群众反映的事件件有回音，一件一件记在本子上。"
GOOD = (
    Sample(),
    Sample(body=(P("1", "第一部分　学"), P("1", "一、听"), P("body", _TEXT), P("1", "第二部分　干"), P("1", "一、看"))),
    Sample(body=(P("1", "说说学"), P("2", "（一）听"), P("body", _TEXT), P("1", "说说干"), P("2", "（一）看"))),
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


_DEPTH = {"part": 0, "han": 1, "paren-han": 2, "arabic": 3, "paren-arabic": 4}
_SECOND = _DEPTH["paren-han"]


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """A new count of 1. may begin anywhere: lists inside the text do. 一、 to 1. is custom where there is no （一）."""
    with_second = any(para.mark and para.mark.style == "paren-han" for para in look.of("heading", "body"))
    counts: dict[int, int] = {}
    for para in look.of("heading", "body"):
        mark = para.mark
        if mark is None or mark.style not in _DEPTH:
            if para.role == "heading":
                counts = {}
            continue
        depth = _DEPTH[mark.style]
        above = max((known for known in counts if known < depth), default=0)
        before = counts.get(depth)
        counts = {known: value for known, value in counts.items() if known < depth}
        counts[depth] = mark.value
        if before is None:
            if mark.value != 1 and depth <= _SECOND:
                yield at(para, f"“{mark.text}”前面没有从头数起", "请检查序数是否漏了", "疑似")
            skipped = depth > above + 1 and (with_second or depth == _DEPTH["paren-arabic"])
            if above and skipped and para.role == "heading":
                yield at(para, f"“{mark.text}”跳过了上一层", "请按一、（一）1.（1）的次序编排", "疑似")
        elif mark.value == before and (depth <= _SECOND or before > 1):
            yield at(para, f"序数“{mark.text}”重复", "请改正序数")
        elif mark.value > before + 1:
            yield at(para, f"序数跳到了“{mark.text}”，前面缺号", "请改正序数")
        elif mark.value < before and mark.value != 1:
            yield at(para, f"序数“{mark.text}”倒退", "请改正序数")
