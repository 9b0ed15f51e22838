"""进一步, 切实 and their like are rationed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from drafter.report import Level
from drafter.rules.contract import Slip
from drafter.rules.text.contract import OURS, Given, Text, at

ID = "rationed-words"
LEVEL: Level = "疑似"
TITLE = "“进一步、切实、持续、深入”一类的词不叠着用"
SOURCE = "办公惯例"
READS = "text"

GOOD = (
    "进一步把窗口的事办好，持续听群众怎么说，切实记在本子上。",
    "深入基层、深入群众、深入一线，全面从严治党，到困难最多的地方去。",
)
BAD = (
    "进一步提高站位，切实转变作风，持续下沉一线，着力解决难题，办好群众的事。",
    "不断学习，不断实践，不断改进，办好群众的事。",
    Given("全面落实，全面推进，全面见效，办好群众的事。", OURS),
)

_WORD = re.compile(
    "进一步|切实|持续|不断|着力|扎实|深入(?!基层|群众|一线|实际|人心|田间|农|企业|社区|村|浅出)"
    "|全面(?!从严|建设|建成|深化|小康|领导|发展)"
)
_KINDS, _SAME = 3, 2
# How many may stand in a thousand characters of the whole, and in how long a text that is worth saying.
_RATION, _LONG = 9.0, 800


def judge(text: Text) -> Iterator[Slip]:
    """Judges each paragraph, and how often these words stand in the whole."""
    level: Level = "疑似" if text.known.composed else "提示"
    total = 0
    for spot in text.body:
        found = list(_WORD.finditer(spot.text))
        total += len(found)
        if len(found) <= _SAME:
            continue
        count = Counter(match.group() for match in found)
        if len(count) > _KINDS or max(count.values()) > _SAME:
            start, end = spot.start + found[0].start(), spot.start + found[0].end()
            shown = "、".join(f"{word}{n}次" if n > 1 else word for word, n in count.items())
            yield at(text, start, end, "一段里虚词叠用", "请删去几个，换成具体动作", level, shown)
    if text.length >= _LONG and total * 1000 > _RATION * text.length:
        rate = total * 1000 / text.length
        yield Slip(f"“进一步、切实、持续”一类的词用了 {total} 次，每千字 {rate:.0f} 次", "请删去一半", level="提示")
