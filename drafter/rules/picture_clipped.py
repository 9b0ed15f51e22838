"""A picture in a line of fixed height is cut off."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip
from drafter.wordlook.model import Look

ID = "picture-clipped"
LEVEL: Level = "必错"
TITLE = "图片所在段不用固定行距"
SOURCE = "办公惯例"
READS = "layout"

_PICTURE = "<w:r><w:drawing><wp:{}/></w:drawing></w:r>"
_SINGLE = '<w:spacing w:line="240" w:lineRule="auto"/>'
GOOD = (
    Sample(),
    Sample(body=(P("title", "走访的体会"), P("body", xml=_PICTURE.format("inline"), ppr=_SINGLE))),
    Sample(body=(P("title", "走访的体会"), P("body", xml=_PICTURE.format("anchor")))),
)
BAD = (Sample(body=(P("title", "走访的体会"), P("body", xml=_PICTURE.format("inline")))),)


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """Only a picture that stands in the line is cut; one that floats is not."""
    for para in look.paragraphs:
        if para.inline and para.line_rule == "exact":
            how = "请把图片所在段的行距设为单倍行距"
            yield Slip("图片被固定行距压住，只露出一条", how, line=para.line, text=para.text.strip()[:12])
