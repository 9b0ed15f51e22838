"""Numbers of headings and points run on."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.numbering import Mark, mark_of
from drafter.report import Level
from drafter.rules.contract import Slip
from drafter.rules.text.contract import OURS, Given, Text, section
from drafter.tree import Block, Document, Paragraph, Section, Sentence, sections

ID = "number-order"
LEVEL: Level = "必错"
TITLE = "序数连续，不跳号、不重号"
SOURCE = "GB/T 9704-2012 §7.3.3"
READS = "text"


def _numbered(*numbers: str) -> Document:
    under = (Paragraph((Sentence("群众反映的事一件一件记在本子上。"),)),)
    return Document(body=tuple(Section(number, "办好实事", body=under) for number in numbers))


GOOD = (
    _numbered("一、", "二、", "三、"),
    _numbered("1.", "2.", "1.", "2."),
    _numbered("", "一、", "二、", ""),
    _numbered("（一）", "一是", "（二）", "二是"),
)
BAD = (
    _numbered("一、", "三、"),
    _numbered("（一）", "（二）", "（二）"),
    Given(_numbered("一、", "二、", "四、"), OURS),
    Given(_numbered("一、", "一、"), OURS),
)


def judge(text: Text) -> Iterator[Slip]:
    """Judges numbers of the same kind in one section; a new count of one may begin anywhere but in our own drafts."""
    level: Level = "必错" if text.known.composed else "疑似"
    for blocks in (text.document.body, *[part.body for part in sections(text.document.body)]):
        yield from _row(text, blocks, level)


def _row(text: Text, blocks: tuple[Block, ...], level: Level) -> Iterator[Slip]:
    before: dict[str, Mark] = {}
    for part in blocks:
        mark = mark_of(part.number + "甲") if isinstance(part, Section) and part.number else None
        if mark is None or not isinstance(part, Section):
            continue
        last = before.get(mark.style)
        before[mark.style] = mark
        if last is None or mark.value == last.value + 1 or (mark.value == 1 and not text.known.composed):
            continue
        what = "序数重复" if mark.value == last.value else "序数跳号" if mark.value > last.value else "序数倒退"
        yield section(text, part, what, "请改正序数", level)
