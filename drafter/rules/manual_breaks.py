"""A paragraph of the body is not broken by hand."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.wordlook.model import Look

ID = "manual-breaks"
LEVEL: Level = "疑似"
TITLE = "正文段内不手动换行"
SOURCE = "办公惯例"
READS = "layout"

_TEXT = "今年以来，全县干部到村到户，群众反映的事件件有回音，一件一件记在本子上。"
GOOD = (Sample(), Sample(body=(P("title", "在全县机关作风建设推进会\n暨学习研讨会上的发言"), P("body", _TEXT))))
BAD = (Sample(body=(P("body", f"{_TEXT}\n{_TEXT}"),)),)


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """After a manual break the first line's indent is missing, and justified lines are torn apart."""
    for para in look.of("body", "heading"):
        place = para.text.rstrip().find("\n")
        if place >= 0:
            yield at(para, "段内有手动换行（Shift+Enter）", "请改为回车另起一段，或删去", span=(place, place + 1))
