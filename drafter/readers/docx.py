"""Word's .docx: paragraphs, tables, boxes and pictures in reading order; what a line cannot hold is a finding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drafter.package import Parts, W, is_word, open_parts
from drafter.readers import docx_lines, docx_own
from drafter.readers.docx_hanging import Hanging
from drafter.readers.docx_numbering import Numbering
from drafter.readers.docx_styles import Look, Styles, merged, number, paragraph_look, value
from drafter.readers.docx_text import DELETED, WRAPPERS, Anchor, Content, Field, Story, chosen, text_of
from drafter.report import DrafterError
from drafter.segment import compact
from drafter.tree import Line, Role, Source
from drafter.wordstyles import BOOKMARK

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

ORDER = 10
SUFFIXES = (".docx", ".docm")

_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_CONTENTS_HEAD = ("目录", "目次", "目錄", "contents", "Contents", "CONTENTS")
# Word allows no more columns than this; absurd spans must not become absurd rows.
_MOST_COLUMNS = 63
_MOST_LINES = 100_000
# What other zips begin with: the name of a part, or the type that an OpenDocument file declares first of all.
_COPY = "请把要用的文字复制到 .docx 再试"
_OTHERS = (
    ("xl/", "这是电子表格，不是文稿", _COPY),
    ("application/vnd.oasis.opendocument.spreadsheet", "这是电子表格，不是文稿", _COPY),
    ("ppt/", "这是演示文稿，不是文稿", _COPY),
    ("application/vnd.oasis.opendocument.presentation", "这是演示文稿，不是文稿", _COPY),
    ("ofd.xml", "这是 OFD 版式文件，读不出文字", "请用 OFD 阅读器另存为 .docx 或 .txt 再试"),
    ("meta-inf/container.xml", "这是电子书，不是文稿", "请另存为 .docx 或 .txt 再试"),
)


def claims(data: bytes, name: str) -> bool:
    """Any zip: what is no Word document gets a message that says what it is."""
    return data.startswith(b"PK\x03\x04")


def read(data: bytes, name: str) -> Source:
    """All that the document shows, in reading order."""
    parts = open_parts(data, name)
    if not is_word(data):
        names = [data[38:120].decode("latin-1"), *(part.lower() for part in parts.names)]
        for start, message, hint in _OTHERS:
            if any(part.startswith(start) for part in names):
                raise DrafterError(message, name, hint)
        raise DrafterError("这是压缩包，不是文稿", name, "请先解压，再读里面的文件")
    try:
        return _Reader(parts, name).source()
    except RecursionError:
        raise DrafterError("文件内容层层嵌套，读不下去", name, "请用 Word/WPS 打开后另存为 .docx 再试") from None


class _Reader:
    """One document while it is read."""

    def __init__(self, parts: Parts, name: str) -> None:
        self._parts, self._name, self._main = parts, name, parts.document
        self._styles = Styles(self._related("styles"))
        self._numbering = Numbering(self._related("numbering"))
        self._story = Story(self._styles, BOOKMARK)
        self._marks = docx_own.marks(parts)
        self._own = self._marks is not None
        self._framed = not self._own and docx_own.styled(parts.xml(self._main), self._styles)
        self._line = 0
        self._lines: list[Line] = []
        self._contents: list[tuple[int, Field | None]] = []
        self._hang = Hanging(parts, self._main, self._own or self._framed)
        self._carried: Content | None = None

    def source(self) -> Source:
        """Everything, once."""
        body = self._parts.xml(self._main).find(W + "body")
        if body is not None:
            self._blocks(body)
        if self._own:
            self._lines += docx_own.lines(self._story.rest(), Look(), "", self._line + 1, self._marks or {})
        self._drop_contents()
        self._hang.beside()
        if not self._lines and not (self._own or self._framed):
            hint = "文件里只有空段落或读不出的嵌入内容，请用 Word/WPS 打开核对后另存为 .docx 再试"
            raise DrafterError("文稿里没有文字", self._name, hint)
        return Source(tuple(self._lines), tuple(self._hang.findings), tuple(self._hang.removed), self._hang.media)

    def _related(self, kind: str) -> Element | None:
        part = self._parts.related(self._main, kind)
        return None if part is None else self._parts.xml(part)

    def _blocks(self, parent: Element, contents: Field | None = None) -> None:
        """Everything inside the body, a cell, a box; `contents` when it is part of a table of contents."""
        for child in parent:
            tag = child.tag
            if tag == W + "p":
                self._paragraph(child, contents)
            elif tag == W + "tbl":
                self._table(child)
            elif tag == W + "sdt":
                gallery = value(child.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery"))
                inside = Field("TOC", closed=True) if gallery == "Table of Contents" else contents
                for content in child.iterfind(W + "sdtContent"):
                    self._blocks(content, inside)
            elif tag in WRAPPERS:
                self._blocks(child, contents)
            elif tag == _ALTERNATE:
                self._blocks(chosen(child), contents)
            elif tag in DELETED:
                self._hang.leave_out("deleted", "".join(text_of(child)), self._line + 1)
            elif tag == W + "bookmarkStart":
                self._story.bookmark(child)
            elif tag == W + "altChunk":
                self._hang.report("embedded", self._line + 1)

    def _paragraph(self, element: Element, contents: Field | None) -> None:
        properties = element.find(W + "pPr")
        style = "" if properties is None else value(properties.find(W + "pStyle"))
        look = merged(self._styles.paragraph(style), paragraph_look(properties))
        content = self._story.paragraph(element, look, self._carried)
        self._carried = None
        following = next(element.itersiblings(W + "p", W + "tbl"), None)
        if properties is not None and following is not None and following.tag == W + "p":
            dropped = value(properties.find(W + "framePr"), "dropCap") == "drop"
            if dropped or properties.find(f"{W}rPr/{W}del") is not None:
                # It is the big first letter of the next paragraph, or its end is deleted.
                self._carried = content
                return
        shown = self._number(look, style)
        self._line += 1
        here = self._line
        breaks = sum(run.text.count("\n") for run in content.runs)
        if here + breaks > _MOST_LINES:
            raise DrafterError(f"超过 {_MOST_LINES} 段，不像一份文稿", self._name, "请拆成几份再试")
        if self._own:
            made = docx_own.lines(content, look, shown, here, self._marks or {})
        else:
            framed = docx_own.framed(content, look, here) if self._framed else None
            made = list(docx_lines.lines(content.runs, look, shown, here)) if framed is None else framed
        self._line += breaks
        # In our own files a picture has a paragraph to itself, after the sections that begin there.
        first = [anchor for anchor in content.anchors if not anchor.at and not self._own]
        for anchor in first:
            self._hanging(anchor, here)
        for line in made:
            if look.contents and not self._own:
                self._contents.append((len(self._lines), None))
            elif contents or content.contents:
                self._contents.append((len(self._lines), contents or content.contents))
            self._lines.append(line)
        level = docx_own.within(content, self._marks or {}) if self._own else None
        for anchor in content.anchors[len(first) :]:
            self._hanging(anchor, here, level)

    def _number(self, look: Look, style: str) -> str:
        """The automatic number of a paragraph."""
        list_id, at = look.number or (None, None)
        if list_id in (None, "0"):
            return ""
        assert list_id is not None
        return self._numbering.next(list_id, self._numbering.level_of(list_id, style) if at is None else at)

    def _table(self, table: Element) -> None:
        rows = [list(_cells(row)) for row in _rows(table) if not self._deleted(row)]
        if all(len(row) <= 1 for row in rows) and not self._own:
            # A table that only frames its text is no table.
            for row in rows:
                for cell in row:
                    self._blocks(cell)
            return
        self._line += 1
        here = self._line
        width = 0
        made: list[list[str]] = []
        read: list[Content] = []
        for row in rows:
            texts: list[str] = []
            for cell in row:
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                goes_on = merge is not None and value(merge) != "restart"
                texts.append("" if goes_on else self._cell(cell, read))
                span = number(value(cell.find(f"{W}tcPr/{W}gridSpan")), 1, _MOST_COLUMNS)
                texts.extend([""] * min(max(span, 1) - 1, _MOST_COLUMNS - len(texts)))
            made.append(texts)
            width = max(width, len(texts))
        filled = tuple(tuple(texts + [""] * (width - len(texts))) for texts in made)
        if self._own:
            self._lines += docx_own.table(filled, read, here, self._marks or {})
        elif any(text for texts in made for text in texts):
            self._lines.append(Line("", here, rows=filled))
        self._line += max(len(rows) - 1, 0)
        for anchor in (anchor for content in read for anchor in content.anchors):
            self._hanging(anchor, here)

    def _cell(self, cell: Element, read: list[Content]) -> str:
        """The text of a cell: its paragraphs (added to `read`) and the rows of tables inside it, line by line."""
        texts: list[str] = []
        for block in _flat(cell):
            if block.tag == W + "tbl":
                inner = [[self._cell(one, read) for one in _cells(row)] for row in _rows(block)]
                texts += [" ".join(filter(None, row)) for row in inner]
                continue
            properties = block.find(W + "pPr")
            style = "" if properties is None else value(properties.find(W + "pStyle"))
            look = merged(self._styles.paragraph(style), paragraph_look(properties))
            content = self._story.paragraph(block, look)
            read.append(content)
            texts.append(self._number(look, style) + "".join(run.text for run in content.runs))
        return "\n".join(texts if self._own else [text.strip() for text in texts if text.strip()])

    def _deleted(self, row: Element) -> bool:
        """Whether a row is deleted by a tracked change; then its text is reported."""
        if row.find(f"{W}trPr/{W}del") is None:
            return False
        self._hang.leave_out("deleted", "".join(text_of(row)), self._line + 1)
        return True

    def _hanging(self, anchor: Anchor, line: int, level: int | None = None) -> None:
        """A picture or a box becomes lines, anything else is reported; `level` is where our own files put it."""
        if anchor.box is not None:
            self._blocks(anchor.box)
        elif anchor.what == "picture":
            name = self._hang.picture(anchor, line, described=self._own)
            role: Role = "body" if self._own else ""
            if name:
                self._lines.append(Line("", line, role=role, level=level, own=self._own, image=name))
        else:
            self._hang.take(anchor, line)

    def _drop_contents(self) -> None:
        """Takes the lines of tables of contents out; one whose field never ends was none."""
        places = {place for place, field in self._contents if field is None or field.closed}
        if not places:
            return
        places |= {
            place - 1
            for place in places
            if place and place - 1 not in places and compact(self._lines[place - 1].text) in _CONTENTS_HEAD
        }
        listed = [self._lines[place] for place in sorted(places)]
        self._hang.leave_out("contents", "\n".join(line.number + line.text for line in listed), listed[0].line)
        self._lines = [line for place, line in enumerate(self._lines) if place not in places]


def _rows(table: Element) -> Iterator[Element]:
    """The rows of a table, also those inside content controls."""
    for child in table:
        if child.tag == W + "tr":
            yield child
        elif child.tag == W + "sdt" or child.tag in WRAPPERS:
            yield from _rows(child)


def _cells(row: Element) -> Iterator[Element]:
    """The cells of a row, also those inside content controls."""
    for child in row:
        if child.tag == W + "tc":
            yield child
        elif child.tag == W + "sdt" or child.tag in WRAPPERS:
            yield from _cells(child)


def _flat(cell: Element) -> Iterator[Element]:
    """The paragraphs and tables right inside a cell."""
    for child in cell:
        if child.tag in (W + "p", W + "tbl"):
            yield child
        elif child.tag == W + "sdt" or child.tag in WRAPPERS:
            yield from _flat(child)
        elif child.tag == _ALTERNATE:
            yield from _flat(chosen(child))
