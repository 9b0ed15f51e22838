"""Paragraph and character styles of a .docx, resolved through their basedOn chains."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.package import W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])")
_TITLES = frozenset({"title", "标题"})
_CONTENTS = re.compile(r"(?:toc|目录)\s*(?:\d|heading|标题)|contents (?:\d|heading)|目录标题")
_OFF = frozenset({"0", "false", "off", "none"})
# Longer chains are a loop or a joke.
_LONGEST_CHAIN = 50


class Look(Struct, frozen=True):
    """What a style says of paragraphs and runs; None where it says nothing. `level` 0 takes a heading level off."""

    name: str = ""
    names: tuple[str, ...] = ()
    level: int | None = None
    number: tuple[str | None, int | None] | None = None
    centred: bool | None = None
    bold: bool | None = None
    hidden: bool | None = None
    font: str | None = None

    @property
    def title(self) -> bool:
        """Whether this is the style of titles."""
        return self.name in _TITLES

    @property
    def contents(self) -> bool:
        """Whether this is a style of lines in a table of contents."""
        return _CONTENTS.match(self.name) is not None


def value(element: Element | None, attribute: str = "val") -> str:
    """The attribute w:val (or another one of w:) of `element`, "" without either."""
    return "" if element is None else str(element.get(W + attribute, ""))


def number(text: str, default: int, most: int = 9999) -> int:
    """`text` as a whole number between 0 and `most`; what is no number, or out of bounds, is the default."""
    found = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
    return found if 0 <= found <= most else default


def switch(element: Element | None) -> bool | None:
    """An on-off property: on when it is there without a value, None when it is not there."""
    return None if element is None else value(element) not in _OFF


def paragraph_look(properties: Element | None) -> Look:
    """What a w:pPr says."""
    if properties is None:
        return Look()
    justify = value(properties.find(W + "jc"))
    outline = value(properties.find(W + "outlineLvl"))
    numbers = properties.find(W + "numPr")
    found: tuple[str | None, int | None] | None = None
    if numbers is not None:
        depth = value(numbers.find(W + "ilvl"))
        found = (value(numbers.find(W + "numId")) or None, number(depth, 0, 8) if depth else None)
    return Look(
        level=(number(outline, 9, 9) + 1) % 10 if outline else None,
        number=found,
        centred=justify == "center" if justify else None,
    )


def run_look(properties: Element | None) -> Look:
    """What a w:rPr says."""
    if properties is None:
        return Look()
    fonts = properties.find(W + "rFonts")
    return Look(
        bold=switch(properties.find(W + "b")),
        hidden=switch(properties.find(W + "vanish")),
        font=None if fonts is None else value(fonts, "eastAsiaTheme") or value(fonts, "eastAsia") or None,
    )


def merged(under: Look, over: Look) -> Look:
    """`over` where it says something, else `under`; the name stays that of `under`."""
    numbers = under.number
    if over.number is not None:
        below = under.number or (None, None)
        numbers = (over.number[0] or below[0], below[1] if over.number[1] is None else over.number[1])
    return Look(
        name=under.name,
        names=under.names,
        level=under.level if over.level is None else over.level,
        number=numbers,
        centred=under.centred if over.centred is None else over.centred,
        bold=under.bold if over.bold is None else over.bold,
        hidden=under.hidden if over.hidden is None else over.hidden,
        font=under.font if over.font is None else over.font,
    )


class Styles:
    """The styles of one file, each resolved once."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._looks: dict[str, Look] = {}
        self._default = ""
        self._base = Look()
        if root is None:
            return
        self._base = run_look(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        for style in root.iterfind(W + "style"):
            name = value(style, "styleId")
            self._styles.setdefault(name, style)
            if value(style, "type") == "paragraph" and value(style, "default") not in ("", *_OFF):
                self._default = self._default or name

    def paragraph(self, style: str) -> Look:
        """The look of a paragraph style; the default one for "" and for a style that is not there."""
        return self._look(style if style in self._styles else self._default, self._base)

    def character(self, style: str) -> Look:
        """The look of a character style alone."""
        return self._look(style, Look())

    def has(self, name: str) -> bool:
        """Whether a style of this name is there."""
        return any(value(style.find(W + "name")) == name for style in self._styles.values())

    def _look(self, style: str, base: Look) -> Look:
        if style not in self._looks:
            chain: list[Element] = []
            at: Element | None = self._styles.get(style)
            while at is not None and len(chain) < _LONGEST_CHAIN:
                chain.append(at)
                at = self._styles.get(value(at.find(W + "basedOn")))
            names = tuple(value(one.find(W + "name")).strip().lower() for one in chain)
            look = Look(names[0] if names else "", names, None, None, base.centred, base.bold, base.hidden, base.font)
            for one, name in zip(reversed(chain), reversed(names), strict=True):
                heading = _HEADING.fullmatch(name)
                if heading:
                    look = merged(look, Look(level=int(heading.group(1))))
                look = merged(look, paragraph_look(one.find(W + "pPr")))
                look = merged(look, run_look(one.find(W + "rPr")))
            self._looks[style] = look
        return self._looks[style]
