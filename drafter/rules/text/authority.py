"""Nobody orders what is not theirs to order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.report import Level
from drafter.rules.contract import Slip
from drafter.rules.text.contract import Given, Known, Text, at, spot_at
from drafter.rules.text.wording import OTHERS

ID = "authority"
LEVEL: Level = "疑似"
TITLE = "不说这个身份不该说的话"
SOURCE = "办公惯例"
READS = "text"

_CLERK = Known(role="办公室干部", may_not=("要求", "部署", "责成", "问责"))
GOOD = (
    "责成有关单位限期整改，要求各乡镇按月报账。",
    Given("上级要求各单位按月报账，我都照着办。县委的部署我一条一条记在本子上。", _CLERK),
    Given("按照部署要求，我到村里住了三晚。因为漏报，我被问责过一次，往后不靠问责推着走。", _CLERK),
)
BAD = (
    Given("责成有关单位限期整改。", _CLERK),
    Given("我要求各乡镇按月报账，部署全县大走访。", _CLERK),
)

# Words that are as often a noun or a report as an order: they count where somebody is named who has to obey.
_MILD = ("要求", "部署", "安排", "强调", "指示", "督查", "检查", "督促", "考核", "调度")
_OBEYS = (
    "了?(?:各|全[县市乡镇局区省体]|所有|下级|基层|有关|相关|县直|乡镇|部门|单位|村|社区|班子"
    "|你们|他们|大家|同志们|干部|党员)"
)
_SUFFERED = ("被", "受", "受到", "接受", "按照", "根据", "落实", "贯彻", "执行", "的", "决策", "工作")
_DENIED = ("不", "没", "没有", "未", "无权", "不靠", "不用")
_CLAUSE = "，。；：！？\n"


def judge(text: Text) -> Iterator[Slip]:
    """Silent where the role is not known; what superiors demand and what somebody suffers is no order of his."""
    for verb in text.known.may_not:
        if verb not in text.whole:
            continue
        for match in re.finditer(re.escape(verb), text.whole):
            start, end = match.span()
            if verb in _MILD and not re.match(_OBEYS, text.whole[end : end + 8]):
                continue
            before = text.whole[max(start - 24, 0) : start]
            clause = before[max(before.rfind(mark) for mark in _CLAUSE) + 1 :]
            if clause.endswith((*_SUFFERED, *_DENIED)) or any(other in clause for other in OTHERS):
                continue
            if spot_at(text, start).role in ("body", "heading"):
                what = f"“{verb}”不是{text.known.role or '这个身份'}该说的话"
                yield at(text, start, min(end + 4, len(text.whole)), what, "请改用“建议、推动、配合”或写自己怎么做")
