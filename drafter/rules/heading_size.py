"""Headings are of the body's size."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.rules.elements import size_name
from drafter.wordlook.model import Look, most_size

ID = "heading-size"
LEVEL: Level = "必错"
TITLE = "小标题与正文同为三号字"
SOURCE = "GB/T 9704-2012 §7.3.3"
READS = "layout"

_TEXT = "今年以来，全县干部到村到户，群众反映的事件件有回音，一件一件记在本子上。"
GOOD = (Sample(), Sample(body=(P("1", "一、学深一层", rpr='<w:sz w:val="36"/>'), P("body", _TEXT)), profile="大字版"))
BAD = (Sample(body=(P("1", "一、学深一层", rpr='<w:sz w:val="44"/>'), P("body", _TEXT))),)


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """Judges headings on their own line that have a number or a heading style."""
    for para in look.of("heading"):
        size = most_size(para.runs)
        if (para.mark or para.outline is not None) and abs(size - profile.size) > 0.1:
            yield at(para, f"小标题字号是{size_name(size)}", f"请改为{size_name(profile.size)}")
