"""A stranger's page → the lines that it shows, and which boxes hold which of them. What of it is article: see there."""

from __future__ import annotations

import binascii
import re
from collections.abc import Mapping

from msgspec import Struct

from drafter.numbering import han_number

_INLINE = frozenset(
    re.findall(
        r"\w+",
        "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp"
        " small span strike strong sub sup time tt u var wbr img input source track",
    )
)
_UNSEEN = frozenset(
    re.findall(r"\w+", "script style template iframe object applet svg math map audio video canvas datalist")
)
_EMPHASIS = frozenset(("b", "strong", "center"))
_BOLD = re.compile(r"font-weight\s{0,9}:\s{0,9}(?:bold|[6-9]00)", re.I)
_CENTRED = re.compile(r"text-align\s{0,9}:\s{0,9}center", re.I)
_HIDDEN = re.compile(
    r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden|font-size\s{0,9}:\s{0,9}0(?![.\d])", re.I
)
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s{0,9}:\s{0,9}([\w-]+)", re.I)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_CHINESE = re.compile(r"[\u2014\u2018-\u201d\u2026\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
SENTENCE_END = re.compile(r"[。！？；]")
_DATA = re.compile(r"data:image/([\w.+-]{1,40});base64,")
_LONGEST_CELL = 160
_LONGEST_TITLE = 200
_SMALLEST_PICTURE = 33


class Shown(Struct):
    """A line that the page shows. `links` counts the characters in links, `anchors` the links."""

    text: str
    links: int = 0
    anchors: int = 0
    depth: int = 0
    title: bool = False
    number: str = ""
    run_in: int = 0
    bold: bool = False
    centred: bool = False
    rows: tuple[tuple[str, ...], ...] = ()
    image: str = ""


class Box(Struct):
    """A block element: its tag, the box around it, and the range of lines that it holds."""

    tag: str
    parent: int
    start: int
    end: int = 0
    hidden: bool = False


class _Open(Struct):
    """An element whose end has not come: what to undo then."""

    tag: str
    box: int = -1
    bold: bool = False
    link: bool = False
    centred: bool = False
    unseen: bool = False
    hidden_from: tuple[int, int] | None = None


class _List(Struct):
    """An ordered list and its next number; `style` "" for bullets."""

    style: str
    next: int = 1


class _Table(Struct):
    """A table that is still open: where it began, the line ranges of its cells."""

    box: int
    start: int
    rows: list[list[tuple[int, int]]]
    cell: int = -1
    nested: bool = False


class Page:
    """Takes the tags and texts of a page as they come."""

    def __init__(self) -> None:
        self.lines: list[Shown] = []
        self.boxes: list[Box] = []
        self.title = ""
        self.hidden: list[tuple[int, str]] = []
        self.media: dict[str, bytes] = {}
        self._open: list[_Open] = []
        self._boxes: list[int] = []
        self._lists: list[_List] = []
        self._tables: list[_Table] = []
        self._parts: list[tuple[str, bool, bool]] = []  # text, bold, link
        self._pictures: list[str] = []
        self._anchors = 0
        self._bold = self._link = self._centred = self._unseen = self._pre = 0
        self._in_title = False
        self._depth = 0
        self._headline = False
        self._number = ""

    def close(self) -> None:
        """The page is at its end."""
        self._line()
        for n in self._boxes:
            self.boxes[n].end = len(self.lines)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A tag opens."""
        opened = _Open(tag)
        self._open.append(opened)
        if self._unseen or tag in _UNSEEN:
            opened.unseen = True
            self._unseen += 1
            return
        if tag == "title" and not self.title:
            self._in_title = True
        elif tag in ("br", "hr"):
            self._line()
        elif tag == "img":
            self._picture(attributes)
        elif tag not in _INLINE and ":" not in tag:
            self._box(opened, tag, attributes)
        if attributes or tag in _EMPHASIS:
            self._look(opened, tag, attributes)

    def _look(self, opened: _Open, tag: str, attributes: Mapping[str, str]) -> None:
        """What the element does to the text inside it: bold, link, centred, hidden."""
        style = attributes.get("style", "")
        opened.bold = tag in ("b", "strong") or bool(style and _BOLD.search(style))
        opened.link = tag == "a" and not attributes.get("href", "#").startswith("#")
        opened.centred = tag == "center" or attributes.get("align", "").lower() == "center"
        opened.centred = opened.centred or bool(style and _CENTRED.search(style))
        self._bold += opened.bold
        self._link += opened.link
        self._centred += opened.centred
        self._anchors += opened.link
        if (style and _HIDDEN.search(style)) or "hidden" in attributes:
            if opened.box >= 0:
                self.boxes[opened.box].hidden = True
            else:
                opened.hidden_from = (len(self.lines), len(self._parts))

    def _box(self, opened: _Open, tag: str, attributes: Mapping[str, str]) -> None:
        self._line()
        opened.box = len(self.boxes)
        self.boxes.append(Box(tag, self._boxes[-1] if self._boxes else -1, len(self.lines)))
        self._boxes.append(opened.box)
        if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            self._depth = int(tag[1])
        elif tag == "pre":
            self._pre += 1
        elif tag in ("ol", "ul", "menu", "dir"):
            self._list(tag, attributes)
        elif tag == "li":
            self._item(attributes)
        elif tag == "table":
            for table in self._tables[-1:]:
                table.nested = True
            self._tables.append(_Table(opened.box, len(self.lines), []))
        elif tag == "tr" and self._tables:
            self._tables[-1].rows.append([])
        elif tag in ("td", "th") and self._tables:
            self._tables[-1].cell = len(self.lines)
        elif "MsoTitle" in attributes.get("class", ""):
            self._headline = True

    def data(self, text: str) -> None:
        """A piece of text."""
        if self._unseen:
            return
        if self._in_title:
            self.title = (self.title + text)[:_LONGEST_TITLE]
        elif self._pre and "\n" in text:
            for n, line in enumerate(text.split("\n")):
                if n:
                    self._line()
                self._parts.append((line, self._bold > 0, self._link > 0))
        else:
            self._parts.append((text, self._bold > 0, self._link > 0))

    def end(self, tag: str) -> None:
        """A tag closes."""
        opened = self._open.pop()
        if opened.unseen:
            self._unseen -= 1
            return
        if tag == "title":
            self._in_title = False
        if opened.hidden_from is not None:
            self._hide(*opened.hidden_from)
        if opened.box >= 0:
            self._line()
            self._end_box(opened)
        self._bold -= opened.bold
        self._link -= opened.link
        self._centred -= opened.centred

    def _end_box(self, opened: _Open) -> None:
        tag = opened.tag
        if tag in ("td", "th") and self._tables and self._tables[-1].rows and self._tables[-1].cell >= 0:
            table = self._tables[-1]
            table.rows[-1].append((table.cell, len(self.lines)))
            table.cell = -1
        elif tag == "table":
            self._table(self._tables.pop())
        elif tag in ("ol", "ul", "menu", "dir") and self._lists:
            self._lists.pop()
        elif tag == "pre":
            self._pre -= 1
        elif tag == "li":
            self._number = ""
        elif len(tag) == 2 and tag[0] == "h":
            self._depth = 0
        self._headline = self._headline and tag != "p"
        self._boxes.pop()
        self.boxes[opened.box].end = len(self.lines)

    def _list(self, tag: str, attributes: Mapping[str, str]) -> None:
        style = _LIST_STYLE.search(attributes.get("style", ""))
        kind = style.group(1).lower() if style else attributes.get("type", "1")
        start = attributes.get("start", "1").strip()
        first = int(start) if start.isdecimal() and len(start) < 5 else 1
        self._lists.append(_List(kind if tag == "ol" and kind != "none" else "", first))

    def _item(self, attributes: Mapping[str, str]) -> None:
        if not self._lists or not self._lists[-1].style:
            return
        numbers = self._lists[-1]
        value = attributes.get("value", "").strip()
        if value.isdecimal() and len(value) < 5:
            numbers.next = int(value)
        self._number = _numbered(numbers.style, numbers.next)
        numbers.next += 1

    def _picture(self, attributes: Mapping[str, str]) -> None:
        source = attributes.get("src", "")
        sizes = [attributes.get(key, "") for key in ("width", "height")]
        if not source or any(size.isdecimal() and int(size[:6]) < _SMALLEST_PICTURE for size in sizes):
            return
        name = attributes.get("alt", "").strip()
        match = _DATA.match(source)
        if match is None:
            name = re.split(r"[/\\]", re.split(r"[?#]", source, maxsplit=1)[0])[-1] or name
        else:
            name = name or f"图片{len(self.media) + 1}.{match.group(1)}"
            try:
                self.media[name] = binascii.a2b_base64(source[match.end() :])
            except binascii.Error:
                return
        self._pictures.append(name[:200] or "图片")

    def _hide(self, lines: int, start: int) -> None:
        """Text that the page hides inside a line is a trap for copiers, unless it is whole sentences."""
        text = "".join(part for part, _, _ in self._parts[start:])
        if lines == len(self.lines) and text.strip() and not SENTENCE_END.search(text):
            self.hidden.append((len(self.lines) + 1, _collapsed(text)))
            del self._parts[start:]

    def _line(self) -> None:
        """What has come since the last line is a line."""
        if not self._parts and not self._pictures:
            return
        parts, self._parts = self._parts, []
        text = _collapsed("".join(part for part, _, _ in parts))
        if text:
            lead = next((n for n, (part, bold, _) in enumerate(parts) if not bold and part.strip()), len(parts))
            run_in = len(_collapsed("".join(part for part, _, _ in parts[:lead]))) if lead else 0
            self.lines.append(
                Shown(
                    text,
                    links=sum(len(part.strip()) for part, _, link in parts if link),
                    anchors=self._anchors,
                    depth=self._depth,
                    title=self._headline,
                    number=self._number,
                    run_in=run_in if lead < len(parts) else 0,
                    bold=lead == len(parts),
                    centred=self._centred > 0,
                )
            )
            self._number = ""
            self._anchors = 0
        for name in self._pictures:
            self.lines.append(Shown("", image=name))
        self._pictures.clear()

    def _table(self, table: _Table) -> None:
        """A table of short cells is one thing; any other only arranges paragraphs."""
        cells = [cell for row in table.rows for cell in row]
        rows = [row for row in table.rows if row]
        if table.nested or len(rows) < 2 or max(map(len, rows)) < 2:
            return
        inside = self.lines[table.start :]
        if any(line.rows or line.image or line.depth for line in inside):
            return
        texts = [[self._cell(*cell) for cell in row] for row in rows]
        if any(len(text) > _LONGEST_CELL for row in texts for text in row):
            return
        taken = {n for start, end in cells for n in range(start, end)}
        whole = Shown(
            "",
            links=sum(line.links for line in inside),
            anchors=sum(line.anchors for line in inside),
            rows=tuple(tuple(row) for row in texts),
        )
        self.lines[table.start :] = [line for n, line in enumerate(inside, table.start) if n not in taken] + [whole]
        del self.boxes[table.box + 1 :]

    def _cell(self, start: int, end: int) -> str:
        return "\n".join(line.number + line.text for line in self.lines[start:end])


def _collapsed(text: str) -> str:
    """White space as a browser shows it; a line end between Chinese characters shows nothing."""

    def space(match: re.Match[str]) -> str:
        found = match.group()
        start, end = match.span()
        broken = "\n" in found or "\r" in found
        beside = text[max(start - 1, 0) : start] + text[end : end + 1]
        return "" if broken and _CHINESE.search(beside) else " "

    return _SPACE.sub(space, text).strip(" \u00a0\u3000\u200b\ufeff")


def _numbered(style: str, value: int) -> str:
    """The number that a browser shows before an item."""
    if style in ("cjk-ideographic", "simp-chinese-informal", "simp-chinese-formal", "trad-chinese-informal"):
        return han_number(value) + "、" if value < 100 else f"{value}、"
    if style in ("a", "A", "lower-alpha", "upper-alpha", "lower-latin", "upper-latin") and value <= 26:
        first = "A" if style == "A" or style.startswith("upper") else "a"
        return chr(ord(first) + value - 1) + "."
    return f"{value}."
