"""The body is of one font and one size throughout."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.rules.elements import body_look, body_runs, font_name, size_name
from drafter.wordlook.fonts import family
from drafter.wordlook.model import Look, Run, weigh

ID = "body-mixed"
LEVEL: Level = "疑似"
TITLE = "正文字体、字号前后一致"
SOURCE = "GB/T 9704-2012 §5.2.2"
READS = "layout"

_TEXT = "今年以来，全县干部到村到户，群众反映的事件件有回音，一件一件记在本子上。"
_ODD = "<w:r><w:t>{0}</w:t></w:r><w:r><w:rPr>{1}</w:rPr><w:t>{0}</w:t></w:r>"
GOOD = (
    Sample(),
    Sample(body=(P("body", _TEXT, lead="一是办实事。"), P("body", _TEXT))),
    Sample(
        body=(P("body", _TEXT, lead="先说一句心里话：", rpr='<w:rFonts w:ascii="Times New Roman"/>'), P("body", _TEXT))
    ),
)
BAD = (
    Sample(body=(P("body", xml=_ODD.format(_TEXT, '<w:rFonts w:eastAsia="微软雅黑"/>')), P("body", _TEXT))),
    Sample(body=(P("body", xml=_ODD.format(_TEXT, '<w:sz w:val="30"/>')), P("body", _TEXT))),
    Sample(body=(P("body", _TEXT * 2), P("body", _TEXT, rpr='<w:rFonts w:eastAsia="宋体"/>'))),
)


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """What is pasted in from elsewhere keeps its own look."""
    font, size = body_look(look)
    for para in look.of("salutation", "body"):
        strays: dict[str, Run] = {}
        for run, _ in weigh(body_runs(para)):
            if family(run.east) != family(font):
                strays.setdefault(f"文字是{font_name(run.east)}，与正文{font_name(font)}不一致", run)
            if abs(run.size - size) > 0.1:
                strays.setdefault(f"文字是{size_name(run.size)}，与正文{size_name(size)}不一致", run)
        for what in strays:
            yield at(para, what, "请选中这一段，用格式刷改成与正文一致")
