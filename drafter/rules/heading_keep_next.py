"""A heading stays with what follows."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.wordlook.model import Look

ID = "heading-keep-next"
LEVEL: Level = "提示"
TITLE = "小标题不落在页末"
SOURCE = "办公惯例"
READS = "layout"

_TEXT = "今年以来，全县干部到村到户，群众反映的事件件有回音，一件一件记在本子上。"
GOOD = (Sample(),)
BAD = (Sample(body=(P("1", "一、学深一层", ppr='<w:keepNext w:val="0"/>'), P("body", _TEXT))),)


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """Where a page ends depends on fonts and printers; only keepNext makes sure."""
    for para in look.of("heading"):
        if not para.keep_next:
            yield at(para, "小标题没有设“与下段同页”", "请在“段落—换行和分页”里勾选，免得孤零零落在页末")
