"""No three sentences in a row open with 要."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.report import Level
from drafter.rules.contract import Slip
from drafter.rules.text.contract import OURS, Given, Said, Text, sentence

ID = "orders-in-row"
LEVEL: Level = "疑似"
TITLE = "不连着三句都以“要”开头"
SOURCE = "办公惯例"
READS = "text"

GOOD = (
    "要到村里去。要坐下来听。老支书讲的办法，当场就记下了。要把办不了的事报上来。",
    "一要到村里去。二要坐下来听。三要把办不了的事报上来。",
)
BAD = (
    "要到村里去。各级干部要坐下来听。要把办不了的事报上来。",
    Given("我们要到村里去。还要坐下来听。要把办不了的事报上来。", OURS),
)

_MOST = 3
_WHO = "我们|我|大家|同志们|各级|各部门|各单位|各级各部门|各级干部|(?:广大|全体)?党员干部|领导干部|全体党员|各乡镇"
_ORDER = re.compile(rf"(?:{_WHO})?(?:都|还|更|也|就|同时|同时还|必须)?要(?![是不说么素点求闻害知])")


def judge(text: Text) -> Iterator[Slip]:
    """Judges sentences of one paragraph: 要 first, or after its subject."""
    if "要" not in text.whole:
        return
    level: Level = "疑似" if text.known.composed else "提示"
    for spot in text.body:
        row: list[Said] = []
        for said in spot.sentences:
            if _ORDER.match(said.text):
                row.append(said)
                if len(row) == _MOST:
                    yield sentence(text, row[0], "连着三句都以“要”开头", "请换成谁去做、怎么做", level)
            else:
                row = []
