"""Effective formatting: what a paragraph or run inherits from document defaults, tables, styles and numbering.

Properties are flat dicts of strings ("sz": "32", "font.eastAsia": "仿宋", "ind.firstChars": "200"), so that laying one
level over another is `{**below, **above}`. Two properties that exclude each other (firstLine, hanging) share one key.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.package import W

if TYPE_CHECKING:
    from lxml import etree

Props = dict[str, str]

# Bold in a paragraph style and bold in a character style cancel each other out; direct formatting decides alone.
_TOGGLES = ("b", "i", "strike", "vanish")
_OFF = {"0", "false", "off", "none"}
_VALUES = {"sz": "sz", "highlight": "highlight", "spacing": "spacing", "u": "u"}
_FLAGS = {"keepNext", "snapToGrid", "pageBreakBefore"}
_SLOTS = {
    "ascii": "font.ascii",
    "hAnsi": "font.hAnsi",
    "eastAsia": "font.eastAsia",
}


def run_props(node: etree._Element | None) -> Props:
    """What one w:rPr says by itself. A font from the theme is written with a + before its theme name."""
    props: Props = {}
    if node is None:
        return props
    for child in node:
        name = child.tag.removeprefix(W)
        if name in _TOGGLES or name == "dstrike":
            props["strike" if name == "dstrike" else name] = _flag(child)
        elif name == "rFonts":
            for slot, key in _SLOTS.items():
                theme = child.get(f"{W}{slot}Theme")
                font = f"+{theme}" if theme else child.get(W + slot)
                if font:
                    props[key] = font
            if child.get(W + "hint") is not None:
                props["hint"] = child.get(W + "hint", "")
        elif name in _VALUES:
            value = child.get(W + "val")
            if value is not None:
                props[name] = value
        elif name == "color":
            theme, value = child.get(W + "themeColor", ""), child.get(W + "val", "auto")
            props["color"] = "auto" if theme in ("text1", "dark1") else value
        elif name == "shd":
            props["shd"] = child.get(W + "fill", "auto")
        elif name == "lang":
            if child.get(W + "eastAsia"):
                props["lang"] = child.get(W + "eastAsia", "")
        elif name == "rStyle":
            props["rStyle"] = child.get(W + "val", "")
    return props


def para_props(node: etree._Element | None) -> Props:
    """What one w:pPr says by itself."""
    props: Props = {}
    if node is None:
        return props
    for child in node:
        name = child.tag.removeprefix(W)
        get = child.get
        if name == "ind":
            for key, one, other in (("left", "left", "start"), ("right", "right", "end")):
                for suffix in ("", "Chars"):
                    value = get(f"{W}{one}{suffix}") or get(f"{W}{other}{suffix}")
                    if value is not None:
                        props[f"ind.{key}{suffix}"] = value
            for suffix in ("", "Chars"):
                hanging, first = get(f"{W}hanging{suffix}"), get(f"{W}firstLine{suffix}")
                if hanging is not None:
                    props[f"ind.first{suffix}"] = "-" + hanging.lstrip("-")
                elif first is not None:
                    props[f"ind.first{suffix}"] = first
        elif name == "spacing":
            for key in ("before", "beforeLines", "beforeAutospacing", "after", "afterLines", "afterAutospacing"):
                if get(W + key) is not None:
                    props[key] = get(W + key, "")
            if get(W + "line") is not None:
                props["line"], props["lineRule"] = get(W + "line", ""), get(W + "lineRule", "auto")
        elif name in _FLAGS:
            props[name] = _flag(child)
        elif name in ("jc", "outlineLvl", "pStyle"):
            props[name] = get(W + "val", "")
        elif name == "numPr":
            for part in child:
                if part.tag in (W + "numId", W + "ilvl"):
                    props[part.tag[len(W) :]] = part.get(W + "val", "")
        elif name == "framePr":
            props["frame"] = get(W + "xAlign", "left")
    return props


def _flag(node: etree._Element) -> str:
    return "0" if node.get(W + "val", "1").lower() in _OFF else "1"


class _Style(Struct, frozen=True):
    kind: str
    name: str
    based_on: str
    para: Props
    run: Props
    ruled: bool


class Styles:
    """The styles of one document, resolved once each. `level_props` gives a numbering level's own w:pPr."""

    def __init__(self, root: etree._Element | None, level_props: Callable[[str, str, str], tuple[str, Props]]) -> None:
        self._level_props = level_props
        self._styles: dict[str, _Style] = {}
        self._defaults: tuple[Props, Props] = ({}, {})
        self._default_of: dict[str, str] = {}
        self._known: dict[tuple[str, str], tuple[Props, Props]] = {}
        self._character: dict[str, Props] = {}
        if root is not None:
            self._load(root)

    def _load(self, root: etree._Element) -> None:
        defaults = root.find(W + "docDefaults")
        if defaults is not None:
            self._defaults = (
                para_props(defaults.find(f"{W}pPrDefault/{W}pPr")),
                run_props(defaults.find(f"{W}rPrDefault/{W}rPr")),
            )
        for node in root.iter(W + "style"):
            ident, kind = node.get(W + "styleId", ""), node.get(W + "type", "paragraph")
            name, based = node.find(W + "name"), node.find(W + "basedOn")
            self._styles[ident] = _Style(
                kind,
                name.get(W + "val", "") if name is not None else ident,
                based.get(W + "val", "") if based is not None else "",
                para_props(node.find(W + "pPr")),
                run_props(node.find(W + "rPr")),
                any(side.get(W + "val") not in ("nil", "none") for side in node.iterfind(f"{W}tblPr/{W}tblBorders/*")),
            )
            if node.get(W + "default", "0") in ("1", "true", "on"):
                self._default_of.setdefault(kind, ident)

    def name(self, ident: str) -> str:
        """The name of a paragraph style as its author gave it; of the default style for an unknown id."""
        style = self._styles.get(self._valid(ident, "paragraph"))
        return style.name if style is not None else ""

    def paragraph(self, ident: str, table: str = "") -> tuple[Props, Props]:
        """Paragraph and run properties of a paragraph in style `ident` (inside a table of style `table`)."""
        key = (self._valid(ident, "paragraph"), self._valid(table, "table") if table else "")
        if key not in self._known:
            para, run = dict(self._defaults[0]), dict(self._defaults[1])
            for style in self._chain(key[1]) + self._chain(key[0]):
                own = style.para
                if "numId" in own or "ilvl" in own:
                    # A style of a list says its number, and often its level only by being named in that level.
                    level, below = self._level_props(
                        own.get("numId", para.get("numId", "")), own.get("ilvl", ""), key[0]
                    )
                    para.update(below)
                    para["ilvl"] = level
                para.update(own)
                run.update(style.run)
            self._known[key] = (para, run)
        return self._known[key]

    def character(self, ident: str) -> Props:
        """Run properties of a character style and those it is based on, without document defaults."""
        if ident not in self._character:
            props: Props = {}
            style = self._styles.get(ident)
            if style is not None and style.kind == "character":
                for part in self._chain(ident):
                    props.update(part.run)
            self._character[ident] = props
        return self._character[ident]

    def ruled(self, ident: str) -> bool:
        """Whether tables of style `ident` have lines."""
        return any(style.ruled for style in self._chain(ident))

    def run(self, inherited: Props, direct: Props) -> Props:
        """A run's properties: what its paragraph hands down, its character style, its own."""
        style = direct.get("rStyle", "")
        if not style:
            return {**inherited, **direct} if direct else inherited
        character = self.character(style)
        props = {**inherited, **character}
        for toggle in _TOGGLES:
            if character.get(toggle) == "1" and inherited.get(toggle) == "1":
                props[toggle] = "0"
            elif toggle in character and toggle in inherited:
                props[toggle] = "1" if "1" in (character[toggle], inherited[toggle]) else "0"
        props.update(direct)
        return props

    def numbered(self, para: Props, direct: Props, style: str) -> Props:
        """Paragraph properties with direct ones on top; a list chosen directly brings its level's indents along."""
        if "numId" in direct:
            level, below = self._level_props(direct["numId"], direct.get("ilvl", "0"), style)
            return {**para, **below, **direct, "ilvl": level}
        return {**para, **direct} if direct else para

    def _valid(self, ident: str, kind: str) -> str:
        style = self._styles.get(ident)
        return ident if style is not None and style.kind == kind else self._default_of.get(kind, "")

    def _chain(self, ident: str) -> list[_Style]:
        """The style and all it is based on, the farthest first; a circle ends where it closes."""
        chain: list[_Style] = []
        seen: set[str] = set()
        while ident in self._styles and ident not in seen:
            seen.add(ident)
            chain.append(self._styles[ident])
            ident = self._styles[ident].based_on
        return chain[::-1]
