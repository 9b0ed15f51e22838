"""No sentence is too long to be read out in one breath or two."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.report import Level
from drafter.rules.contract import Slip
from drafter.rules.text.contract import Text, sentence

ID = "long-sentence"
LEVEL: Level = "提示"
TITLE = "一句话不超过一百二十字"
SOURCE = "办公惯例"
READS = "text"

_PIECE = "把群众反映的事一件一件记在本子上，"
GOOD = (
    _PIECE * 6 + "办到什么程度当面说清楚。",
    "我们做了几件事：" + "把群众反映的事一件一件记在本子上，办到什么程度当面说清楚；" * 5 + "年底再回头看一遍。",
)
BAD = (_PIECE * 8 + "办到什么程度当面说清楚。",)

_MOST = 120


def judge(text: Text) -> Iterator[Slip]:
    """Judges the longest piece between marks that let a speaker breathe: 。！？ and ；："""
    for spot in text.body:
        for said in spot.sentences:
            if len(said.han) <= _MOST:
                continue
            if max(map(len, said.text.replace("：", "；").split("；"))) > _MOST:
                yield sentence(text, said, f"句子超过 {_MOST} 字", "请断成几句")
