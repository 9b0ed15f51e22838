"""A signature stands at the right, with a date in full."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.profiles import Profile
from drafter.report import Level
from drafter.rules.contract import P, Sample, Slip, at
from drafter.wordlook.model import Look

ID = "signature-place"
LEVEL: Level = "疑似"
TITLE = "落款居右，日期写全"
SOURCE = "GB/T 9704-2012 §7.3.5"
READS = "layout"

_TEXT = "今年以来，全县干部到村到户，群众反映的事件件有回音，一件一件记在本子上。"
_TEXT_P = P("body", _TEXT)
GOOD = (
    Sample(),
    Sample(body=(_TEXT_P, P("signature", "县农业农村局"), P("signature", "2024年5月6日"))),
    Sample(
        body=(_TEXT_P, P("body", "2024年5月6日", ppr='<w:ind w:left="5600" w:firstLine="0" w:firstLineChars="0"/>'))
    ),
    Sample(body=(_TEXT_P, P("signature", "2024年【月】月【日】日"))),
)
BAD = (
    Sample(body=(_TEXT_P, P("body", "县农业农村局"), P("body", "2024年5月6日"))),
    Sample(body=(_TEXT_P, P("body", "                                2024年5月6日"))),
    Sample(body=(_TEXT_P, P("signature", "2024年05月06日"))),
    Sample(body=(_TEXT_P, P("signature", "二〇二四年五月六日"))),
)

_ZERO = re.compile(r"年\s*0\d\s*月|月\s*0\d\s*日")
_HAN_YEAR = re.compile(r"[〇○零一二三四五六七八九]{4}年")
_ASIDE = 120.0


def judge(look: Look, profile: Profile) -> Iterator[Slip]:
    """How far from the edge depends on a seal; only that it stands at the right is judged."""
    for para in look.of("signature"):
        pushed = len(para.text) - len(para.text.lstrip())
        if para.align not in ("right", "center") and para.left + para.first < _ASIDE:
            if pushed > 4:
                yield at(para, "落款用空格推到右边", "请删去空格，设为右对齐并右缩进", "提示")
            else:
                yield at(para, "落款没有靠右", "请设为右对齐，日期右空四字")
        if _ZERO.search(para.text):
            yield at(para, "日期的月、日前加了 0", "请写成“5月6日”的样子")
        elif _HAN_YEAR.search(para.text):
            yield at(para, "日期用了汉字数字", "请用阿拉伯数字，如 2024年5月6日", "提示")
