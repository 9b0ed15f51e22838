"""Sentences that lost their subject because a name was deleted from them: 「近日，在……上作出重要批示」. Reported."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.clean.contract import Cleaned, Example, fixed, whole
from drafter.report import Finding
from drafter.tree import Line

ORDER = 92
LABEL = "缺主语"

_START = r"(?:^|(?<=[。！？；]))"
_PATTERNS = (
    # The names that stood here are deleted whole, so what is left begins with the verb or the preposition.
    re.compile(
        rf"{_START}(?:近日|日前|最近|前不久|此前)，(?:在|对|就)[^，。；]{{4,60}}(?:作出|做出|发表)(?:了)?(?:重要|一系列)?[^，。；]{{0,6}}(?:批示|指示|讲话|论述)"
    ),
    re.compile(rf"{_START}(?:曾|多次|反复|深刻|明确|特别|还|进一步)?(?:强调|指出|告诫)(?:[，：,:]|过[，：])"),
    re.compile(
        r"(?:^|(?<=[，。、；：“（])|(?<=是)|(?<=由)|(?<=当年))同志(?=在|担任|任[^何]|强调|指出|当年|曾|亲自|大力|身体力行)"
    ),
    re.compile(r"以(?:同志)?为核心的(?:党|D)?中央"),
    re.compile(r"(?:学习|贯彻|落实|领会|践行)关于[^，。；]{2,36}?(?:的)?重要(?:论述|指示|批示|讲话|思想)"),
    re.compile(r"(?:学习|贯彻|领会|落实)系列重要讲话"),
)
_THOUGHT = re.compile(r"(?<!习近平)新时代中国特色社会主义思想")
_HINTS = ("作出", "做出", "发表", "强调", "指出", "告诫", "同志", "为核心的", "重要", "特色社会主义思想")
_NAME = "习近平"


def clean(lines: Sequence[Line]) -> Cleaned:
    """`lines` as they are, with one finding for each way in which a subject is missing."""
    text = whole(lines)
    if not any(hint in text for hint in _HINTS):
        return Cleaned(list(lines))
    # A text that gives the full name elsewhere may well shorten the title of the thought.
    patterns = _PATTERNS if _NAME in text else (*_PATTERNS, _THOUGHT)
    hits: dict[int, list[tuple[Line, int, int]]] = {}
    for line in lines:
        if fixed(line) or not any(hint in line.text for hint in _HINTS):
            continue
        for n, pattern in enumerate(patterns):
            for match in pattern.finditer(line.text):
                hits.setdefault(n, []).append((line, *match.span()))
    findings = []
    for n in sorted(hits):
        line, start, end = hits[n][0]
        fragment = line.text[max(start - 4, 0) : min(end, start + 40) + 4]
        count = f"，共 {len(hits[n])} 处" if len(hits[n]) > 1 else ""
        if n < len(_PATTERNS):
            message, meant = f"这里像是删掉了人名，句子缺了主语{count}，请对照原文补上", ""
        else:
            message = f"“新时代中国特色社会主义思想”前面像是删掉了“{_NAME}”{count}，请对照原文补上"
            meant = fragment.replace("新时代中国", _NAME + "新时代中国", 1)
        findings.append(Finding("lost-subject", "疑似", message, line.line, fragment, None, meant))
    return Cleaned(list(lines), [], findings)


EXAMPLES = (
    Example(
        "近日，在反映某地做法的材料上作出重要批示。",
        "近日，在反映某地做法的材料上作出重要批示。",
        rules=("lost-subject",),
    ),
    Example("这是同志在福建工作时倡导的。", "这是同志在福建工作时倡导的。", rules=("lost-subject",)),
    Example("指出，要坚持人民至上。", "指出，要坚持人民至上。", rules=("lost-subject",)),
    Example(
        "更加紧密地团结在以同志为核心的党中央周围。",
        "更加紧密地团结在以同志为核心的党中央周围。",
        rules=("lost-subject",),
    ),
)
SURVIVES = (
    "近日，在镇党委组织下，各村党员为困难群众送去棉被。",
    "近日，县委书记在调研报告上作出批示。",
    "各位同志在前线坚守，老同志在后方出力。",
    "会议强调，要抓好落实；会议指出，责任重于泰山。",
    "习近平总书记指出，江山就是人民。",
    "学习关于养老服务的新规定，落实各项补贴。",
    "每位同志在会上都作了发言。",
)
