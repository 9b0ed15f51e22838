"""Every problem has its measure, in the same order."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.report import Level
from drafter.rules.contract import Slip
from drafter.rules.text.contract import OURS, Given, Text, points
from drafter.tree import Document, Kind, Paragraph, Section, Sentence, sections

ID = "paired-cards"
LEVEL: Level = "必错"
TITLE = "问题和措施条数相等、一一对应"
SOURCE = "办公惯例"
READS = "text"


def _sides(problems: str, measures: str) -> Document:
    """A document of two sections whose points come from the cards named by letters."""
    under = (Paragraph((Sentence("群众反映的事一件一件记在本子上。"),)),)

    def side(heading: str, kind: Kind, cards: str) -> Section:
        rows = tuple(Section("一是", "走得不够勤", 2, kind, "run-in", card=card, body=under) for card in cards)
        return Section("一、", heading, 1, kind, body=rows)

    return Document(body=(side("存在的问题", "问题", problems), side("改进措施", "措施", measures)))


_TYPED = "一、存在的问题\n\n一是走得不勤。下去少了。二是听得不真。听汇报多了。\n\n二、改进措施\n\n"
GOOD = (
    _sides("甲乙", "甲乙"),
    Given(_sides("甲乙丙", "甲乙丙"), OURS),
    _TYPED + "一是多走。每月住上三晚。二是多听。先听群众怎么说。",
)
BAD = (
    Given(_sides("甲乙", "乙甲"), OURS),
    Given(_sides("甲乙", "甲"), OURS),
    _TYPED + "一是多走。每月住上三晚。二是多听。先听群众说。三是多改。当场能改的当场改。",
)

_SIDES: tuple[Kind, Kind, Kind] = ("问题", "原因", "措施")


def judge(text: Text) -> Iterator[Slip]:
    """Judges cards where the tree names them, else the number of points under the two headings."""
    sides = {kind: [part for part in points(text.document.body) if part.kind == kind] for kind in _SIDES}
    problems, measures = sides["问题"], sides["措施"]
    if not problems or not measures:
        return
    cards = {kind: [part.card for part in sections(tuple(sides[kind])) if part.card] for kind in _SIDES}
    if cards["问题"] or (text.known.composed and cards["措施"]):
        for kind in ("原因", "措施"):
            if (kind == "措施" or cards[kind]) and cards[kind] != cards["问题"]:
                level: Level = "必错" if text.known.composed else "疑似"
                yield Slip(f"{kind}和问题没有一一对应", "请逐条对上", measures[0].heading, level=level)
    elif len(problems) == len(measures) == 1:
        many, few = len(points(problems[0].body)), len(points(measures[0].body))
        if many > 1 and few > 1 and many != few:
            what, where = f"问题 {many} 条，措施 {few} 条", f"{problems[0].heading}、{measures[0].heading}"
            yield Slip(what, "请核对措施是否逐条回应了问题", where, level="提示")
