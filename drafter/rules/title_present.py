"""The document has a title."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip
from drafter.wordlook.model import Look

ID = "title-present"
LEVEL: Level = "疑似"
TITLE = "文稿有标题"
SOURCE = "GB/T 9704-2012 §7.3.1"
READS = "layout"

_TEXT = "今年以来，全县干部到村到户，群众反映的事件件有回音，一件一件记在本子上。"
GOOD = (Sample(),)
BAD = (Sample(body=(P("body", _TEXT), P("body", _TEXT))),)


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """A document of body text without a title is odd; one without body text is no speech."""
    if any(look.of("body")) and not any(look.of("title")):
        yield Slip("没有认出标题", "请在正文前另起一行写标题，二号小标宋体居中", "文首")
