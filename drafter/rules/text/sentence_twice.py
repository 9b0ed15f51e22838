"""No sentence stands twice."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.report import Level
from drafter.rules.contract import Slip
from drafter.rules.text.contract import OURS, Given, Text, sentence

ID = "sentence-twice"
LEVEL: Level = "必错"
TITLE = "同一句话不出现两次"
SOURCE = "办公惯例"
READS = "text"

_LONG = "群众反映的每一件事都要有人接、有人办、有人回，办到什么程度当面说清楚。"
GOOD = (
    "人民是靠山。干部到村到户，一件一件记在本子上。\n\n人民是靠山。难题在现场解决，不往上推。",
    "“把实事办到群众心坎上。”老支书这样说。\n\n他又念了一遍：“把实事办到群众心坎上。”",
)
BAD = (
    f"今年以来，全县干部到村到户。{_LONG}\n\n{_LONG}难题在现场解决，不往上推。",
    "干部到村到户。要把办不了的事及时报上来。\n\n难题在现场解决。要把办不了的事及时报上来。",
    Given("到群众家里坐一坐。今年以来干部到村到户。\n\n到群众家里坐一坐。难题在现场解决。", OURS),
)

# A short sentence may come back as a refrain; a long one that does was pasted twice.
_REFRAIN, _OURS, _SURE = 10, 6, 20


def judge(text: Text) -> Iterator[Slip]:
    """Sure of long sentences; of our own drafts, of any."""
    least = _OURS if text.known.composed else _REFRAIN
    seen: dict[str, int | None] = {}
    for spot in text.body:
        for said in spot.sentences:
            if len(said.han) < least:
                continue
            if said.han not in seen:
                seen[said.han] = said.line
            elif said.text[0] not in "“‘「":
                level: Level = "必错" if text.known.composed or len(said.han) >= _SURE else "疑似"
                yield sentence(text, said, "同一句话出现两次", "请删去或改写其中一句", level)
