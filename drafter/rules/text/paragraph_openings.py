"""Paragraphs and points in a row do not open alike."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from drafter.report import Level
from drafter.rules.contract import Slip
from drafter.rules.text.contract import OURS, Given, Text, sentence

ID = "paragraph-openings"
LEVEL: Level = "疑似"
TITLE = "相邻几段不用同一种开头"
SOURCE = "办公惯例"
READS = "text"

_REST = "群众反映的事一件一件记在本子上，办到什么程度当面说清楚。"
GOOD = (
    f"今年到村里住了三晚。{_REST}\n\n今年还听了两场院坝会。老人们说得多。\n\n难题在现场解决，群众当面打分。",
    Given(f"到村里去，先坐下来。{_REST}\n\n听完再开口，话就少了。", OURS),
)
BAD = (
    f"我们到村里住了三晚。{_REST}\n\n我们听了两场院坝会。老人们说得多。\n\n我们把难题解决在现场。群众当面打分。",
    Given(f"下去之前先想一想要问什么。{_REST}\n\n下去以后先听，听完再说。", OURS),
)

_OURS, _OTHERS = 2, 3


def judge(text: Text) -> Iterator[Slip]:
    """Judges the first two Han characters of body paragraphs; those of a run-in heading are the heading's."""
    most = _OURS if text.known.composed else _OTHERS
    level: Level = "疑似" if text.known.composed else "提示"
    spots = [spot for spot in text.body if len(spot.sentences[0].han) > 1]
    for _, group in groupby(spots, lambda spot: spot.sentences[0].han[:2]):
        row = list(group)
        if len(row) >= most and row[0].text[0] not in "“《【":
            yield sentence(text, row[1].sentences[0], "相邻几段开头相同", "请换一种开头", level)
