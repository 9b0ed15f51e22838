"""The title is set in 二号."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.rules.elements import size_name
from drafter.wordlook.model import Look, most_size

ID = "title-size"
LEVEL: Level = "必错"
TITLE = "标题用二号字"
SOURCE = "GB/T 9704-2012 §7.3.1"
READS = "layout"

_TITLE = "在全县干部大会上的发言"
GOOD = (Sample(), Sample(body=(P("title", _TITLE, rpr='<w:sz w:val="52"/>'),), profile="大字版"))
BAD = (
    Sample(body=(P("title", _TITLE, rpr='<w:sz w:val="32"/>'),)),
    Sample(body=(P("title", _TITLE, rpr='<w:sz w:val="40"/>'),)),
)

_FINE, _FAR = 0.5, 4.0


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """Judges each line of the title; a little off is 疑似."""
    for para in look.of("title"):
        size = most_size(para.runs)
        off = abs(size - profile.title_size)
        if off > _FINE:
            how = f"请改为{size_name(profile.title_size)}"
            yield at(para, f"标题字号是{size_name(size)}", how, "疑似" if off <= _FAR else None)
