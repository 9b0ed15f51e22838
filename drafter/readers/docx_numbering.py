"""Automatic numbers of a .docx: what Word would show before each numbered paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.numbering import CIRCLED
from drafter.package import W
from drafter.readers.docx_styles import number, switch, value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DEPTH = 9
_PLACE = re.compile(r"%([1-9])")
_LONGEST_PATTERN = 60
# Lists are counted in 15 bits by Word itself.
_LARGEST = 32767

_SIMPLE = ("〇一二三四五六七八九", "十百千")
_FORMAL = ("零壹贰叁肆伍陆柒捌玖", "拾佰仟")
_FORMAL_TRADITIONAL = ("零壹貳參肆伍陸柒捌玖", "拾佰仟")
_COUNTING = {
    "chineseCountingThousand": _SIMPLE,
    "taiwaneseCountingThousand": _SIMPLE,
    "japaneseCounting": _SIMPLE,
    "chineseLegalSimplified": _FORMAL,
    "japaneseLegal": _FORMAL_TRADITIONAL,
    "ideographLegalTraditional": _FORMAL_TRADITIONAL,
}
_DIGITS = {
    "ideographDigital": "〇一二三四五六七八九",
    "taiwaneseDigital": "〇一二三四五六七八九",
    "japaneseDigitalTenThousand": "〇一二三四五六七八九",
    "decimalFullWidth": "０１２３４５６７８９",
    "decimalFullWidth2": "０１２３４５６７８９",
}
_ROWS = {
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
    "decimalEnclosedCircle": CIRCLED,
    "decimalEnclosedCircleChinese": CIRCLED,
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
}
_ROMAN = {1000: "M", 900: "CM", 500: "D", 400: "CD", 100: "C", 90: "XC", 50: "L", 40: "XL", 10: "X", 9: "IX", 5: "V"}
_ROMAN |= {4: "IV", 1: "I"}


def _counted(count: int, digits: str, units: str) -> str:
    """105 as 一百零五, 12 as 十二 (formal: 壹拾贰)."""
    text, gap = "", False
    for place in range(3, -1, -1):
        digit = count // 10**place % 10
        if not digit:
            gap = bool(text)
            continue
        text += ("零" if gap else "") + digits[digit] + (units[place - 1] if place else "")
        gap = False
    simple = digits is _SIMPLE[0] and 10 <= count < 20
    return (text[1:] if simple else text) or digits[0]


def _roman(count: int) -> str:
    text = ""
    for worth, letters in _ROMAN.items():
        times, count = divmod(count, worth)
        text += letters * times
    return text


def shown(count: int, style: str) -> str:
    """`count` in one of Word's number styles; a style we do not know counts 1, 2, 3 as Word's own fallback does."""
    if style in ("none", "bullet"):
        return ""
    if style in _ROWS and 1 <= count <= len(_ROWS[style]):
        return _ROWS[style][count - 1]
    if style in _DIGITS or (style in ("chineseCounting", "taiwaneseCounting") and count > 99):
        digits = _DIGITS.get(style, _SIMPLE[0])
        return "".join(digits[int(digit)] for digit in str(count))
    if (style in _COUNTING or style in ("chineseCounting", "taiwaneseCounting")) and count < 10000:
        return _counted(count, *_COUNTING.get(style, _SIMPLE))
    if style in ("upperRoman", "lowerRoman"):
        return _roman(count) if style == "upperRoman" else _roman(count).lower()
    if style in ("upperLetter", "lowerLetter") and 1 <= count <= 26 * _DEPTH:
        again, letter = divmod(count - 1, 26)
        return chr((65 if style == "upperLetter" else 97) + letter) * (again + 1)
    return f"{count:02}" if style == "decimalZero" else str(count)


class _Level(Struct, frozen=True):
    """One level of a list: where it starts, how it counts, what is shown (%1 stands for the first level's number)."""

    start: int = 0
    style: str = "decimal"
    pattern: str = ""
    restart: int | None = None
    legal: bool = False
    paragraph_style: str = ""


def _level(element: Element) -> _Level:
    style = element.find(W + "numFmt")
    if style is None:
        # A style that older programs do not know comes with one that they do.
        style = next((found for box in element.iter(_FALLBACK) for found in box.iter(W + "numFmt")), None)
    restart = element.find(W + "lvlRestart")
    return _Level(
        start=number(value(element.find(W + "start")), 0, _LARGEST),
        style=value(style) or "decimal",
        pattern=value(element.find(W + "lvlText"))[:_LONGEST_PATTERN],
        restart=None if restart is None else number(value(restart), 0, _DEPTH),
        legal=bool(switch(element.find(W + "isLgl"))),
        paragraph_style=value(element.find(W + "pStyle")),
    )


def _levels(element: Element) -> dict[int, _Level]:
    return {number(value(level, "ilvl"), 0, 8): _level(level) for level in element.iterfind(W + "lvl")}


class _List(Struct):
    """A w:num: the definition that it uses, the levels that it overrides, the starts that it sets once."""

    definition: str
    levels: dict[int, _Level]
    starts: dict[int, int]


class Numbering:
    """The lists of one file and how far each has counted; ask once for each numbered paragraph, in order."""

    def __init__(self, root: Element | None) -> None:
        self._definitions: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if root is None:
            return
        meant: dict[str, str] = {}  # list style → the definition that it stands for
        linked: dict[str, str] = {}  # definition → the list style that it only points to
        for definition in root.iterfind(W + "abstractNum"):
            name = value(definition, "abstractNumId")
            self._definitions[name] = _levels(definition)
            meant[value(definition.find(W + "styleLink"))] = name
            linked[name] = value(definition.find(W + "numStyleLink"))
        for num in root.iterfind(W + "num"):
            overrides = {number(value(o, "ilvl"), 0, 8): o for o in num.iterfind(W + "lvlOverride")}
            starts = {at: o.find(W + "startOverride") for at, o in overrides.items()}
            name = value(num.find(W + "abstractNumId"))
            self._lists[value(num, "numId")] = _List(
                meant.get(linked.get(name) or "?", name),
                {at: level for at, o in overrides.items() for level in _levels(o).values()},
                {at: number(value(start), 0, _LARGEST) for at, start in starts.items() if start is not None},
            )

    def level_of(self, list_id: str, style: str) -> int:
        """The level that a list ties to a paragraph style, 0 if it does not say."""
        found = self._lists.get(list_id)
        levels = self._definitions.get(found.definition, {}) if found else {}
        return next((at for at, level in levels.items() if style and level.paragraph_style == style), 0)

    def next(self, list_id: str, at: int) -> str:
        """The number of the next paragraph of a list at a level, "" for a bullet or a list that is not there."""
        found = self._lists.get(list_id)
        if found is None:
            return ""
        levels = {**self._definitions.get(found.definition, {}), **found.levels}
        counts = self._counts.setdefault(found.definition, {})
        here = levels.get(at, _Level())
        start = found.starts.pop(at, None)
        if start is not None:
            counts[at] = start
        else:
            counts[at] = counts[at] + 1 if at in counts else here.start
        for deeper in [depth for depth in counts if depth > at]:
            restart = levels.get(deeper, _Level()).restart
            if at < (deeper if restart is None else restart):
                del counts[deeper]
        if here.style == "bullet":
            return ""

        def place(match: re.Match[str]) -> str:
            level = int(match.group(1)) - 1
            definition = levels.get(level, _Level())
            count = counts.get(level, definition.start)
            style = definition.style
            return shown(count, "decimal" if here.legal and style != "none" else style)

        return _PLACE.sub(place, here.pattern).strip()
