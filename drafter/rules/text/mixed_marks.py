"""Headings of one row are numbered in one way."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.numbering import Mark, mark_of
from drafter.report import Level
from drafter.rules.contract import Slip
from drafter.rules.text.contract import Text, section
from drafter.tree import Document, Paragraph, Section, Sentence, sections

ID = "mixed-marks"
LEVEL: Level = "疑似"
TITLE = "同一级标题用同一种序号"
SOURCE = "GB/T 9704-2012 §7.3.3"
READS = "text"


def _numbered(*numbers: str) -> Document:
    under = (Paragraph((Sentence("群众反映的事一件一件记在本子上。"),)),)
    return Document(body=tuple(Section(number, "办好实事", body=under) for number in numbers))


GOOD = (_numbered("一、", "二、"), _numbered("", "一、", "二、"), _numbered("一、", "二、", "第一，", "第二，"))
BAD = (_numbered("一、", "2.", "三、"), _numbered("（一）", "（二）", "三、"))


def judge(text: Text) -> Iterator[Slip]:
    """Judges neighbours that count on from each other in different marks."""
    for blocks in (text.document.body, *[part.body for part in sections(text.document.body)]):
        last: Mark | None = None
        for part in blocks:
            mark = mark_of(part.number + "甲") if isinstance(part, Section) and part.number else None
            if mark is None or not isinstance(part, Section):
                continue
            if last is not None and mark.style != last.style and mark.value == last.value + 1:
                yield section(text, part, "同级标题的序号样式不一", "请统一为一种")
            last = mark
