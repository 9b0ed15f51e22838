"""A title has no stop at its end."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.wordlook.model import Look

ID = "title-end"
LEVEL: Level = "必错"
TITLE = "标题末尾不用句号"
SOURCE = "办公惯例"
READS = "layout"

GOOD = (Sample(), Sample(body=(P("title", "群众的事怎么办？"),)))
BAD = (Sample(body=(P("title", "在全县干部大会上的发言。"),)), Sample(body=(P("title", "关于走访的体会，"),)))


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """Judges the last line of the title; 、 and ， may end a line before it."""
    last = max(look.of("title"), key=lambda para: para.line, default=None)
    if last is not None and last.text.strip()[-1:] in "。．.；;，,：:":
        yield at(last, f"标题末尾有“{last.text.strip()[-1]}”", "请删去")
