"""Indents are made by indents, not by spaces or tabs."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.wordlook.model import Look

ID = "space-indent"
LEVEL: Level = "疑似"
TITLE = "缩进不用空格、制表符敲"
SOURCE = "办公惯例"
READS = "layout"

_TEXT = "今年以来，全县干部到村到户，群众反映的事件件有回音，一件一件记在本子上。"
_NONE = '<w:ind w:firstLine="0" w:firstLineChars="0"/>'
GOOD = (Sample(),)
BAD = (
    Sample(body=(P("body", "　　" + _TEXT, ppr=_NONE),)),
    Sample(body=(P("body", xml=f"<w:r><w:tab/><w:t>{_TEXT}</w:t></w:r>", ppr=_NONE),)),
    Sample(body=(P("title", "      在大会上的发言"), P("body", _TEXT))),
)

_NAMES = {" ": "空格", "\u3000": "全角空格", "\t": "制表符", "\u00a0": "不间断空格"}


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """A salutation has a rule of its own."""
    for para in look.of("title", "body", "heading"):
        name = _NAMES.get(para.text[:1])
        if name and not para.number and para.text.strip():
            yield at(para, f"段首用{name}缩进", "请删去，改用“段落—首行缩进 2 字符”")
