"""What one paragraph of a .docx shows: runs of text, and all that hangs on it (pictures, boxes, notes, deletions)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from drafter.numbering import CIRCLED
from drafter.package import R, W
from drafter.readers.docx_styles import Look, Styles, merged, run_look, value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_VML = "{urn:schemas-microsoft-com:vml}"
_PICTURE_NAME = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"

# Elements that only wrap what stands inside them.
WRAPPERS = frozenset(
    W + tag for tag in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo", "sdtContent")
)
DELETED = frozenset({W + "del", W + "moveFrom"})
_DRAWN = frozenset({W + "drawing", W + "pict", W + "object"})
_PLAIN = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "\u00ad",
}
# Tick boxes and list marks that office people set in symbol fonts.
_SYMBOLS = {
    "wingdings": {
        0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x72: "□", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0xA7: "■", 0xA8: "□",
        0xD8: "➢", 0xFB: "×", 0xFC: "√", 0xFD: "☒", 0xFE: "☑",
    },
    "wingdings 2": {0x4F: "×", 0x50: "√", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□", 0x30: "□"},
    "symbol": {0xB0: "°", 0xB1: "±", 0xB4: "×", 0xB7: "·", 0xB8: "÷", 0xA3: "≤", 0xB3: "≥", 0xBC: "…"},
}  # fmt: skip
# 带圈字符 and 拼音指南 of older files are fields that draw: EQ \o\ac(○,3), EQ \* jc2 … \o\ad(\s\up 9(pīn),拼).
_OVERSTRIKE = re.compile(r"\\o\s*\\a[a-z]\s*\(\s*(.{1,60}),([^,()]{1,20})\)\s*$", re.DOTALL | re.IGNORECASE)


class Run(Struct, frozen=True):
    """Text that looks the same throughout; `style` is the name of its character style."""

    text: str
    bold: bool = False
    font: str = ""
    style: str = ""


What = Literal["picture", "outside picture", "box", "footnote", "endnote", "comment", "deleted", "hidden", "drawing"]


class Anchor(Struct, frozen=True):
    """Something that hangs on a place of the text: a picture (relation id, description), a box, a note, a remark."""

    what: What
    at: int
    text: str = ""
    label: str = ""
    box: Element | None = None


class Field(Struct):
    """A complex field while it is open: its instruction, and whether its result or its end has been reached."""

    code: str = ""
    result: bool = False
    shown: bool = False
    closed: bool = False

    @property
    def contents(self) -> bool:
        """Whether this is a table of contents."""
        return self.code.split(maxsplit=1)[:1] == ["TOC"]


class Content(Struct):
    """The runs of one paragraph, what hangs on them, and the bookmarks by name as ranges of the text."""

    runs: list[Run] = []
    anchors: list[Anchor] = []
    marks: dict[str, tuple[int, int]] = {}
    length: int = 0
    contents: Field | None = None


class Story:
    """Reads paragraph after paragraph of one part; fields and bookmarks may begin in one and end in another."""

    def __init__(self, styles: Styles, bookmark: re.Pattern[str]) -> None:
        self._styles, self._bookmark = styles, bookmark
        self._fields: list[Field] = []
        self._open: dict[str, str] = {}
        self._waiting: list[str] = []
        self._content = Content()
        self._look = Look()

    def paragraph(self, element: Element, look: Look, before: Content | None = None) -> Content:
        """What `element` shows, after the runs of `before`, a paragraph whose end was deleted."""
        self._content = before or Content([], [], {})
        self._content.marks.update(dict.fromkeys(self._waiting, (self._content.length, -1)))
        self._waiting = []
        self._look = look
        self._inline(element)
        return self._content

    def bookmark(self, element: Element) -> None:
        """Takes in a bookmark that starts between two paragraphs: it counts for the next one."""
        name = value(element, "name")
        if self._bookmark.fullmatch(name):
            self._open[value(element, "id")] = name
            self._waiting.append(name)

    def rest(self) -> Content:
        """The bookmarks that no paragraph follows."""
        return Content([], [], dict.fromkeys(self._waiting, (0, 0)))

    def _bookmark_in(self, element: Element) -> None:
        """A bookmark that starts or ends within the paragraph; one that does not end there runs to its end (-1)."""
        content, key = self._content, value(element, "id")
        if element.tag == W + "bookmarkEnd":
            name = self._open.pop(key, "")
            if name in content.marks:
                content.marks[name] = (content.marks[name][0], content.length)
        elif self._bookmark.fullmatch(value(element, "name")):
            self._open[key] = value(element, "name")
            content.marks[self._open[key]] = (content.length, -1)

    def _inline(self, parent: Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == W + "r":
                self._run(child)
            elif tag in WRAPPERS:
                self._inline(child)
            elif tag == W + "sdt":
                for inside in child.iterfind(W + "sdtContent"):
                    self._inline(inside)
            elif tag in DELETED:
                self._hang("deleted", "".join(text_of(child)))
            elif tag in (W + "bookmarkStart", W + "bookmarkEnd"):
                self._bookmark_in(child)
            elif tag == _MC + "AlternateContent":
                self._inline(chosen(child))
            elif tag.startswith(_MATH):
                self._add("".join(node.text or "" for node in child.iter(_MATH + "t")), Look())

    def _run(self, run: Element) -> None:
        properties = run.find(W + "rPr")
        look, styled = self._look, ""
        if properties is not None:
            style = properties.find(W + "rStyle")
            if style is not None:
                named = self._styles.character(value(style))
                look, styled = merged(look, named), named.name
            look = merged(look, run_look(properties))
        for child in run:
            tag = child.tag
            if tag == W + "t":
                text = child.text or ""
                if look.hidden:
                    self._hang("hidden", text)
                else:
                    self._add(text, look, styled)
            elif tag in _PLAIN:
                self._add(_PLAIN[tag], look, styled)
            elif tag == W + "fldChar":
                self._field(value(child, "fldCharType"))
            elif tag == W + "instrText":
                if self._fields and len(self._fields[-1].code) < 1000:
                    self._fields[-1].code += child.text or ""
            elif tag == W + "sym":
                self._add(symbol(value(child, "font"), value(child, "char")), look, styled)
            elif tag == W + "delText":
                self._hang("deleted", child.text or "")
            elif tag == W + "footnoteReference":
                self._hang("footnote", value(child, "id"))
            elif tag == W + "endnoteReference":
                self._hang("endnote", value(child, "id"))
            elif tag == W + "commentReference":
                self._hang("comment", value(child, "id"))
            elif tag == W + "ruby":
                for base in child.iterfind(W + "rubyBase"):
                    self._inline(base)
            elif tag in _DRAWN:
                self._drawn(child)
            elif tag == _MC + "AlternateContent":
                # A wrapper of a drawing, or (rarely) of text.
                self._run(chosen(child))

    def _add(self, text: str, look: Look, style: str = "") -> None:
        if not text:
            return
        content = self._content
        for field in self._fields:
            field.shown = field.shown or field.result
            if field.contents and field.result:
                content.contents = field
        content.runs.append(Run(text, bool(look.bold), look.font or "", style))
        content.length += len(text)

    def _hang(self, what: What, text: str = "", label: str = "", box: Element | None = None) -> None:
        anchors, at = self._content.anchors, self._content.length
        if anchors and what in ("deleted", "hidden") and (anchors[-1].what, anchors[-1].at) == (what, at):
            text = anchors.pop().text + text
        if text or box is not None:
            anchors.append(Anchor(what, at, text, label, box))

    def _field(self, what: str) -> None:
        if what == "begin":
            self._fields.append(Field())
        elif what == "separate" and self._fields:
            self._fields[-1].result = True
        elif what == "end" and self._fields:
            field = self._fields.pop()
            field.closed = True
            if not field.shown and field.code.lstrip()[:2].upper() == "EQ":
                self._add(_overstrike(field.code), self._look)

    def _drawn(self, drawing: Element) -> None:
        """Pictures and text boxes of a drawing, however grouped, each once."""
        named = next(drawing.iter(_PICTURE_NAME), None)
        label = "" if named is None else str(named.get("descr", ""))
        found = False
        for node in _hanging(drawing):
            found = True
            if node.tag == W + "txbxContent":
                self._hang("box", box=node)
                continue
            inside = node.get(R + "embed") or node.get(R + "id")
            self._hang("picture" if inside else "outside picture", inside or node.get(R + "link") or "?", label)
        if not found and any(node.tag.endswith(("}chart", "}relIds")) for node in drawing.iter("*")):
            self._hang("drawing", "图表")


def _hanging(drawing: Element) -> Iterator[Element]:
    """Pictures and boxes below `drawing`, in order; not those inside a box, which is read like a page of its own."""
    waiting = [drawing]
    while waiting:
        node = waiting.pop()
        if node.tag in (W + "txbxContent", _A + "blip", _VML + "imagedata"):
            yield node
        elif node.tag == _MC + "AlternateContent":
            waiting.append(chosen(node))
        else:
            waiting.extend(reversed(node))


def chosen(alternate: Element) -> Element:
    """The branch of an AlternateContent that is read: the first choice, or the fallback where that draws nothing."""
    for child in alternate:
        if child.tag == _MC + "Choice" and len(child):
            return child
    fallback = alternate.find(_MC + "Fallback")
    return alternate.makeelement(_MC + "Choice") if fallback is None else fallback


def _overstrike(code: str) -> str:
    """The character that an EQ field draws over another one: ③ for a 3 in a circle, the Han character under pinyin."""
    drawn = _OVERSTRIKE.search(code)
    if drawn is None:
        return ""
    inner = drawn.group(2).strip()
    if drawn.group(1).strip() in ("○", "〇", "◯") and inner.isdecimal() and 0 < int(inner) <= len(CIRCLED):
        return CIRCLED[int(inner) - 1]
    return inner


def symbol(font: str, code: str) -> str:
    """The character that a symbol font shows at a code; □ for one that nobody can name."""
    try:
        place = int(code, 16)
    except ValueError:
        return ""
    table = _SYMBOLS.get(font.strip().lower())
    if table is not None:
        return table.get(place & 0xFF, "□")
    return "□" if not 0x20 <= place < 0xD800 or place == 0x7F else chr(place)


def text_of(element: Element) -> Iterator[str]:
    """All text inside `element`, deleted text included, with a line feed after each paragraph but the last."""
    waiting, first = [element], True
    while waiting:
        node = waiting.pop()
        if node.tag == W + "p":
            if not first:
                yield "\n"
            first = False
        if node.tag in (W + "t", W + "delText"):
            yield node.text or ""
        elif node.tag == W + "tab":
            yield "\t"
        elif node.tag == _MC + "AlternateContent":
            waiting.append(chosen(node))
        elif node.tag != W + "pPr":
            waiting.extend(reversed(node))
