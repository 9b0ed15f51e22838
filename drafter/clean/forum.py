"""What copying from a forum brings along: jammed lines against copiers, post heads, edit notes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.clean.contract import HAN, SPACE, Cleaned, Example, cut, fixed, stripped, whole
from drafter.report import Removed
from drafter.tree import Line

ORDER = 16
LABEL = "论坛杂码"

# Forums of one make scatter runs like 「/ G- k; W% a%| (^# n」 over a page: scraps of one or two signs, no word among them.
_SCRAP = r"(?:[!-~]{1,3}[ ]+){5,}[!-~]{1,6}"
_JAM = re.compile(rf"(?:(?<=[\s{HAN}，。；：！？”、])|^){_SCRAP}(?=[\s{HAN}“（]|$)")
_WORD = re.compile("[A-Za-z]{3,}|[0-9]{3,}")
_ODD = re.compile(r"[!#$%&*+/;<=>?@\\^_`{|}~\[\]]")
_POST = re.compile(
    rf"(?:本帖|本主题)(?:最后)?由[^。]{{1,30}}(?:于[^。]{{6,30}}(?:编辑|设置|提升|加入精华)|[^。]{{0,20}}编辑)[。]?"
    rf"|[^。]{{0,24}}发表于{SPACE}*\d{{4}}[-/年.]\d{{1,2}}[-/月.]\d{{1,2}}[^。]{{0,40}}"
    rf"|(?:\|?{SPACE}*(?:只看该作者|只看楼主|显示全部楼层|倒序浏览|正序浏览|阅读模式|电梯直达|跳转到指定楼层|楼主|沙发|板凳|地板|道具|举报|回复|支持|反对|收藏|分享|淘帖|顶|踩|使用道具|发消息|加好友|串个门|打招呼|引用|编辑|置顶|精华|发帖|返回列表)[\d\s|»›]*){{2,}}"
    rf"|回复{SPACE}*\d+#{SPACE}*(?:[^。]{{0,16}}的帖子)?|(?:TA的每日心情|签到天数|该用户从未签到|累计签到|注册时间|在线时间|主题帖子积分|积分|威望|金钱|金币)[:：\d\s天小时][^。]{{0,30}}"
    r"|查看全部评分|评分参与人数.{0,20}|马上注册[，,].{2,40}|您需要登录才可以(?:下载或查看|回帖)[^。]{0,30}|没有(?:账号|帐号)[？?].{0,10}注册.{0,10}"
)
HINTS = (
    *("本帖", "发表于", "只看", "楼层", "沙发", "楼主", "TA的", "签到", "评分"),
    *("马上注册", "您需要登录", "回帖", "积分", "注册时间", "回复 ", "本主题", "反对", "使用道具"),
)
_HINT = re.compile("|".join(HINTS))


def _jams(text: str) -> list[tuple[int, int]]:
    found = []
    for match in _JAM.finditer(text):
        scrap = match.group()
        if len(_ODD.findall(scrap)) * 5 >= len(scrap.split()) and len(_WORD.findall(scrap)) * 6 <= len(scrap.split()):
            found.append(match.span())
    return found


def _jammed_line(text: str) -> bool:
    """A whole line of scraps, too short for a run but nothing else: 「* _^(」."""
    pieces = text.split()
    return len(pieces) >= 3 and text.isascii() and not _WORD.search(text) and len(_ODD.findall(text)) * 3 >= len(pieces)


def clean(lines: Sequence[Line]) -> Cleaned:
    """`lines` without jammed scraps and without the furniture of a forum's posts."""
    text = whole(lines)
    jammed = [n for n, line in enumerate(lines) if not fixed(line) and line.text.count(" ") >= 5 and _jams(line.text)]
    if not jammed and not _HINT.search(text):
        return Cleaned(list(lines))
    kept: list[Line] = []
    removed: list[Removed] = []
    for line in lines:
        bare = stripped(line.text)
        if fixed(line):
            kept.append(line)
        elif jammed and _jammed_line(bare):
            removed.append(Removed(bare, LABEL, line.line))
        elif len(bare) <= 90 and _HINT.search(bare) and _POST.fullmatch(bare):
            removed.append(Removed(bare, "论坛页面", line.line))
        else:
            kept += cut(line, _jams(line.text) if jammed else [], LABEL, removed)
    return Cleaned(kept, removed)


EXAMPLES = (
    Example(
        "/ G- k; W% a% |( ^# n% J3\n主持词要简明。 $ G! l0 B& {7 H @ 9\n* _^( \\$ K+\n还要得体。",
        "主持词要简明。 \n还要得体。",
        removed=("/ G- k; W% a% |( ^# n% J3", "$ G! l0 B& {7 H @ 9", "* _^( \\$ K+"),
    ),
    Example(
        "本帖最后由 小刘 于 2019-3-4 10:20 编辑\n一、学习体会",
        "一、学习体会",
        removed=("本帖最后由 小刘 于 2019-3-4 10:20 编辑",),
    ),
    Example(
        "小刘 发表于 2019-3-4 10:20 | 只看该作者\n同志们：",
        "同志们：",
        removed=("小刘 发表于 2019-3-4 10:20 | 只看该作者",),
    ),
)
SURVIVES = (
    "这篇文章发表于2019年第3期，影响很大。",
    "坚持“1 + 2 + 3”工作法，做到三个到位。",
    "推行村级事务积分制，积分可兑换生活用品。",
    "参会的有A B C D E F六个小组。",
    "村里的老沙发、旧板凳见证了一次次夜谈。",
)
