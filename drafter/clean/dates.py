"""Dates with figures missing: 2023年月, 年月日, 20年10月. Reported, never filled in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.clean.contract import Cleaned, Example, fixed, whole
from drafter.report import Finding
from drafter.tree import Line

ORDER = 93
LABEL = "残缺日期"

_GAP = "[ \u3000]*"
_PARTIAL = re.compile(
    rf"(?<!\d)\d{{2,4}}年{_GAP}月(?:{_GAP}\d{{0,2}}日)?|(?<!\d)(?:19|20)\d\d年\d{{1,2}}月{_GAP}日|(?<![\d一-龥〇])年{_GAP}月{_GAP}日"
    rf"|(?<!\d)20年(?=\d{{1,2}}月)|(?<!\d)(?:19|20)\d年(?=\d{{1,2}}月|以来|底|初|全)|(?<!\d)(?:19|20)\d{{2}}[01]?\d{{1,3}}日"
    rf"|(?<![\d一二三四五六七八九十每当本上下元正腊同次年个数几X×x*】])月\d{{1,2}}日"
)


def clean(lines: Sequence[Line]) -> Cleaned:
    """`lines` as they are, with one finding for dates whose figures are missing."""
    text = whole(lines)
    if not ("年" in text or "日" in text):
        return Cleaned(list(lines))
    hits = [
        (line, match)
        for line in lines
        if not fixed(line) and ("年" in line.text or "日" in line.text)
        for match in _PARTIAL.finditer(line.text)
    ]
    if not hits:
        return Cleaned(list(lines))
    line, match = hits[0]
    count = f"，共 {len(hits)} 处" if len(hits) > 1 else ""
    fragment = line.text[max(match.start() - 4, 0) : match.end() + 4]
    message = f"日期缺了数字{count}，请核对补全"
    return Cleaned(list(lines), [], [Finding("partial-date", "疑似", message, line.line, fragment, None, "【日期】")])


EXAMPLES = (
    Example("2023年月，全县启动整治。", "2023年月，全县启动整治。", rules=("partial-date",)),
    Example("某局党支部\n年 月 日", "某局党支部\n年 月 日", rules=("partial-date",)),
    Example("20年10月以来，走访三千户。", "20年10月以来，走访三千户。", rules=("partial-date",)),
)
SURVIVES = (
    "请核对出生年月，填写年月日要完整。",
    "20年来，他走遍了全乡的沟沟坎坎。",
    "2023年10月8日，11月5日，每月8日，2024年元月1日。",
    "那个年月，大家都不容易。",
    "建党100周年，改革开放40年。",
)
