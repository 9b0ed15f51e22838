"""White space that no writer meant: indents, spaces between Han characters and around Chinese punctuation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.clean.contract import HAN, Cleaned, Edit, Example, edited, fixed, whole
from drafter.numbering import mark_of
from drafter.tree import Line

ORDER = 65
LABEL = "多余空格"

_ANY = "[ \t\u00a0\u3000]"
_RUN = re.compile(f"{_ANY}+")
_MARKS = "，。、；：！？“”‘’（）《》〈〉【】「」『』〔〕…—·％"
_TIGHT_AFTER, _TIGHT_BEFORE = "、，；。（《“‘【〔", "、，；。：！？）》”’】〕"
_HAN = re.compile(f"[{HAN}]")
# A line with one of these says something; without them it is a title, a name, a date: its spaces may be meant.
_SENTENCE = re.compile("[，。；！？,;!?]")
_LONGEST_NAME = 44
_SPACED_WORDS = re.compile(
    "通知|报告|讲话|目录|摘要|前言|引言|附件|提纲|决定|请示|批复|方案|总结|汇报|名单|说明|致辞|结语|附录|公告|通报|纪要|简报|后记|序言|发言|心得|体会|章程|声明"
)
# 「苔花如米小　也学牡丹开」: two lines of verse set apart by a space are no accident.
_VERSE = re.compile(rf"“[{HAN}]{{4,7}}{_ANY}+[{HAN}]{{4,7}}”")


def _apart(text: str) -> bool:
    """Whether the spaces of a line without sentences keep words apart, and do not merely spread its letters."""
    words = _RUN.split(text)
    singles = sum(len(word) == 1 and bool(_HAN.match(word)) for word in words)
    return not (len(words) >= 4 and singles * 10 >= len(words) * 6) and not _SPACED_WORDS.fullmatch("".join(words))


def _edits(text: str) -> list[Edit]:
    """White space to take out or to make one, as edits."""
    body = text.strip(" \t\u00a0\u3000")
    lead = text.find(body)
    if not _RUN.search(body):
        ends = ((0, lead), (lead + len(body), len(text))) if body else ((0, len(text)),)
        return [(start, end, "") for start, end in ends if start < end]
    spoken = _SENTENCE.search(body) is not None or len(body) > _LONGEST_NAME
    spread = not spoken and _apart(body)
    mark = mark_of(body[:30]) if spoken else None
    verses = [m.span() for m in _VERSE.finditer(text)] if "“" in text else []
    heading_over = False
    found: list[Edit] = []
    for match in _RUN.finditer(text):
        start, end = match.span()
        if start == 0 or end == len(text):
            found.append((start, end, ""))
            continue
        left, right = text[start - 1], text[end]
        cjk = [bool(_HAN.match(char)) or char in _MARKS for char in (left, right)]
        meant = text[start] if end == start + 1 and text[start] in " \u3000" else "\u3000"
        if any(low < start < high for low, high in verses):
            new = meant
        elif not any(cjk):
            new = " "
        elif left in _TIGHT_AFTER or right in _TIGHT_BEFORE:
            new = ""
        elif not spoken:
            new = meant if spread else ""
        elif left in _MARKS or right in _MARKS:
            new = ""
        elif (
            mark
            and not heading_over
            and all(cjk)
            and mark.end + 3 <= start - lead <= mark.end + 36
            and not _SENTENCE.search(body[mark.end : start - lead])
        ):
            # 「一、提高认识　要深入学习……」: the space is all that ends the heading.
            new = meant
        elif start - lead <= 3 and body[: start - lead].rstrip(".．").isascii():
            new = " "
        else:
            new = ""
        heading_over = True
        if text[start:end] != new:
            found.append((start, end, new))
    return found


def clean(lines: Sequence[Line]) -> Cleaned:
    """`lines` with only the white space that means something."""
    text = whole(lines)
    if not any(blank in text for blank in " \t\u00a0\u3000"):
        return Cleaned(list(lines))
    return Cleaned(
        [line if fixed(line) or not _RUN.search(line.text) else edited(line, _edits(line.text)) for line in lines]
    )


EXAMPLES = (
    Example("　　“四下基层”是好传统。  ", "“四下基层”是好传统。"),
    Example("要 坚持 问题导向 ， 抓好 第 3 批 整改。", "要坚持问题导向，抓好第3批整改。"),
    Example("关 于 信 访 工 作 的 报 告", "关于信访工作的报告"),
    Example("通　知", "通知"),
    Example("县委书记   李　明", "县委书记　李　明"),
    Example("学习 Deep Seek 的用法，提高 20 % 效率。", "学习Deep Seek的用法，提高20 %效率。"),
    Example("一、提高思想认识 要深入学习领会，做到入脑入心。", "一、提高思想认识 要深入学习领会，做到入脑入心。"),
)
SURVIVES = (
    "县信访局局长　李　明",
    "主持人：张　三　县委副书记",
    "第一部分　总体要求",
    "他常念“苔花如米小　也学牡丹开”，鼓励大家在平凡岗位上出彩。",
    "Word 2019 与 WPS Office 都能打开这份文件",
    "1. 加强学习",
    "出席：张三　李四　王五",
)
