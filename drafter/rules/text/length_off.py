"""A draft is as long as was asked."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.report import Level
from drafter.rules.contract import Slip
from drafter.rules.text.contract import Given, Known, Text

ID = "length-off"
LEVEL: Level = "必错"
TITLE = "字数与要求相差不超过百分之三"
SOURCE = "办公惯例"
READS = "text"

_TEXT = "今年以来，全县干部到村到户，群众反映的事一件一件记在本子上。"
GOOD = (_TEXT, Given(_TEXT, Known(asked=2000, got=2058)), Given(_TEXT, Known(asked=2000, got=1941)))
BAD = (Given(_TEXT, Known(asked=2000, got=2062)), Given(_TEXT, Known(asked=2000, got=1900)))

_MOST = 0.03


def judge(text: Text) -> Iterator[Slip]:
    """Silent where nobody said how long the text should be."""
    asked, got = text.known.asked, text.known.got
    if asked and abs(got - asked) > _MOST * asked:
        way = ("多了", "请删减") if got > asked else ("少了", "请补充")
        yield Slip(f"要 {asked} 字，写了 {got} 字，{way[0]} {abs(got - asked)} 字", way[1])
