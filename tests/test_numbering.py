"""Numbers in every spelling, and look-alikes that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter import numbering
from drafter.numbering import mark_of, number_text

MARKS = [
    ("一、学习体会", "han", 1, "一、"),
    ("十二、其他", "han", 12, "十二、"),
    ("二十一、附则", "han", 21, "二十一、"),
    ("一.指导思想", "han", 1, "一."),
    ("（一）群众路线", "paren-han", 1, "（一）"),
    ("(三) 实干担当", "paren-han", 3, "(三)"),
    ("（ 十一 ）、其他", "paren-han", 11, "（ 十一 ）、"),
    ("1.加强领导", "arabic", 1, "1."),
    ("1．加强领导", "arabic", 1, "1．"),
    ("12、加强领导", "arabic", 12, "12、"),
    ("１．全角数字", "arabic", 1, "１．"),
    ("（1）建台账", "paren-arabic", 1, "（1）"),
    ("(2)建台账", "paren-arabic", 2, "(2)"),
    ("3）建台账", "paren-arabic", 3, "3）"),
    ("①看窗口", "circled", 1, "①"),
    ("⑫看窗口", "circled", 12, "⑫"),
    ("第一，认识要到位", "ordinal", 1, "第一，"),
    ("第二、认识要到位", "ordinal", 2, "第二、"),
    ("其三，认识要到位", "ordinal", 3, "其三，"),
    ("一是调查研究不深", "point", 1, "一是"),
    ("四要带头", "point", 4, "四要"),
    ("一个是学得不深", "point", 1, "一个是"),
    ("第一部分 总论", "part", 1, "第一部分"),
    ("第二章 职责", "part", 2, "第二章"),
    ("第三条 本办法适用于全县", "clause", 3, "第三条"),
    ("1.1 背景分析", "decimal", 1, "1.1"),
    ("2.3.4具体步骤", "decimal-deep", 4, "2.3.4"),
    ("Ⅱ、第二卷", "roman", 2, "Ⅱ、"),
]
NONE = [
    "20世纪80年代，条件十分艰苦",
    "1988年底，他到任",
    "1.5亿元投下去",
    "3.6万人次",
    "100.个数",
    "一是一，二是二",
    "三要素齐备",
    "第一时间赶到现场",
    "第三产业占比提高",
    "其中，有三户",
    "一些同志认为",
    "十分重要",
    "两个维护",
]


@pytest.mark.parametrize(("text", "style", "value", "written"), MARKS, ids=[m[0] for m in MARKS])
def test_marks(text: str, style: str, value: int, written: str) -> None:
    mark = mark_of(text)
    assert mark is not None
    assert (mark.style, mark.value, mark.text) == (style, value, written)
    assert text[mark.end :].strip() == text[mark.end :]


@pytest.mark.parametrize("text", NONE)
def test_look_alikes(text: str) -> None:
    assert mark_of(text) is None


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_official_numbers_are_read_back(level: int) -> None:
    for value in range(1, 100):
        mark = mark_of(number_text(level, value) + "标题")
        assert mark is not None
        assert mark.value == value


@given(st.text("一二十百零〇第其是要（）()【】〔〕、.．，, \u3000\t12１①Ⅰ部分条章节学习", max_size=8))
def test_the_short_ways_say_what_the_pattern_says(text: str) -> None:
    match = numbering._compiled().match(text)
    mark = mark_of(text)
    assert (mark is None) == (match is None)
    if mark is not None and match is not None:
        assert mark.end == match.end()
        assert mark.text == match.group(match.lastgroup or 0).strip() or mark.text in match.group()
