"""A heading on its own line has no stop at its end."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.wordlook.model import Look

ID = "heading-end"
LEVEL: Level = "必错"
TITLE = "独立成行的小标题末尾不加句号"
SOURCE = "办公惯例"
READS = "layout"

_TEXT = "今年以来，全县干部到村到户，群众反映的事件件有回音，一件一件记在本子上。"
GOOD = (
    Sample(),
    Sample(body=(P("1", "一、群众的事怎么办？"), P("body", _TEXT), P("body", _TEXT, lead="（一）办实事。"))),
)
BAD = (
    Sample(body=(P("1", "一、学深一层。"), P("body", _TEXT))),
    Sample(body=(P("body", "（一）到最远的村去。"), P("body", _TEXT))),
)


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """Sure where the line has a heading's style, else only likely: it may be a sentence that happens to be numbered."""
    for para in look.of("heading"):
        end = para.text.strip()[-1:]
        if end and end in "。．.；;，,：:":
            grave: Level | None = None if para.outline is not None else "疑似"
            yield at(para, f"小标题末尾有“{end}”", "请删去", grave)
