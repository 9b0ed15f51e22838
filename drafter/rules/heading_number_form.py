"""Numbers are written 一、 （一） 1. （1）."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.wordlook.model import Look

ID = "heading-number-form"
LEVEL: Level = "必错"
TITLE = "序数写成“一、”“（一）”“1.”“（1）”"
SOURCE = "GB/T 9704-2012 §7.3.3"
READS = "layout"

_TEXT = "今年以来，全县干部到村到户，群众反映的事件件有回音，一件一件记在本子上。"
GOOD = (
    Sample(),
    Sample(body=(P("3", "1．先听群众怎么说"), P("body", _TEXT), P("body", "一是到村里去。" + _TEXT))),
)
BAD = (
    Sample(body=(P("3", "1、先听群众怎么说"), P("body", _TEXT))),
    Sample(body=(P("2", "（一）、到最远的村去"), P("body", _TEXT))),
    Sample(body=(P("1", "一.学深一层"), P("body", _TEXT))),
    Sample(body=(P("2", "(一)到最远的村去"), P("body", _TEXT))),
    Sample(
        numbering='<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
        body=(
            P("3", "先听群众怎么说", ppr='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
            P("body", _TEXT),
        ),
    ),
)

_RIGHT = {
    "han": (re.compile(r"[^\s、.．，,：:]+、"), "一、"),
    "paren-han": (re.compile(r"（[^\s（）]+）"), "（一）"),
    "arabic": (re.compile(r"\d+[.．]"), "1."),
    "paren-arabic": (re.compile(r"（\d+）"), "（1）"),
}
_VALUE = re.compile(r"[\d一二三四五六七八九十百〇零０-９]+")
_VALUE_OF = {"han": "一", "paren-han": "一", "arabic": "1", "paren-arabic": "1"}


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """Half-width brackets and 1） are only likely slips."""
    for para in look.of("heading", "body"):
        if not para.mark or para.mark.style not in _RIGHT:
            continue
        pattern, form = _RIGHT[para.mark.style]
        if not pattern.fullmatch(para.mark.text):
            stop = para.mark.text[-1]
            sure = stop in "、.．" and para.mark.style != "paren-arabic"
            written = _VALUE.sub(_VALUE_OF[para.mark.style], para.mark.text, count=1)
            yield at(para, f"序数写成了“{written}”的样子", f"请写成“{form}”", None if sure else "疑似")
