"""Numbers that open a heading or a point: 一、 （一） 1. （1） ① 第一， 一是 其一 第一章, in all their spellings.

Only recognises a mark at the start of a text and says which style, which value and where the words begin. What it
means for levels is decided by `drafter.sections`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from drafter.report import Finding
from drafter.tree import Block, Document, Section, sections

HAN_DIGITS = "〇零一二三四五六七八九"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"

# Styles from the outermost to the innermost; the rank decides which of two marks holds the other.
RANK = {
    "part": 0,  # 第一部分、第一章
    "roman": 1,  # Ⅰ、
    "han": 2,  # 一、
    "clause": 3,  # 第一条、第一节
    "paren-han": 4,  # （一）
    "arabic": 5,  # 1.
    "decimal": 6,  # 1.1
    "decimal-deep": 7,  # 1.1.1
    "paren-arabic": 8,  # （1） 1）
    "circled": 9,  # ①
    "ordinal": 10,  # 第一， 其一，
    "point": 11,  # 一是 一要
}


class Mark(Struct, frozen=True):
    """A number found at the start of a text: its style, its value, the mark as written, and where the words start."""

    style: str
    value: int
    text: str
    end: int


_HAN = "[一二三四五六七八九十百〇零]"
_DIGIT = "[0-9０-９]"
_SPACE = r"[ \t\u3000\u00a0]*"
_OPEN, _CLOSE = "[（(〔【]", "[）)〕】]"
# What follows a figure: 3.5亿元, 1.2万人, 2.1 个百分点.
_UNIT = "亿万元个倍公平米吨岁年月日左多度级版户人家次件百千至分秒小成折点名条项亩"
_TITLE = rf"(?={_SPACE}[“《\u4e00-\u9fff])(?!{_SPACE}[{_UNIT}])"
# Compiled when first used: it is by far the dearest pattern of a start.
_MARK = (
    _SPACE
    + "(?:"
    + "|".join(
        (
            rf"(?P<part>第{_SPACE}(?P<part_n>{_HAN}{{1,4}}|{_DIGIT}{{1,2}}){_SPACE}(?:部分|章|编|篇章)[、，,：:.．]?)",
            rf"(?P<clause>第{_SPACE}(?P<clause_n>{_HAN}{{1,4}}|{_DIGIT}{{1,3}}){_SPACE}[条节](?=[\s\u3000、，,：:])[、，,：:]?)",
            rf"(?P<paren_han>{_OPEN}{_SPACE}(?P<paren_han_n>{_HAN}{{1,3}}){_SPACE}{_CLOSE}{_SPACE}[、.．，]?)",
            rf"(?P<paren_arabic>{_OPEN}{_SPACE}(?P<paren_arabic_n>{_DIGIT}{{1,2}}){_SPACE}{_CLOSE}{_SPACE}[、.．，]?)",
            rf"(?P<half>(?P<half_n>{_DIGIT}{{1,2}}){_SPACE}[）)])",
            # A figure such as 3.5亿元 or 1.2万 is no number of a heading.
            rf"(?P<decimal_deep>{_DIGIT}{{1,2}}\.{_DIGIT}{{1,2}}\.(?P<decimal_deep_n>{_DIGIT}{{1,2}})[.、]?){_TITLE}",
            rf"(?P<decimal>{_DIGIT}{{1,2}}\.(?P<decimal_n>{_DIGIT}{{1,2}})[.、]?){_TITLE}",
            rf"(?P<arabic>(?P<arabic_n>{_DIGIT}{{1,2}}){_SPACE}(?:[、．]|\.(?!{_DIGIT})|[，,](?!{_DIGIT})))",
            rf"(?P<circled>(?P<circled_n>[{CIRCLED}])[、.．]?)",
            rf"(?P<roman>(?P<roman_n>[{_ROMAN}])[、.．]?)",
            rf"(?P<ordinal>(?:第(?P<ordinal_n>{_HAN}{{1,2}})|其(?P<ordinal_m>[一二三四五六七八九])){_SPACE}[，,、：:是])",
            rf"(?P<han>(?P<han_n>{_HAN}{{1,3}}){_SPACE}(?:[、．.]|[，,](?=[^是要])|[：:]))",
            # 一是 一要 一个是; 是 in 一是一 二是二, and 一要素, are no marks.
            r"(?P<point>(?P<point_n>[一二三四五六七八九]|十[一二]?)(?:个|则)?(?:是(?!一|二|否)|要(?![素件领点求害紧隘旨]))[：:，,]?)",
        )
    )
    + ")"
    + _SPACE
)
_STYLE = {
    "paren_han": "paren-han",
    "paren_arabic": "paren-arabic",
    "half": "paren-arabic",
    "decimal_deep": "decimal-deep",
}


@lru_cache(maxsize=4096)
def value_of(digits: str) -> int:
    """十二, 12, １２, ⑫ or Ⅻ as a number; 0 where it is none."""
    if digits in CIRCLED:
        return CIRCLED.index(digits) + 1
    if digits in _ROMAN:
        return _ROMAN.index(digits) + 1
    if digits.isdigit() and digits[0] not in HAN_DIGITS:
        return int(digits)
    total = current = 0
    for char in digits:
        if char == "百":
            total, current = total + (current or 1) * 100, 0
        elif char == "十":
            total, current = total + (current or 1) * 10, 0
        else:
            current = max(HAN_DIGITS.index(char) - 1, 0)
    return total + current


def mark_of(text: str) -> Mark | None:
    """The number that opens `text`, None if there is none."""
    first = text[:1]
    if first not in _FIRST:
        return None
    # The commonest, 一、 （一） 一是 一要, without the pattern for all.
    if first == "（":
        end, excluded = text.find("）", 2, 5) + 1, _AFTER
    elif text[1:2] in ("是", "要"):
        end, excluded = 2, _AFTER_POINT
    else:
        end, excluded = text.find("、", 1, 4) + 1, _AFTER
    if end and text[end : end + 1] not in excluded:
        plain = _plain_mark(text[:end])
        if plain is not None:
            return plain
    match = _compiled().match(text)
    if match is None or match.lastgroup is None:
        return None
    name = match.lastgroup  # the outer group, which closes last
    digits = match.group(name + "_n") or match.group(name + "_m")
    return Mark(_STYLE.get(name, name), value_of(digits), match.group(name).strip(), match.end())


_FIRST = frozenset(f"第其（(〔【[{HAN_DIGITS}十百0123456789０１２３４５６７８９{CIRCLED}{_ROMAN} \t\u3000\u00a0")


@lru_cache(maxsize=4096)
def _plain_mark(text: str) -> Mark | None:
    """The mark that `text` is, None where it is none."""
    digits = text[text[0] == "（" : -1]
    if digits.strip("一二三四五六七八九十"):
        return None
    style = "paren-han" if text[0] == "（" else "han" if text[-1] == "、" else "point"
    return Mark(style, value_of(digits), text, len(text))


_AFTER = frozenset("、.．， \t\u3000\u00a0")
# 是 in 一是一 and 要 in 一要素 belong to other words.
_AFTER_POINT = frozenset("：:，, \t\u3000\u00a0一二否素件领点求害紧隘旨")


@cache
def _compiled() -> re.Pattern[str]:
    return re.compile(_MARK)


def han_number(value: int) -> str:
    """1–99 as 一 … 九十九."""
    tens, ones = divmod(value, 10)
    digit = "〇一二三四五六七八九"
    if tens == 0:
        return digit[ones]
    return ("" if tens == 1 else digit[tens]) + "十" + (digit[ones] if ones else "")


def number_text(level: int, value: int) -> str:
    """The official number of a level: 一、 （一） 1. （1）."""
    if level <= 1:
        return han_number(value) + "、"
    if level == 2:
        return f"（{han_number(value)}）"
    return f"{value}." if level == 3 else f"（{value}）"


# Marks that stand for a level; points (一是), articles (第三条) and parts keep their own.
_LEVELLED = frozenset({"han", "paren-han", "arabic", "paren-arabic", "decimal", "decimal-deep", "roman"})


def renumbered(document: Document) -> tuple[Document, list[Finding]]:
    """`document` with the official number of its level on every numbered heading, and a word on each that changed."""
    findings: list[Finding] = []
    styles = [mark.style for section in sections(document.body) if (mark := mark_of(section.number + "甲"))]
    outer = 1 if "part" in styles else 0

    def body(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        done: list[Block] = []
        count = 0
        for block in blocks:
            if not isinstance(block, Section):
                done.append(block)
                continue
            number = block.number
            mark = mark_of(number + "甲") if number else None
            if mark is not None and mark.style in _LEVELLED:
                count += 1
                number = number_text(max(block.level - outer, 1), count)
                if number != block.number:
                    what = f"编号已改：“{block.number}”改为“{number}”：{block.heading[:16]}"
                    findings.append(Finding("renumbered", "提示", what, None, block.number, suggestion=number))
            done.append(replace(block, number=number, body=body(block.body)))
        return tuple(done)

    return replace(document, body=body(document.body)), findings
