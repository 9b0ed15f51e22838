"""Quotation marks are “ ”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.report import Level
from drafter.rules.contract import Slip
from drafter.rules.text.contract import Text, at
from drafter.tree import Document, Paragraph, Sentence

ID = "straight-quote"
LEVEL: Level = "必错"
TITLE = "引号用“ ”"
SOURCE = "GB/T 15834-2011"
READS = "text"


def _said(words: str) -> Document:
    return Document(title="在学习研讨会上的发言", body=(Paragraph((Sentence(words),)),))


GOOD = (_said('“一线工作法”落到了实处，窗口装了 24" 的屏幕。'),)
BAD = (_said('"一线工作法"落到了实处。'), _said("他说＂办好了＂。"))

_STRAIGHT = r"[\"＂](?=[^\"＂\n]{0,60}[\u4e00-\u9fff])[^\"＂\n]{1,60}[\"＂]"


def judge(text: Text) -> Iterator[Slip]:
    """Judges pairs around Han characters; a lone mark may be an inch."""
    if '"' in text.whole or "＂" in text.whole:
        for match in re.finditer(_STRAIGHT, text.whole):
            yield at(text, match.start(), match.end(), "用了直引号", "请改为“ ”")
