"""Addresses and slogans that a web site stamps into its texts, in mid-sentence too, so that copies carry its name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from drafter.clean.contract import HAN, SPACE, Cleaned, Example, cut, fixed, stripped, whole
from drafter.report import Removed
from drafter.tree import Line

ORDER = 15
LABEL = "站点水印"

_URL = re.compile(
    r"(?:https?://|www\.)[A-Za-z0-9./?=&%#:~_-]{4,120}|(?<![A-Za-z0-9.@-])[a-z0-9-]{2,30}\.(?:com|net|cn|cc|top|org)(?:\.cn)?(?![A-Za-z0-9.@])"
)
_SLOGAN = "网|之家|更新|资源|范文|素材|公文|文库|论坛|首发|整理|分享|提供|下载|来自|来源|转载|访问|原创|收集|搜集"
_SLOGANS = re.compile(_SLOGAN)
# Offices give addresses too: theirs, and those that a sentence leads up to, stay.
_OFFICIAL = re.compile(
    r"\.(?:gov|edu|mil|people|xinhuanet|12371|cctv|news|qstheory)\b|12371|xinhua|people\.c|cctv|qstheory|12345"
)
_LED_TO = re.compile(r"(?:登录|登陆|打开|进入|网址|网站|官网|平台|邮箱|地址|系统|见|到|至|在|为|是|[:：（(“\"])\s*$")
HINTS = ("http", "www.", ".com", ".net", ".cn", ".cc", ".top", ".org", "转载", "转 载")
_FROM = re.compile(
    rf"[（(【\[]?(?:本文|本篇|文章|全文|内容|资料|以上(?:内容)?|更多[{HAN}]{{0,8}})(?:是)?(?:由|来自|来源于?|来源|转自|转载自|摘自|选自|整理自|出自|请访问|请到|尽在|请上)[:：]?[^，。；\n]{{0,20}}?"
    r"(?:https?://|www\.)[A-Za-z0-9./?=&%#:~_-]{4,120}[^，。；\n]{0,12}[】\])）]?[。]?"
    r"|[（(【\[]\s*转\s*载\s*[于自]\s*[:：][^（）()【】\n]{1,60}[）)】\]]"
    r"|[（(【\[][^（）()【】\[\]，。；\n]{0,12}(?:https?://|www\.)[A-Za-z0-9./?=&%#:~_-]{4,120}[^（）()【】\[\]，。；\n]{0,24}[）)】\]]"
)


# What _FROM cannot do without.
_NAMED = re.compile(r"http|www\.|转")


def _shared(texts: Sequence[str]) -> str:
    """How all of `texts` begin alike."""
    low, high = min(texts), max(texts)
    for n, char in enumerate(low):
        if n >= len(high) or high[n] != char:
            return low[:n]
    return low


def _stamps(lines: Sequence[Line]) -> list[str]:
    """What stands around an address the same way at least twice: the stamp as a whole."""
    around: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for line in lines:
        if fixed(line) or "." not in line.text:
            continue
        for match in _URL.finditer(line.text):
            url = match.group().rstrip(".")
            if not _OFFICIAL.search(url):
                start, end = match.start(), match.start() + len(url)
                around[url].append((line.text[max(start - 40, 0) : start], line.text[end : end + 30]))
    stamps = []
    for url, places in around.items():
        if len(places) < 2:
            continue
        left = _shared([before[::-1] for before, _ in places])[::-1]
        right = _shared([after for _, after in places])
        left = re.split("[。！？；，、：”）]", left)[-1].lstrip()
        right = re.split("[。！？；，、：“（]", right)[0].rstrip()
        alone = any(not stripped(before) and not stripped(after) for before, after in places)
        led = any(_LED_TO.search(before) for before, _ in places)
        if _SLOGANS.search(left + right) or (alone and not left and not right) or not led:
            stamps.append(left + url + right)
    return sorted(stamps, key=len, reverse=True)


def clean(lines: Sequence[Line]) -> Cleaned:
    """`lines` without stamps, the sentence on both sides of one put together again."""
    text = whole(lines)
    if not any(hint in text for hint in HINTS):
        return Cleaned(list(lines))
    stamps = _stamps(lines)
    pattern = re.compile("|".join([rf"{SPACE}*{re.escape(stamp)}{SPACE}*" for stamp in stamps] or ["(?!)"]))
    kept: list[Line] = []
    removed: list[Removed] = []
    for line in lines:
        if fixed(line):
            kept.append(line)
            continue
        for left in cut(line, [m.span() for m in pattern.finditer(line.text)] if stamps else [], LABEL, removed):
            named = _NAMED.search(left.text) is not None
            spans = [m.span() for m in _FROM.finditer(left.text) if not _OFFICIAL.search(m.group())] if named else []
            kept += cut(left, spans, LABEL, removed)
    return Cleaned(kept, removed)


_STAMP = "文秘小屋—资源每日更新 www.wmxw-example.com"
EXAMPLES = (
    Example(
        f"{_STAMP}\n在动员部署会上的讲话\n要站在{_STAMP}新的起点上想问题。",
        "在动员部署会上的讲话\n要站在新的起点上想问题。",
        removed=(_STAMP, _STAMP),
    ),
    Example(
        "要练好基本功。本文来自公文小屋www.gwxw-example.com\n还要下真功夫。",
        "要练好基本功。\n还要下真功夫。",
        removed=("本文来自公文小屋www.gwxw-example.com",),
    ),
    Example("【www.yjg-example.com - 讲话稿】\n同志们：", "同志们：", removed=("【www.yjg-example.com - 讲话稿】",)),
)
SURVIVES = (
    "请登录www.example.gov.cn查看公示名单。",
    "请各支部登录学习平台www.study-example.cn参加答题，答题结果同步到www.study-example.cn首页。",
    "有意见请发邮箱：xfj@example.com，信访局三日内回复。",
    "参考资料见http://www.example.com/2023/a.html。",
)
