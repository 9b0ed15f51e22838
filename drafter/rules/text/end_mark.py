"""A paragraph ends with a mark that ends a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.report import Level
from drafter.rules.contract import Slip
from drafter.rules.text.contract import Text, at
from drafter.segment import HAN
from drafter.tree import Document, Paragraph, Sentence

ID = "end-mark"
LEVEL: Level = "疑似"
TITLE = "段落末尾有句末标点"
SOURCE = "GB/T 15834-2011"
READS = "text"


def _said(*words: str) -> Document:
    return Document(title="在学习研讨会上的发言", body=tuple(Paragraph((Sentence(each),)) for each in words))


_TEXT = "今年以来，全县干部到村到户，群众反映的事一件一件记在本子上，办到什么程度当面说清楚"
GOOD = (
    _said(_TEXT + "。", "主要做了三件事：", "先把话听完，再把事办好；"),
    _said(_TEXT + "。", "千磨万击还坚劲，任尔东西南北风"),
)
BAD = (_said(_TEXT, _TEXT + "。"), _said(_TEXT + "，", _TEXT + "。"))

# Shorter ones are lines of verse, labels, signatures.
_LONG = 24
_SHOWN = 12


def judge(text: Text) -> Iterator[Slip]:
    """Judges paragraphs of running text."""
    for spot in text.body:
        words = spot.text.rstrip()
        end = words[-1:]
        if (HAN.match(end) or end in "，、") and sum(len(said.han) for said in spot.sentences) >= _LONG:
            what = f"段末是“{end}”" if end in "，、" else "段末没有标点"
            place = spot.start + len(words)
            yield at(text, place - _SHOWN, place, what, "请补上句号或接上下文")
