"""Empty phrases stay within their ration."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.report import Level
from drafter.rules.contract import Slip
from drafter.rules.text.contract import Given, Known, Text, at

ID = "empty-phrases"
LEVEL: Level = "提示"
TITLE = "空话套话不超过上限"
SOURCE = "办公惯例"
READS = "text"

GOOD = (
    "高度重视群众来信，当天登记、三天回话，办到什么程度当面说清楚。",
    Given("一张表填几遍，请群众说。", Known(empties=(("开新局", 1.0),))),
)
BAD = (
    "要高度重视群众来信，高度重视窗口服务，把群众的事一件一件办好。",
    Given("开新局，办实事；再开新局，再办实事。", Known(empties=(("开新局", 1.0),))),
    Given("年底要以更加饱满的姿态办好群众的事。", Known(empties=(("以更加……的姿态", 0.0),))),
)

# …… in an entry stands for a few words of one sentence.
_GAP, _REACH = "……", 16


def judge(text: Text) -> Iterator[Slip]:
    """A phrase may stand its ration for each thousand characters, and once in any text unless its ration is nothing."""
    for phrase, most in text.known.empties:
        places = _places(phrase, text.whole)
        allowed = max(most * text.length / 1000, 1.0) if most else 0.0
        if len(places) > allowed:
            for start, end in places:
                yield at(text, start, end, "空话用得多", "请换成具体的人、事、做法")


def _places(phrase: str, whole: str) -> list[tuple[int, int]]:
    head, gap, tail = phrase.partition(_GAP)
    if not head or head not in whole:
        return []
    if not gap:
        return [match.span() for match in re.finditer(re.escape(phrase), whole)]
    places = []
    for match in re.finditer(re.escape(head), whole):
        end = whole.find(tail, match.end(), match.end() + _REACH + len(tail))
        if end >= 0 and not re.search(r"[。！？；\n]", whole[match.end() : end]):
            places.append((match.start(), end + len(tail)))
    return places
