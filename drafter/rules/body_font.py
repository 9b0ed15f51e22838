"""The body is set in 仿宋."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.rules.elements import body_look, body_runs, font_name
from drafter.wordlook.fonts import family, standard
from drafter.wordlook.model import Look, most_font

ID = "body-font"
LEVEL: Level = "必错"
TITLE = "正文用仿宋_GB2312"
SOURCE = "GB/T 9704-2012 §5.2.2"
READS = "layout"

_TEXT = "今年以来，全县干部到村到户，群众反映的事件件有回音，一件一件记在本子上。"

_THEME = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:rPr>'
    '<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"/><w:sz w:val="32"/></w:rPr></w:style>'
)
GOOD = (
    Sample(),
    Sample(body=(P("body", _TEXT, rpr='<w:rFonts w:eastAsia="方正仿宋_GBK"/>'),)),
    Sample(body=(P("body", _TEXT, lead="一是办实事。"),)),
)
BAD = (
    Sample(body=(P("body", _TEXT, rpr='<w:rFonts w:eastAsia="宋体"/>'),)),
    Sample(body=(P("body", _TEXT, rpr='<w:rFonts w:eastAsia="仿宋"/>'),)),
    Sample(styles=_THEME),
)


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """Judges what most of the body stands in; what strays from that is `body-mixed`."""
    font, _ = body_look(look)
    paras = [para for para in look.of("body") if body_runs(para)]
    if not paras or (family(font) == "仿宋" and standard(font)):
        return
    level: Level | None = "提示" if family(font) == "仿宋" else None
    for para in paras:
        if most_font(body_runs(para)) == font:
            yield at(para, f"正文字体是{font_name(font)}", "请改为仿宋_GB2312", level)
