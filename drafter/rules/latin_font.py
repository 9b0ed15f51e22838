"""Digits and letters are of one font throughout."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.rules.elements import body_runs, font_name
from drafter.wordlook.model import Look, Para

ID = "latin-font"
LEVEL: Level = "提示"
TITLE = "数字和字母字体前后一致"
SOURCE = "办公惯例"
READS = "layout"

_TEXT = "今年以来，全县干部到村到户，群众反映的事件件有回音，一件一件记在本子上。"
_LATIN = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}"/>'
_TIMES, _ARIAL = _LATIN.format("Times New Roman"), _LATIN.format("Arial")
GOOD = (Sample(), Sample(body=(P("body", "共126件。", rpr=_TIMES), P("body", "办结118件。", rpr=_TIMES))))
BAD = (Sample(body=(P("body", _TEXT + "共126件。", rpr=_TIMES), P("body", _TEXT + "办结8件。", rpr=_ARIAL))),)


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """Times New Roman and 仿宋 are both custom; to mix fonts is not."""
    totals: dict[str, int] = {}
    first: dict[tuple[str, int], Para] = {}
    for para in look.of("body"):
        for run in body_runs(para):
            count = sum(char.isascii() and char.isalnum() for char in run.text)
            if count and not run.field:
                totals[run.latin] = totals.get(run.latin, 0) + count
                first.setdefault((run.latin, para.line), para)
    usual = max(totals, key=lambda font: totals[font], default="")
    for (font, _), para in first.items():
        if font != usual:
            yield at(para, f"数字、字母用了{font_name(font)}，别处是{font_name(usual)}", "请统一")
