"""Nothing is told of a meeting that has not been held yet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.report import Level
from drafter.rules.contract import Slip
from drafter.rules.text.contract import Text, sentence

ID = "staged-scene"
LEVEL: Level = "提示"
TITLE = "不写还没发生的现场"
SOURCE = "办公惯例"
READS = "text"

GOOD = (
    "刚才在村口，老支书拦住我说了一件事。今天我把它带到会上来。",
    "上个月听了一场院坝会，很受启发，当晚就把原话记在本子上。",
)
BAD = (
    "刚才听了大家的发言，很受启发。下面我谈几点认识。",
    "听了各位同志的交流发言，我感触很深。下面我谈几点认识。",
)

_HEARD = "听取?了(?:大家|各位|几位|几名|前面|同志|书记|领导|上述)"
_WHAT = ("发言", "介绍", "交流", "汇报", "讲话")


def judge(text: Text) -> Iterator[Slip]:
    """Judges what a draft says of the speakers before, which nobody can know while writing it."""
    if "听了" not in text.whole and "听取了" not in text.whole:
        return
    for spot in text.body:
        for said in spot.sentences if "听" in spot.text else ():
            if re.search(_HEARD, said.text) and any(word in said.text for word in _WHAT):
                yield sentence(text, said, "写了会上才有的现场", "请核对，没有把握就删去")
