"""Quotation marks and brackets come in pairs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.report import Level
from drafter.rules.contract import Slip
from drafter.rules.text.contract import Text, at, spot_at
from drafter.tree import Document, Paragraph, Sentence

ID = "unpaired-marks"
LEVEL: Level = "必错"
TITLE = "引号、书名号、括号成对"
SOURCE = "GB/T 15834-2011"
READS = "text"


def _said(*words: str) -> Document:
    return Document(title="在学习研讨会上的发言", body=tuple(Paragraph((Sentence(each),)) for each in words))


GOOD = (
    _said("“四下基层”（指四件事）见《随感》。", "他说：“‘一线工作法’管用。”"),
    _said("“第一段引文没有完。", "“第二段引文才完。”"),
    _said("办法有两种：1）多走；2）多听。先说a）再说b）。"),
    _said("他引了一段：“先把话听完。", "再把事办好。”"),
)
BAD = (
    _said("“四下基层落到了实处。", "事事有回音。"),
    _said("今年以来（截至五月，事事有回音。"),
    _said("四下基层”落到了实处。"),
    _said("《随感讲的是怎样下去。"),
)

_CLOSES = {"”": "“", "）": "（", "》": "《", "】": "【"}
_MARKS = "[“”（）《》【】]"
# A closing bracket after the number of a list: 1） a） 甲）.
_LISTED = r"(?<![0-9A-Za-z])[0-9A-Za-z]{1,2}$|(?:^|[，。；：、\s])[一二三四五六七八九十甲乙丙丁①-⑳]$"
_SHOWN = 10


def judge(text: Text) -> Iterator[Slip]:
    """A quotation may run over several paragraphs, each opened anew; brackets close in their own paragraph."""
    pending: list[int] = []
    for words, start in _paragraphs(text):
        if not pending and all(words.count(mark) == words.count(close) for close, mark in _CLOSES.items()):
            continue
        # What opens a paragraph may only say that the quotation goes on.
        skip = 1 if pending and words.startswith("“") else 0
        for place, mark in _left(words, skip):
            if mark == "“":
                pending.append(start + place)
            elif mark == "”" and pending:
                pending.clear()
            else:
                yield _slip(text, start + place, mark)
    yield from (_slip(text, place, "“") for place in pending)


def _paragraphs(text: Text) -> Iterator[tuple[str, int]]:
    """Every text with its place; a run-in heading together with its paragraph."""
    head: int | None = None
    for n, spot in enumerate(text.spots):
        following = text.spots[n + 1] if n + 1 < len(text.spots) else None
        if following is not None and following.lead:
            head = spot.start
            continue
        start = spot.start if head is None else head
        yield text.whole[start : spot.start + len(spot.text)], start
        head = None


def _left(words: str, start: int) -> list[tuple[int, str]]:
    """The marks of one paragraph that have no partner in it."""
    opened: dict[str, list[int]] = {mark: [] for mark in _CLOSES.values()}
    left: list[tuple[int, str]] = []
    for match in re.finditer(_MARKS, words[start:]):
        mark, place = match.group(), start + match.start()
        if mark in opened:
            opened[mark].append(place)
        elif opened[_CLOSES[mark]]:
            opened[_CLOSES[mark]].pop()
        elif mark != "）" or not re.search(_LISTED, words[max(place - 4, 0) : place]):
            left.append((place, mark))
    return sorted([*left, *((place, mark) for mark, places in opened.items() for place in places)])


def _slip(text: Text, place: int, mark: str) -> Slip:
    spot = spot_at(text, place)
    kind = "引号" if mark in "“”" else "书名号" if mark in "《》" else "括号"
    if mark in _CLOSES:
        start, end = max(place - _SHOWN, spot.start), place + 1
    else:
        start, end = place, place + _SHOWN
    return at(text, start, end, f"{kind}“{mark}”不成对", "请补上或删去另一半")
