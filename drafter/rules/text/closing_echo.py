"""The closing does not read the title out once more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.report import Level
from drafter.rules.contract import Slip
from drafter.rules.text.contract import Text, at, sentence
from drafter.segment import HAN
from drafter.tree import Document, Paragraph, Section, Sentence

ID = "closing-echo"
LEVEL: Level = "提示"
TITLE = "结尾不把标题再念一遍，不用套话收尾"
SOURCE = "办公惯例"
READS = "text"


def _closed(title: str, words: str) -> Document:
    middle = Section("一、", "体会", body=(Paragraph((Sentence("群众反映的事一件一件记在本子上。"),)),))
    return Document(title, body=(middle, Section(kind="结语", style="none", body=(Paragraph((Sentence(words),)),))))


GOOD = (
    _closed("让笔头跟着脚步走", "往后我愿意多走几步，请大家批评指正。"),
    _closed("“四下基层”研讨发言", "我会把“四下基层”记在心上。"),
)
BAD = (
    _closed("把难题解决在群众家门口", "让我们把难题解决在群众家门口。"),
    _closed("让笔头跟着脚步走", "我将以更加饱满的热情、更加务实的作风投入工作。"),
)

_RUN = 8
_WORN = r"以更加[^。！？\n]{1,20}(?:姿态|作风|热情|干劲|劲头|状态|担当|步伐)"


def judge(text: Text) -> Iterator[Slip]:
    """Judges the last paragraph; official wording in a title may come back."""
    if len(text.body) < 2:
        return
    last = text.body[-1]
    match = re.search(_WORN, last.text) if "以更加" in last.text else None
    if match:
        start, end = last.start + match.start(), last.start + match.end()
        yield at(text, start, end, "结尾是套话", "请换成一件要做的事")
    title = text.document.title
    for term in text.known.terms:
        title = title.replace(term, "|")
    for piece in title.split("|"):
        han = "".join(HAN.findall(piece))
        for said in last.sentences:
            run = next((han[n : n + _RUN] for n in range(len(han) - _RUN + 1) if han[n : n + _RUN] in said.han), "")
            if run:
                yield sentence(text, said, "结尾又念了一遍标题", "请换成自己的话", where=run)
                return
