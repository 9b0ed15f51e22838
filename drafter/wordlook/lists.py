"""Automatic numbers (w:numPr): the text Word prints before a paragraph, and the indents that a list level brings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.numbering import CIRCLED, han_number
from drafter.package import W
from drafter.wordlook.styles import Props, para_props

if TYPE_CHECKING:
    from lxml import etree

_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_HAN_FORMATS = {
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "koreanCounting",
    "ideographDigital",
    "japaneseDigitalTenThousand",
}
_LEGAL = "零壹贰叁肆伍陆柒捌玖拾"


class _Level(Struct, frozen=True):
    start: int = 1
    form: str = "decimal"
    text: str = ""
    style: str = ""
    legal: bool = False
    restarts: bool = True
    para: Props = {}


class Lists:
    """The lists of one document and how far each has counted."""

    def __init__(self, root: etree._Element | None) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        if root is not None:
            self._load(root)

    def _load(self, root: etree._Element) -> None:
        linked: dict[str, str] = {}
        by_style: dict[str, str] = {}
        for node in root.iter(W + "abstractNum"):
            ident = node.get(W + "abstractNumId", "")
            self._abstract[ident] = {_int(lvl.get(W + "ilvl"), 0): _level(lvl) for lvl in node.iter(W + "lvl")}
            own, other = node.find(W + "styleLink"), node.find(W + "numStyleLink")
            if own is not None:
                by_style[own.get(W + "val", "")] = ident
            if other is not None:
                linked[ident] = other.get(W + "val", "")
        for node in root.iter(W + "num"):
            abstract = node.find(W + "abstractNumId")
            ident = abstract.get(W + "val", "") if abstract is not None else ""
            ident = by_style.get(linked.get(ident, ""), ident)
            levels: dict[int, _Level] = {}
            starts: dict[int, int] = {}
            for change in node.iter(W + "lvlOverride"):
                place = _int(change.get(W + "ilvl"), 0)
                start, level = change.find(W + "startOverride"), change.find(W + "lvl")
                if start is not None:
                    starts[place] = _int(start.get(W + "val"), 1)
                if level is not None:
                    levels[place] = _level(level)
            self._lists[node.get(W + "numId", "")] = (ident, levels, starts)

    def _levels(self, num: str) -> dict[int, _Level]:
        if num not in self._lists:
            return {}
        ident, own, _ = self._lists[num]
        return {**self._abstract.get(ident, {}), **own}

    def level_props(self, num: str, level: str, style: str) -> tuple[str, Props]:
        """The level that a paragraph of `style` stands at in list `num`, and that level's own w:pPr."""
        levels = self._levels(num)
        if not level:
            level = next((str(n) for n, lvl in sorted(levels.items()) if style and lvl.style == style), "0")
        found = levels.get(_int(level, 0))
        return level, found.para if found is not None else {}

    def next(self, num: str, level: str) -> str:
        """The number of the next paragraph of list `num` at `level` ("" for bullets and no list), counting it."""
        place = _int(level, 0)
        levels = self._levels(num)
        if place not in levels or num == "0":
            return ""
        here = levels[place]
        ident, _, starts = self._lists[num]
        counts = self._counts.setdefault(ident, {})
        if num not in self._begun:
            self._begun.add(num)
            for deep in starts:
                counts.pop(deep, None)
        for deep in [n for n in counts if n > place and levels.get(n, here).restarts]:
            del counts[deep]
        for n in range(place + 1):
            first = starts.get(n, levels[n].start if n in levels else 1)
            if n == place:
                counts[n] = counts[n] + 1 if n in counts else first
            else:
                counts.setdefault(n, first)
        if here.form in ("bullet", "none"):
            return ""
        return _PLACE.sub(lambda match: self._shown(levels, counts, int(match[1]) - 1, here.legal), here.text)

    def _shown(self, levels: dict[int, _Level], counts: dict[int, int], place: int, legal: bool) -> str:
        level = levels.get(place, _Level())
        return number(counts.get(place, level.start), "decimal" if legal else level.form)


def number(value: int, form: str) -> str:
    """`value` as Word prints it in number format `form`."""
    if form in _HAN_FORMATS and 0 < value < 100:
        return han_number(value)
    if form.startswith("decimalEnclosedCircle") and 0 < value <= len(CIRCLED):
        return CIRCLED[value - 1]
    if form == "decimalFullWidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(value))
    if form == "chineseLegalSimplified" and 0 < value <= 10:
        return _LEGAL[value]
    if form in ("upperLetter", "lowerLetter") and value > 0:
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("upperRoman", "lowerRoman") and 0 < value < 40:
        roman = ""
        for worth, sign in _ROMAN:
            while value >= worth:
                roman, value = roman + sign, value - worth
        return roman.upper() if form == "upperRoman" else roman
    return str(value)


def _level(node: etree._Element) -> _Level:
    def value(name: str, default: str) -> str:
        child = node.find(W + name)
        return child.get(W + "val", default) if child is not None else default

    # Word keeps formats newer than its first ones in an AlternateContent; the plain one outside is good enough.
    form = value("numFmt", "decimal")
    return _Level(
        _int(value("start", "1"), 1),
        form,
        value("lvlText", ""),
        value("pStyle", ""),
        node.find(W + "isLgl") is not None,
        value("lvlRestart", "1") != "0",
        para_props(node.find(W + "pPr")),
    )


def _int(text: str | None, default: int) -> int:
    try:
        return int(text or "")
    except ValueError:
        return default
