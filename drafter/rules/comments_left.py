"""No comments are left."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip
from drafter.rules.elements import slots
from drafter.wordlook.model import Look

ID = "comments-left"
LEVEL: Level = "疑似"
TITLE = "没有遗留的批注"
SOURCE = "办公惯例"
READS = "layout"

_ON = (
    '<w:commentRangeStart w:id="0"/><w:r><w:t>{}</w:t></w:r><w:commentRangeEnd w:id="0"/>'
    '<w:r><w:commentReference w:id="0"/></w:r>'
)
_COMMENT = '<w:comment w:id="0" w:author="张明"><w:p><w:r><w:t>再改</w:t></w:r></w:p></w:comment>'
GOOD = (Sample(), Sample(body=(P("body", xml=_ON.format("【县名】")),), comments=_COMMENT))
BAD = (Sample(body=(P("body", xml=_ON.format("今年以来")),), comments=_COMMENT),)

_BEGINNING = 12


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """A comment that says what to fill into a slot goes when the slot is filled."""
    for comment in look.comments:
        text = comment.text.strip()
        if slots(text) != [text]:
            yield Slip("有批注没有删除", "请处理后删除批注，再定稿", line=comment.line, text=text[:_BEGINNING])
