"""Who examines himself says 我."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.report import Level
from drafter.rules.contract import Slip
from drafter.rules.text.contract import OURS, Given, Text, at
from drafter.tree import Section, sections

ID = "self-naming"
LEVEL: Level = "提示"
TITLE = "查摆自己的问题用“我”，不用“有的同志”"
SOURCE = "办公惯例"
READS = "text"

GOOD = (
    "一、自身存在的问题\n\n一是走得不勤。我去年下去的次数不多，听汇报多了。二是听得不真。我坐下来谈得少。",
    "一、干部队伍存在的问题\n\n一是走得不勤。有的同志下去少了，听汇报多。二是听得不真。有的干部坐不下来。",
)
BAD = (
    "一、自身存在的问题\n\n一是走得不勤。我们有的同志下去少了，听汇报多。二是听得不真。有的同志坐不下来。",
    Given("一、存在的问题\n\n一是走得不勤。个别同志下去少了，听汇报多。二是听得不真。坐下来谈得少。", OURS),
)

_OTHERS = "(?:有的|有些|个别|部分|少数|一些)(?:党员)?(?:同志|干部|党员)"
_OWN = re.compile("自身|自己|个人|自我|对照检查|检视|剖析|我")


def judge(text: Text) -> Iterator[Slip]:
    """Judges the sections on problems of a self-examination, which its title or their heading says it is."""
    own = text.known.composed or _OWN.search(text.document.title) is not None
    problems = {
        id(inner)
        for part in text.document.body
        if isinstance(part, Section) and part.kind == "问题" and (own or _OWN.search(part.heading))
        for inner in (part, *sections(part.body))
    }
    for spot in text.body if problems else ():
        if id(spot.section) in problems:
            for match in re.finditer(_OTHERS, spot.text):
                start, end = spot.start + match.start(), spot.start + match.end()
                yield at(text, start, end, "查摆自己的问题却说别人", "请改用“我”，写自己的事")
