"""Marks that are meant as Chinese punctuation but are other characters: "O" for 。, half-width , and ", a row of dots."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from drafter.clean.contract import HAN, Cleaned, Edit, Example, edited, fixed, whole
from drafter.numbering import mark_of
from drafter.report import Finding
from drafter.tree import Line

ORDER = 70
LABEL = "标点"

_NUMERALS = "〇零一二三四五六七八九十百千万两"
_AFTER = f"{HAN}”’）》】％"
_BEFORE = f"{HAN}“‘（《【"
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_SMALL = {
    "﹐": "，",
    "﹑": "、",
    "﹒": "．",
    "﹔": "；",
    "﹕": "：",
    "﹖": "？",
    "﹗": "！",
    "︰": "：",
    "｡": "。",
    "､": "、",
    "｢": "「",
    "｣": "」",
}

# A letter O or a circle where a sentence ends: Han on both sides, or the line over; 「O型血」「二O二三年」 are others.
_CIRCLE = re.compile(f"(?<=[{HAN}”》）])(?<![{_NUMERALS}])[OoＯｏ○◯](?=[{HAN}“（]|$)(?!型|形|型血)(?=[^{_NUMERALS}]|$)")
_ZERO_END = re.compile(f"(?<=[{HAN}]{{6}})(?<![{_NUMERALS}为是到零归从于有共第近达约计至得])[0０]$")
_YEAR = re.compile("(?<=[二一])[OoＯ○◯0０〇零九][OoＯ○◯0０〇一二三四五六七八九][OoＯ○◯0０〇一二三四五六七八九](?=年)")
_YEAR_ZERO = re.compile("[OoＯ○◯0０]")
_SMALLS = re.compile("[" + "".join(_SMALL) + "]")
_HALF = re.compile(f"(?<=[{_AFTER}])[,;:?!]+|(?<=[A-Za-z0-9%])[,;?!](?=[{_BEFORE}])")
_DOT = re.compile(f"(?<=[{HAN}”》）])\\.(?=[{HAN}“（]|$)")
_DOTS = re.compile(rf"(?<=[{HAN}“”，、（])(?:\.{{3,}}|。{{3,}}|·{{3,}}|⋯+)|^(?:\.{{3,}}|。{{3,}})(?=[{HAN}])")
_PAIR = re.compile("[(（]([^()（）\n]{1,300})[)）]")
_HAS_HAN = re.compile(f"[{HAN}]")
_DASH = re.compile(
    f"(?<=[{_AFTER}，])(?:--+|──+|――+|－－+|﹣﹣+|——?[-─―－]+|[-─―－]+—+)(?=[{_BEFORE}])|^(?:--|──|――|－－|﹣﹣)(?=[{_BEFORE}])"
)
_STROKE = re.compile(r"[-─―－﹣]")
_STOP = re.compile("[,;:?!]")
_QUOTES = re.compile("[\"＂“”]|''|``")
_SINGLE = re.compile("(?<![A-Za-z0-9])'([^'\n]{1,40})'(?![A-Za-z0-9])")


def _circles(text: str) -> list[Edit]:
    if not (
        "O" in text or "o" in text or "Ｏ" in text or "ｏ" in text or "○" in text or "◯" in text or text[-1:] in "0０"
    ):
        return []
    found = [(m.start(), m.end(), "。") for m in _CIRCLE.finditer(text)]
    found += [(m.start(), m.end(), "。") for m in _ZERO_END.finditer(text)]
    for year in _YEAR.finditer(text):
        found += [(year.start() + m.start(), year.start() + m.end(), "〇") for m in _YEAR_ZERO.finditer(year.group())]
    return sorted(set(found))


def _halves(text: str) -> list[Edit]:
    """Half-width marks beside Han characters; those in Latin words and numbers stay."""
    found: list[Edit] = []
    if _STOP.search(text):
        found += [(m.start(), m.end(), "".join(_FULL[char] for char in m.group())) for m in _HALF.finditer(text)]
    found += [(m.start(), m.end(), _SMALL[m.group()]) for m in _SMALLS.finditer(text)]
    if "." in text:
        mark = mark_of(text[:24])
        start = mark.end if mark else 0
        found += [(m.start(), m.end(), "。") for m in _DOT.finditer(text) if m.start() >= start]
    return sorted((a, b, new) for a, b, new in found if text[a:b] != new)


def _brackets(text: str) -> list[Edit]:
    """Half-width brackets around Han characters, and the half of a mixed pair."""
    found: list[Edit] = []
    for match in _PAIR.finditer(text) if "(" in text or ")" in text else ():
        opening, closing = match.group()[0], match.group()[-1]
        if opening + closing != "（）" and (opening != "(" or closing != ")" or _HAS_HAN.search(match.group(1))):
            found += [(match.start(), match.start() + 1, "（"), (match.end() - 1, match.end(), "）")]
    return [(a, b, new) for a, b, new in found if text[a:b] != new]


def _rows(text: str) -> list[Edit]:
    found: list[Edit] = []
    if "..." in text or "。。。" in text or "···" in text or "⋯" in text:
        found += [(m.start(), m.end(), "……") for m in _DOTS.finditer(text)]
    if _STROKE.search(text):
        found += [(m.start(), m.end(), "——") for m in _DASH.finditer(text)]
    return sorted(found)


def _quotes(text: str) -> list[Edit]:
    """Straight quotation marks as pairs, if they pair up and hold Han characters; else none of them."""
    found: list[Edit] = []
    if '"' in text or "＂" in text or "''" in text or "``" in text:
        start = -1
        for match in _QUOTES.finditer(text):
            mark = match.group()
            if start < 0:
                if mark == "”":
                    return []
                start = match.end()
                found.append((match.start(), match.end(), "“"))
            else:
                if mark == "“" or (
                    not _HAS_HAN.search(text, start, match.start()) and not text[start : match.start()].isalnum()
                ):
                    return []
                found.append((match.start(), match.end(), "”"))
                start = -1
        if start >= 0:
            return []
        if not _HAS_HAN.search(text):
            return []
    return [(a, b, new) for a, b, new in found if text[a:b] != new]


def _single_quotes(text: str) -> list[Edit]:
    found: list[Edit] = []
    for match in _SINGLE.finditer(text) if "'" in text else ():
        if _HAS_HAN.search(match.group(1)):
            found += [(match.start(), match.start() + 1, "‘"), (match.end() - 1, match.end(), "’")]
    return found


_KINDS: tuple[tuple[str, str, Callable[[str], list[Edit]]], ...] = (
    ("mark-row", "省略号、破折号写法不规范，已改 {} 处", _rows),
    ("straight-quote", "直引号已改为“”，共 {} 处", _quotes),
    ("straight-quote", "直引号已改为“”，共 {} 处", _single_quotes),
    ("half-width", "汉字旁的半角标点已改为全角，共 {} 处", _brackets),
    ("half-width", "汉字旁的半角标点已改为全角，共 {} 处", _halves),
    ("circle-stop", "句号、〇写成了字母或圆圈，全文已改 {} 处", _circles),
)
_SHOWN = 10
_TRACE = re.compile(
    f"[{HAN}”’）》】％][OoＯｏ○◯,;:?!.()0０]|[({HAN}][)]|[(][{HAN}“]|[A-Za-z0-9%][,;?!][{_BEFORE}]|[\"＂'`⋯﹐-﹗︰｡-､]|--|──|――|－－|﹣|。。。|···|[()]|二[OoＯ○◯0０]"
)


# A trace has one of these or three full stops; the engine finds them fast.
_MARK = re.compile("[OoＯｏ○◯0０,;:?!.()\"＂'`⋯﹐-﹗︰｡-､\\-─―－﹣·]")


def _traced(text: str) -> bool:
    """Whether anything may stand here for Chinese punctuation."""
    return (_MARK.search(text) is not None or "。。。" in text) and _TRACE.search(text) is not None


def clean(lines: Sequence[Line]) -> Cleaned:
    """`lines` with Chinese punctuation where other characters stood for it; one finding for each kind."""
    if not _traced(whole(lines)):
        return Cleaned(list(lines))
    found: dict[str, list[Finding]] = {rule: [] for rule, _, _ in _KINDS}
    kept = []
    for line in lines:
        if not fixed(line) and _traced(line.text) and _HAS_HAN.search(line.text):
            for rule, message, edits_of in _KINDS:
                edits = edits_of(line.text)
                if not edits:
                    continue
                found[rule] += [_finding(rule, message, line, edit) for edit in edits]
                line = edited(line, edits)
        kept.append(line)
    findings: list[Finding] = []
    for places in found.values():
        # A letter that went is shown place by place; what nobody would miss, or stands everywhere, by its first place.
        each = places and places[0].rule == "circle-stop" and len(places) <= _SHOWN
        findings += [replace(f, message=f.message.format(len(places))) for f in (places if each else places[:1])]
    return Cleaned(kept, [], findings)


def _finding(rule: str, message: str, line: Line, edit: Edit) -> Finding:
    start, end, new = edit
    before, after = line.text[max(start - 4, 0) : start], line.text[end : end + 4]
    return Finding(rule, "提示", message, line.line, before + line.text[start:end] + after, None, before + new + after)


EXAMPLES = (
    Example("要深入基层O要贴近群众o", "要深入基层。要贴近群众。", rules=("circle-stop", "circle-stop")),
    Example("发言完毕，请大家批评指正０", "发言完毕，请大家批评指正。", rules=("circle-stop",)),
    Example("二O二三年十月，二○二四年一月。", "二〇二三年十月，二〇二四年一月。", rules=("circle-stop", "circle-stop")),
    Example("群众说:好!那么,怎么办?", "群众说：好！那么，怎么办？", rules=("half-width",)),
    Example("(一)学深悟透(略).要学.", "（一）学深悟透（略）。要学。", rules=("half-width",)),
    Example(
        "坚持\"四下基层\",用好'传家宝'。", "坚持“四下基层”，用好‘传家宝’。", rules=("straight-quote", "half-width")
    ),
    Example("用好'传家宝'，办好实事...", "用好‘传家宝’，办好实事……", rules=("mark-row", "straight-quote")),
    Example("把心贴近人民--谈信访工作｡", "把心贴近人民——谈信访工作。", rules=("mark-row", "half-width")),
)
SURVIVES = (
    "O型血的志愿者排在最前面。",
    "推广O2O模式，打造A、B、C三类示范点。",
    "增长5.6%，总量达1,234.5亿元，比例为3:2。",
    "会议定于8:30召开，文件编号为GB/T 9704-2012。",
    "文件（2023）12号已经印发。",
    "他说I'm ready，大家都笑了。",
    "问卷得分为0",
    "KO对手不是目的。",
    "详见http://www.example.gov.cn/a?b=1&c=2，请及时查收。",
    "一.加强学习",
    "使用C++、Java(JDK)等工具开发。",
    '屏幕尺寸为6.1"，符合要求。',
    "约翰．史密斯来访。",
    "二十世纪八九十年代，三五〇人参加。",
)
