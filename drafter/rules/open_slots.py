"""Slots are still to be filled."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip
from drafter.rules.elements import slots
from drafter.wordlook.model import Look

ID = "open-slots"
LEVEL: Level = "提示"
TITLE = "空位【…】都已填写"
SOURCE = "办公惯例"
READS = "layout"

_TEXT = "今年以来，全县干部到村到户，群众反映的事件件有回音，一件一件记在本子上。"
GOOD = (Sample(),)
BAD = (Sample(body=(P("body", "【县名】今年以来，干部到村到户。" + _TEXT),)),)


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """One remark for all of them: what is to be filled in is highlighted in the document itself."""
    for para in (*look.paragraphs, *(cell for table in look.tables for cell in table.cells)):
        for slot in slots(para.text):
            yield Slip("空位没有填", "请填上实际内容", line=para.line, text=slot)
