"""Words and marks written twice in a row by a slip: 的的, 进一步进一步, ，，. Reported."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.clean.contract import HAN, Cleaned, Example, fixed
from drafter.report import Finding
from drafter.tree import Line

ORDER = 94
LABEL = "叠字"

# Single characters that hardly ever stand twice, without the words in which they rightly do (目的的, 实实在在).
_SINGLES = (
    "(?<![目标])的的(?!确)|(?<![温总饱柔缓调融])和和(?![美气睦])|(?<![不为])了了(?![解然分之。，；！])|(?<![实现存正自内])在在|(?<![凡于])是是(?!非)"
    "|(?<![上中少大名])将将|而而|且且|或或"
)
_PAIRS = "进一步|切实|不断|深入|全面|坚持|加强|推动|推进|我们|党员|干部|群众|工作|问题|坚决|始终|认真|积极|努力|着力|大力|持续|同时|因此|关于|通过|作为|以及|并且"
_MARKS = "，，|、、|；；|：：|，。|。，|、，|，、|！。|？。|。、|；。"
_DOUBLE = re.compile(f"{_SINGLES}|({_PAIRS})\\1|{_MARKS}|(?<!。)。。(?!。)")
_TRACE = re.compile(rf"([{HAN}，、；：。])\1|[，、][。，、]|。[，、]|[；！？]。")
# Three characters or more that stand twice are a slip of the hand, but for 一个点一个点.
_LONG = re.compile(rf"((?![一每])[{HAN}]{{3,8}})\1")


def clean(lines: Sequence[Line]) -> Cleaned:
    """`lines` as they are, with one finding for words and one for marks that stand twice."""
    words: list[tuple[Line, int, int]] = []
    marks: list[tuple[Line, int, int]] = []
    for line in lines:
        if fixed(line):
            continue
        found = [(m.start(), m.end()) for m in _DOUBLE.finditer(line.text)] if _TRACE.search(line.text) else []
        found += [(start, end) for start, end in _twice(line.text) if not any(a < end and start < b for a, b in found)]
        for start, end in sorted(found):
            (words if "\u3400" <= line.text[start] <= "\u9fff" else marks).append((line, start, end))
    findings = []
    for hits, rule, message in (
        (words, "doubled-word", "词语重复"),
        (marks, "doubled-mark", "标点重复"),
    ):
        if hits:
            line, start, end = hits[0]
            count = f"，共 {len(hits)} 处" if len(hits) > 1 else ""
            old = line.text[start:end]
            fragment = line.text[max(start - 4, 0) : end + 4]
            half = old[: len(old) // 2] if old[: len(old) // 2] == old[len(old) // 2 :] else old[-1]
            fix = line.text[max(start - 4, 0) : start] + half + line.text[end : end + 4]
            findings.append(
                Finding(rule, "疑似", f"{message}“{old}”{count}，请删去多余的", line.line, fragment, None, fix)
            )
    return Cleaned(list(lines), [], findings)


def _twice(text: str) -> list[tuple[int, int]]:
    found = [m.span() for m in _LONG.finditer(text)] if len(text) >= 6 else []
    return [(start, end) for start, end in found if len(set(text[start:end])) > 1]


EXAMPLES = (
    Example(
        "这是群众的的期盼，要进一步进一步抓好。", "这是群众的的期盼，要进一步进一步抓好。", rules=("doubled-word",)
    ),
    Example("要把握时代脉搏时代脉搏。", "要把握时代脉搏时代脉搏。", rules=("doubled-word",)),
    Example("要学，，要干。。", "要学，，要干。。", rules=("doubled-mark",)),
)
SURVIVES = (
    "目的的确明确，标的的金额已核实。",
    "实实在在的成效，和和气气的邻里，是是非非的历史。",
    "派出所所长为了了解民情，常到村里走走看看，决不不了了之。",
    "可以以此为契机，扩大公众参与与监督，合并并压缩会议。",
    "学习学习再学习，研究研究再研究。",
    "哈哈哈哈哈哈，大家都笑了。",
    "一个点一个点地看，小事在网格里就了了。",
)
