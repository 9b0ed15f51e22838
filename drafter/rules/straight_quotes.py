"""Quotation marks are “ ”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.wordlook.model import Look

ID = "straight-quotes"
LEVEL: Level = "必错"
TITLE = "引号用“ ”"
SOURCE = "GB/T 15834-2011"
READS = "layout"

_TEXT = "今年以来，全县干部到村到户，群众反映的事件件有回音，一件一件记在本子上。"
GOOD = (Sample(), Sample(body=(P("body", '装了 24" 的屏幕，' + _TEXT),)))
BAD = (
    Sample(body=(P("body", '今年以来，"一线工作法"落到了实处。'),)),
    Sample(body=(P("body", "他说＂办好了＂。"),)),
)

_STRAIGHT = re.compile(r"[\"＂](?=[^\"＂]{0,60}[\u4e00-\u9fff])[^\"＂]{1,60}[\"＂]")
_WRITTEN = ("title", "salutation", "heading", "body")


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """Judges pairs around Han characters; a lone mark may be an inch."""
    for para in look.of(*_WRITTEN):
        for match in _STRAIGHT.finditer(para.text):
            yield at(para, "用了直引号", "请改为“ ”", span=match.span())
