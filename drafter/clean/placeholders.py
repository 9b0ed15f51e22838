"""Blanks that somebody left in a text: X县, **镇, xx人, 某某, ___, “X”. Reported; slots like 【县名】 are ours."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.clean.contract import HAN, Cleaned, Example, fixed, whole
from drafter.report import Finding
from drafter.tree import Line

ORDER = 91
LABEL = "占位符"

_SIGN = r"[XxＸｘ×＊*○]"
_THINGS = "县|市|区|镇|乡|村|省|州|局|办|街道|社区|公司|部|厅|处|科|室|站|所|院|校|单位|机关|同志|书记|主任|局长|县长|镇长|乡长|市长|部长|年|月|日|号|人|次|个|名|万|亿|项|家|户|余|多|%|％|元|公里|亩|学校|集团|项目|工作|精神|会议|文件|党支部|党委|党组|支部|小学|中学|大学|医院|班子|领导|产业|引领|岁|天|批|条|件|份|篇|场|期|届"
_BLANK = re.compile(
    rf"(?<![A-Za-z0-9＊*×]){_SIGN}{{1,6}}(?=(?:{_THINGS}))|[“《（]{_SIGN}{{1,6}}[”》）]|(?<=[{HAN}，。、；：“])(?:[XxＸ×]{{2,8}}|[＊*]{{2,8}}(?![^*]{{1,40}}[＊*]{{2}}))(?![A-Za-z0-9])"
    rf"|[_＿]{{2,40}}|某某|〔\*〕"
)
# X光, X射线 and the like, and sums.
_NO_BLANK = re.compile(r"[Xx](?:光|射线|轴|型|染色体|线机|片)|\d\s*[×x*]\s*\d")
_NOUN = re.compile(_THINGS)
_TRACE = re.compile(r"[XxＸｘ×＊*○_＿]|某某")
_SLOTS = {
    "县": "【县名】",
    "市": "【市名】",
    "镇": "【乡镇名】",
    "乡": "【乡镇名】",
    "村": "【村名】",
    "局": "【单位名称】",
    "年": "【年份】年",
    "月": "【月份】月",
}
_SHOWN = 4


def clean(lines: Sequence[Line]) -> Cleaned:
    """`lines` as they are, with one finding for the blanks left in them."""
    if not _TRACE.search(whole(lines)):
        return Cleaned(list(lines))
    hits = [
        (line, match)
        for line in lines
        if not fixed(line) and _TRACE.search(line.text)
        for match in _BLANK.finditer(line.text)
        if not (
            match.group().startswith("**")
            and line.text.count("**") % 2 == 0
            and not _NOUN.match(line.text, match.end())
        )
        and not _NO_BLANK.match(line.text, match.start())
        and not _NO_BLANK.search(line.text[max(match.start() - 2, 0) : match.end() + 2])
    ]
    if not hits:
        return Cleaned(list(lines))
    shown = dict.fromkeys(
        line.text[
            m.start() : m.end() + (1 if m.end() < len(line.text) and line.text[m.end()] not in "，。、；：“”" else 0)
        ]
        for line, m in hits
    )
    line, match = hits[0]
    start, end = match.span()
    noun = line.text[end : end + 1]
    fragment = line.text[max(start - 4, 0) : end + 4]
    slot = _SLOTS.get(noun, "【待补】")
    took = end + 1 if noun in _SLOTS else end
    suggestion = line.text[max(start - 4, 0) : start] + slot + line.text[took : end + 4]
    message = f"{len(hits)} 处占位符没有填（{'、'.join(list(shown)[:_SHOWN])}），请补上真实内容或改成【】空位"
    return Cleaned(list(lines), [], [Finding("placeholder", "疑似", message, line.line, fragment, None, suggestion)])


EXAMPLES = (
    Example("当前，X县面临着新机遇，**镇率先破题。", "当前，X县面临着新机遇，**镇率先破题。", rules=("placeholder",)),
    Example("全年走访xx人次，融入“X”发展格局。", "全年走访xx人次，融入“X”发展格局。", rules=("placeholder",)),
    Example("发言人：____\n某某局长到会。", "发言人：____\n某某局长到会。", rules=("placeholder",)),
)
SURVIVES = (
    "【县名】党员干部要走在前、作表率。",
    "镇卫生院添置了X光机，年检查3000人次。",
    "会议室面积为6×8米，摆下30把椅子。",
    "某县一名干部作风漂浮，被通报批评。",
    "推广Excel和Linux操作系统。",
)
