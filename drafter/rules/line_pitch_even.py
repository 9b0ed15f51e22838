"""One line height from beginning to end."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.wordlook.model import Look, Para, most_size
from drafter.wordlook.pages import pitch

ID = "line-pitch-even"
LEVEL: Level = "疑似"
TITLE = "全文行距一致"
SOURCE = "办公惯例"
READS = "layout"

_TEXT = "今年以来，全县干部到村到户，群众反映的事件件有回音，一件一件记在本子上。"
GOOD = (Sample(),)
BAD = (
    Sample(
        body=(P("body", _TEXT), P("body", _TEXT), P("body", _TEXT, ppr='<w:spacing w:line="560" w:lineRule="exact"/>'))
    ),
    Sample(
        body=(P("body", _TEXT), P("body", _TEXT), P("1", "一、学", ppr='<w:spacing w:line="700" w:lineRule="exact"/>'))
    ),
)

# What is wrong throughout is said once, by `line-pitch`.
_LEAST, _MOST, _SLACK = 27.9, 30.1, 0.6


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """Judges body and headings against what most of them have."""
    groups: dict[float, list[Para]] = {}
    for para in look.of("heading", "body"):
        distance = pitch(para, look.page_of(para), most_size(para.runs) or profile.size)
        groups.setdefault(round(distance, 1), []).append(para)
    usual = max(groups, key=lambda distance: sum(len(para.text) for para in groups[distance]), default=0.0)
    if not _LEAST <= usual <= max(_MOST, profile.pitch / 20 + 2):
        return
    for distance, paras in groups.items():
        if abs(distance - usual) > _SLACK:
            for para in paras:
                yield at(para, f"行距约 {distance:g} 磅，与全文 {usual:g} 磅不一致", "请统一行距")
