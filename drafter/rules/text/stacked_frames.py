"""既是……也是……更是 and 不是……而是 do not come in strings."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.report import Level
from drafter.rules.contract import Slip
from drafter.rules.text.contract import Said, Text, sentence

ID = "stacked-frames"
LEVEL: Level = "提示"
TITLE = "“既是……更是……”“不是……而是……”不成串"
SOURCE = "办公惯例"
READS = "text"

GOOD = (
    "下基层既是方法，也是感情，更是党性。窗口的事办得快了，群众当面打分。",
    "下去不是走过场，而是办实事。窗口的事办得快了，群众当面打分。",
)
BAD = (
    "下基层既是方法，也是感情，更是党性。现场办公既是作风，又是担当，更是责任。",
    "下去不是走过场，而是办实事。听不是装样子，而是找办法。办不是挂牌子，而是出结果。",
)

_TRIADS, _TURN = (("既是", "也是", "更是"), ("既是", "又是", "更是")), ("不是", "而是")
_NAMES = ("“既是……更是……”", "“不是……而是……”")


def judge(text: Text) -> Iterator[Slip]:
    """Counts over the whole text; once in a thousand characters more is let pass."""
    triads: list[Said] = []
    turns: list[Said] = []
    for spot in text.body:
        if "更是" not in spot.text and "而是" not in spot.text:
            continue
        for said in spot.sentences:
            if any(_holds(said.text, frame) for frame in _TRIADS):
                triads.append(said)
            if _holds(said.text, _TURN):
                turns.append(said)
    extra = text.length // 1000
    for found, most, name in ((triads, 2, _NAMES[0]), (turns, 3, _NAMES[1])):
        if len(found) >= most + extra:
            for said in found:
                yield sentence(text, said, f"{name}用得多", "请换几种说法")


def _holds(words: str, frame: tuple[str, ...]) -> bool:
    """Whether the words of a frame stand in one sentence, in order."""
    place = 0
    for word in frame:
        place = words.find(word, place) + 1
        if not place:
            return False
    return True
