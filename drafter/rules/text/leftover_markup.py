"""No markup of templates, web pages or Markdown is left."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.report import Level
from drafter.rules.contract import Slip
from drafter.rules.text.contract import Text, at
from drafter.tree import Document, Paragraph, Sentence

ID = "leftover-markup"
LEVEL: Level = "必错"
TITLE = "没有残留的代码和标记"
SOURCE = "办公惯例"
READS = "text"


def _said(words: str) -> Document:
    return Document(title="在学习研讨会上的发言", body=(Paragraph((Sentence(words),)),))


GOOD = (
    _said("【县名】今年新建了3个窗口，满意率>95%，见附件#2。"),
    _said("气温<5℃时停工，A&B两家公司各出一半。"),
)
BAD = (
    _said("{{ county }}今年新建了3个窗口。"),
    _said("今年{% if town %}新建了3个窗口。"),
    _said("今年新建了<b>3个窗口</b>。"),
    _said("今年&nbsp;新建了3个窗口。"),
    _said("## 今年新建了**3个窗口**。"),
    _said("今年新建了TODO个窗口。"),
    _said("今年新建了None个窗口。"),
)

_SURE = (
    r"\{\{|\}\}|\{%|%\}|\{#|#\}|</?(?:p|div|span|br|hr|b|i|u|strong|em|font|table|tr|td|ul|li|img|a)(?:\s[^<>\n]{0,200})?/?>"
    r"|&(?:nbsp|amp|lt|gt|quot|ldquo|rdquo|mdash|hellip|middot|#\d{2,5});"
)
_LIKELY = (
    r"(?m)^#{1,6}\s|##+|\*\*[^*\n，。；]{1,60}\*\*|^```"
    r"|(?<![A-Za-z])(?:TODO|FIXME|TBD|None|undefined|NaN|[Ll]orem ipsum)(?![A-Za-z])"
)
_TRACE = ("{", "}", "<", "&", "#", "**", "```", "TODO", "FIXME", "TBD", "None", "undefined", "NaN", "orem ipsum")


def judge(text: Text) -> Iterator[Slip]:
    """Sure of templates and web code; ** and the like may have been meant."""
    if not any(trace in text.whole for trace in _TRACE):
        return
    found: list[tuple[str, Level]] = [(_SURE, "必错"), (_LIKELY, "疑似")]
    for pattern, level in found:
        for match in re.finditer(pattern, text.whole):
            yield at(text, match.start(), match.end(), "有残留的代码或标记", "请删去", level)
