"""A salutation stands flush left."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.wordlook.model import Look

ID = "salutation-flush"
LEVEL: Level = "必错"
TITLE = "称谓顶格"
SOURCE = "GB/T 9704-2012 §7.3.2"
READS = "layout"

_TITLE = P("title", "在全县干部大会上的发言")
GOOD = (Sample(), Sample(body=(_TITLE, P("salutation", "同志们："))))
BAD = (
    Sample(body=(_TITLE, P("salutation", "同志们：", ppr='<w:ind w:firstLineChars="200"/>'))),
    Sample(body=(_TITLE, P("salutation", "　　同志们："))),
)


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """An indent of half a character is seen, and so are spaces."""
    for para in look.of("salutation"):
        if para.left + para.first > profile.size / 2 or para.align in ("center", "right"):
            yield at(para, "称谓没有顶格", "请把这一段的缩进设为 0，左对齐")
        elif para.text[:1].isspace():
            yield at(para, "称谓前面有空格", "请删去空格，顶格写")
