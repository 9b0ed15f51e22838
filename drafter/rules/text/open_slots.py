"""Slots are filled."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from drafter.report import Level
from drafter.rules.contract import Slip
from drafter.rules.text.contract import Text, at

ID = "open-slots"
LEVEL: Level = "提示"
TITLE = "空位【…】都已填写"
SOURCE = "办公惯例"
READS = "text"

GOOD = ("今年以来，全县干部到村到户，群众反映的事件件有回音。",)
BAD = ("【县名】今年以来干部到村到户，【县名】群众反映的【数字】件事件件有回音。",)

_SLOT = r"【[^【】\n]{1,24}】"
_NAMED = 12


def judge(text: Text) -> Iterator[Slip]:
    """One remark for all of them, with their names and how often each stands."""
    found = list(re.finditer(_SLOT, text.whole)) if "【" in text.whole else []
    if found:
        count = Counter(match.group() for match in found)
        names = [f"{name}{n}处" if n > 1 else name for name, n in count.items()]
        shown = "、".join(names[:_NAMED]) + (f"等{len(names)}种" if len(names) > _NAMED else "")
        start, end = found[0].span()
        what = f"空位没有填，共 {len(found)} 处" if len(found) > 1 else "空位没有填"
        yield at(text, start, end, what, "请填上实际内容", where=shown if len(found) > 1 else "")
