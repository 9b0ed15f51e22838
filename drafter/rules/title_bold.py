"""The title is not bold: 小标宋 is heavy enough."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.wordlook.model import Look

ID = "title-bold"
LEVEL: Level = "疑似"
TITLE = "标题不加粗"
SOURCE = "办公惯例"
READS = "layout"

_TITLE = "在全县干部大会上的发言"
_BOLD_STYLE = (
    '<w:style w:type="paragraph" w:styleId="title"><w:name w:val="Title"/><w:pPr><w:jc w:val="center"/></w:pPr>'
    "<w:rPr><w:b/></w:rPr></w:style>"
)
GOOD = (Sample(), Sample(styles=_BOLD_STYLE, body=(P("title", _TITLE, rpr='<w:b w:val="0"/>'),)))
BAD = (Sample(body=(P("title", _TITLE, rpr="<w:b/>"),)), Sample(styles=_BOLD_STYLE))


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """Judges what the title looks like, wherever the bold comes from."""
    for para in look.of("title"):
        if any(run.bold and run.text.strip() for run in para.runs):
            yield at(para, "标题加了粗", "请取消加粗，小标宋体不加粗")
