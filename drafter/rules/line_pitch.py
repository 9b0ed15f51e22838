"""Lines stand at a fixed distance of 28 to 30 points."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.wordlook.model import Look, most_size
from drafter.wordlook.pages import pitch

ID = "line-pitch"
LEVEL: Level = "必错"
TITLE = "行距固定值 28—30 磅"
SOURCE = "办公惯例"
READS = "layout"

_TEXT = "今年以来，全县干部到村到户，群众反映的事件件有回音，一件一件记在本子上。"
_OFF = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1985" w:left="1588" w:header="851" w:footer="1446"/>'
)
_ONE_AND_A_HALF = '<w:spacing w:line="360" w:lineRule="auto"/>'
GOOD = (
    Sample(),
    Sample(body=(P("body", _TEXT, ppr='<w:spacing w:line="580" w:lineRule="exact"/>'),)),
    Sample(body=(P("body", _TEXT, ppr='<w:spacing w:line="240" w:lineRule="auto"/>'),)),
    Sample(body=(P("body", _TEXT, ppr='<w:spacing w:line="600" w:lineRule="exact"/>'),), profile="大字版"),
)
BAD = (
    Sample(body=(P("body", _TEXT, ppr=_ONE_AND_A_HALF),), page=_OFF),
    Sample(body=(P("body", _TEXT, ppr='<w:spacing w:line="240" w:lineRule="auto"/>'),), page=_OFF),
    Sample(body=(P("body", _TEXT, ppr='<w:spacing w:line="500" w:lineRule="exact"/>'),)),
)

_LEAST, _MOST, _FAR = 27.9, 30.1, 4.0
_RULES = {"auto": "{:g} 倍行距", "atLeast": "最小值 {:g} 磅", "exact": "固定值 {:g} 磅"}


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """Judges the distance on paper: single spacing on a grid of 28–30 points is as good as a fixed value."""
    most = max(_MOST, profile.pitch / 20 + 2)
    how = f"请设为固定值 {profile.pitch / 20:g} 磅"
    for para in look.of("body"):
        page = look.page_of(para)
        distance = pitch(para, page, most_size(para.runs) or profile.size)
        fixed = para.line_rule == "exact" or (page.grid != "" and para.snap and para.line_height == 12)
        if fixed and _LEAST <= distance <= most:
            continue
        value = para.line_height / 12 if para.line_rule == "auto" else para.line_height
        given = _RULES.get(para.line_rule, _RULES["exact"]).format(round(value, 2))
        off = max(_LEAST - distance, distance - most)
        yield at(para, f"正文行距是{given}", how, None if off > _FAR else "疑似")
