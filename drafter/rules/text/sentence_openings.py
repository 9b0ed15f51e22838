"""Neighbouring sentences do not open alike."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from drafter.report import Level
from drafter.rules.contract import Slip
from drafter.rules.text.contract import OURS, Given, Text, sentence

ID = "sentence-openings"
LEVEL: Level = "疑似"
TITLE = "相邻几句不用同一种开头"
SOURCE = "办公惯例"
READS = "text"

GOOD = (
    "今年到村里住了三晚。今年还听了两场院坝会。难题在现场解决，群众当面打分。",
    "“四下基层”下的是身子。“四下基层”见的是真章。“四下基层”考的是感情。“四下基层”靠的是长劲。",
    Given("到村里去，先坐下来。听完再开口，话就少了。到户里去，先问收成。", OURS),
)
BAD = (
    "我们到村里住了三晚。我们听了两场院坝会。我们把难题解决在现场。我们请群众当面打分。",
    Given("群众说好才是好。群众不满意的再办一遍。", OURS),
)

# In our own drafts no two; in others' texts four, for three alike are a figure of speech.
_OURS, _OTHERS = 2, 4


def judge(text: Text) -> Iterator[Slip]:
    """Judges the first two Han characters of the sentences of a paragraph; one that opens with a quotation is named."""
    most = _OURS if text.known.composed else _OTHERS
    level: Level = "疑似" if text.known.composed else "提示"
    for spot in text.body:
        if len(spot.sentences) < most:
            continue
        for start, group in groupby(spot.sentences, lambda said: said.han[:2]):
            row = list(group)
            if len(row) >= most and len(start) == 2 and row[0].text[0] not in "“《【":
                yield sentence(text, row[1], "相邻几句开头相同", "请换一种开头", level)
