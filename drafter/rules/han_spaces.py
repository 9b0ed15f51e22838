"""No spaces between Han characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.wordlook.model import Look

ID = "han-spaces"
LEVEL: Level = "疑似"
TITLE = "汉字之间没有空格"
SOURCE = "办公惯例"
READS = "layout"

_TEXT = "今年以来，全县干部到村到户，群众反映的事件件有回音，一件一件记在本子上。"
GOOD = (
    Sample(),
    Sample(body=(P("body", "第一章　总则，" + _TEXT),)),
    Sample(body=(P("body", "村干部张 三和李　四说，" + _TEXT),)),
    Sample(body=(P("body", "用了 WPS 和 5G 以后，" + _TEXT),)),
)
BAD = (
    Sample(body=(P("body", "今年以来， 全县干部 到村到户。"),)),
    Sample(body=(P("1", "一、 学深一层"), P("body", _TEXT))),
)

_HAN = r"\u4e00-\u9fff"
_SPACE = re.compile(rf"(?<=[{_HAN}，。、；：！？”）》])[ \u00a0\u3000]+(?=[{_HAN}，。、；：！？“（《])")
_CHAPTER = re.compile(rf"第[{_HAN}\d]{{1,3}}[章节条编篇]$")
# 张 三: a name of two characters is spread to the width of three.
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶"


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """Spaces at the beginning are `space-indent`; a space in a name or after 第一章 belongs there."""
    for para in look.of("title", "body", "heading"):
        for match in _SPACE.finditer(para.text):
            before = para.text[max(match.start() - 6, 0) : match.start()]
            if before[-1] not in _SURNAMES and not _CHAPTER.search(before):
                yield at(para, "汉字之间有空格", "请删去", span=match.span())
