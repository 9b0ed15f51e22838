"""Typed frames (变“＿”为“＿”, 坚持＿，＿、＿ …) with what fills their places; shortcomings and closings."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from drafter.mine.found import Found, Script, table

# Inside a clause; a quotation counts as one word and may hold marks.
_Q = r"“([^”\n]{1,14})”"
_STOP, _END = r"(?=[，。；\n])", r"(?=[，。；、\n])"
_PLAIN = r"[^“”，。；：、！？\n]"
_WORD = rf"(?:“[^”\n]{{1,16}}”|{_PLAIN})"
_BY = "以(?<![一所可予加得难足用何挥]以)(?![上下及后来内外便至往前]|人民为中心)"
_ROW = r"(?:“[^”\n]{1,16}”|[^“”，。；：！？\n])"


def _w(least: int, most: int, lazy: str = "") -> str:
    return f"({_PLAIN}{{{least},{most}}}{lazy})"


def _v(least: int, most: int, lazy: str = "") -> str:
    return f"({_WORD}{{{least},{most}}}{lazy})"


def _l(least: int, most: int, lazy: str = "") -> str:
    return f"({_ROW}{{{least},{most}}}{lazy})"


# Every pattern begins with a character of its own, which the engine finds about as fast as `in` does. The longer
# form of a frame stands first: what it has taken is not counted again.
_FRAMES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("变“＿”为“＿”", rf"变(?<![改转演蜕突应]变){_Q}为(?:{_Q}|{_w(1, 6)}(?=[，。；、：\n]))"),
        ("化“＿”为“＿”", rf"化(?<![转深强优固简]化){_Q}为(?:{_Q}|{_w(1, 6)}(?=[，。；、：\n]))"),
        ("从“＿”到“＿”", rf"从{_Q}到{_Q}"),
        ("从＿到＿", rf"从(?<![一-鿿]从){_w(2, 6, '?')}到{_w(2, 6)}{_STOP}"),
        ("把＿变成“＿”", rf"把(?:{_w(0, 6)})?{_Q}(?:变成|变为|转化为|转变为|当做|当作|化为|做成){_Q}"),
        ("让“＿”成为“＿”", rf"让{_Q}(?:成为|变成|变为|转为){_Q}"),
        ("由“＿”转为“＿”", rf"由{_Q}[^，。；\n]{{0,4}}(?:转为|变为|转向|转变为){_Q}"),
        ("让＿更＿", rf"[把让](?<![一-鿿][把让]){_w(2, 10, '?')}得更{_w(1, 2)}{_STOP}"),
        ("以＿的＿", rf"{_BY}{_v(1, 12, '?')}的{_w(2, 10)}{_END}"),
        ("以＿为＿", rf"{_BY}{_v(1, 14, '?')}为(?<!有为)(?!民|了|的){_w(2, 6)}{_END}"),
        ("既＿又＿", rf"既{_v(1, 24, '?')}，?又{_l(1, 30)}{_STOP}"),
        ("更加深刻认识＿是＿的＿", rf"认识(?<=[刻分醒面]认识)到?{_v(1, 16, '?')}是{_l(2, 20, '?')}的{_w(2, 8)}{_STOP}"),
        ("坚持把＿作为＿的＿", rf"坚持把{_v(1, 16, '?')}作为{_l(2, 24, '?')}的{_w(2, 8)}{_STOP}"),
        ("把＿作为＿", rf"把{_v(1, 18, '?')}作为{_v(1, 16)}{_END}"),
        ("坚持＿，＿、＿", rf"坚持(?<=\n坚持){_w(2, 8)}，{_w(2, 6)}、{_w(2, 6)}{_STOP}"),
        ("进一步发挥＿的作用", rf"发挥(?<=[步分]发挥)(?:好)?{_w(2, 14, '?')}的?作用"),
        ("只有＿才＿", rf"只有{_v(1, 24, '?')}，?才能?{_l(1, 24)}{_STOP}"),
        ("不是＿而是＿", rf"不是{_v(1, 20, '?')}，而是{_v(1, 20)}{_STOP}"),
        ("无论＿还是＿都", rf"无论是?{_v(1, 16, '?')}，?还是{_v(1, 16, '?')}，[^。；\n]{{0,30}}都"),
        ("在＿上下功夫", rf"在(?<![实现正]在){_l(1, 16, '?')}上下(?:真|苦|实|深)?功夫"),
        ("把＿与＿结合起来", rf"把{_v(1, 20, '?')}[与同和]{_v(1, 20, '?')}(?:紧密|有机|有效)?结合起来"),
        ("对于＿具有重要意义", rf"对于{_l(4, 40, '?')}，?(?:都)?具有(?:十分|非常)?重要意义"),
    )
)  # fmt: skip

# Where the beginning of a pattern is frequent and this, which is in all its matches, is not.
_RARE = {"让＿更＿": "得更", "在＿上下功夫": "功夫", "把＿与＿结合起来": "结合起来"}

_SHORT = re.compile(
    "(?:不(?:够[一-鿿]{0,4}?|足|强|高|深|实|严|细|透|紧|牢|到位|及时|均衡|经常|彻底)|差距|短板|弱项|欠缺|缺乏|匮乏|薄弱|弱化|淡化"
    "|有待[一-鿿]{2})(?=[，。；、\\n])"
)
_STILL = re.compile("(?:还|仍|尚|依然|比较|较为)?(?:(?:有|存在)(?:一定)?的?)?$")
_STILL_ENDS = table("还仍尚然较为有在定的")
_LONGEST_SUBJECT = 24
_CLAUSE_ENDS = table("，。；：、！？\n")


def frames(script: Script) -> Iterator[Found]:
    """Every typed frame of a document with what fills its places."""
    for name, pattern in _FRAMES:
        for match in _matches(script, pattern, _RARE.get(name)):
            yield name, match.start(), tuple(filter(None, match.groups()))


def _matches(script: Script, pattern: re.Pattern[str], rare: str | None) -> Iterator[re.Match[str]]:
    """All matches of `pattern`; where all hold something `rare`, they are looked for only in the lines that have it."""
    text = script.text
    if rare is None:
        yield from pattern.finditer(text)
        return
    at = text.find(rare)
    while at >= 0:
        end = text.index("\n", at) + 1
        yield from pattern.finditer(text, text.rindex("\n", 0, at) + 1, end)
        at = text.find(rare, end)


def shortcomings(script: Script) -> Iterator[Found]:
    """＿还不够扎实, ＿仍有短板: with what is short. It counts only in what admits problems."""
    text = script.text
    spans = [match.span() for match in _SHORT.finditer(text)]
    starts = np.array([start for start, _ in spans], dtype=np.intp)
    ends = script.marks[_CLAUSE_ENDS[script.codes[script.marks]]]
    subjects = np.maximum(ends[np.searchsorted(ends, starts) - 1] + 1, starts - _LONGEST_SUBJECT)
    still = _STILL_ENDS[script.codes[starts - 1]]
    for (start, end), subject, may_be in zip(spans, subjects.tolist(), still.tolist(), strict=True):
        middle = start
        if may_be and (degree := _STILL.search(text, max(subject, start - 7), start)):
            middle = degree.start()
        what = text[subject:middle]
        parts = (what,) if what and what.count("“") == what.count("”") else ()
        yield f"＿{text[middle:end]}", start, parts


_CLOSING = re.compile("批评指正|发言完毕|汇报完毕|不足之处|不妥|不当之处|谢谢大家|请组织放心|指正")


def closings(script: Script) -> Iterator[Found]:
    """The words that end a speech: sentences, which count where they are an ending."""
    last = 0
    for match in _CLOSING.finditer(script.text):
        span = script.sentence(match.start())
        if span and span[0] >= last:
            start, last = span
            yield script.text[start:last], start, ()
