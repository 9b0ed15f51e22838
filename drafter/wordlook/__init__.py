"""How a Word document looks on paper: pages, paragraphs and runs with effective formatting, and what each is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from drafter.package import Parts, W, open_parts
from drafter.wordlook.body import Walker
from drafter.wordlook.fonts import Theme
from drafter.wordlook.lists import Lists
from drafter.wordlook.measure import number
from drafter.wordlook.model import Comment, Look, Page, Para, Table
from drafter.wordlook.pages import page
from drafter.wordlook.roles import told
from drafter.wordlook.styles import Styles

if TYPE_CHECKING:
    from lxml import etree

_DC = "{http://purl.org/dc/elements/1.1/}"
_SIDES = ("top", "bottom", "insideH")


def look(data: bytes, name: str) -> Look:
    """The Word document `data` as it looks; raises a DrafterError where it cannot be opened."""
    parts = open_parts(data, name)
    document = parts.document

    def related(kind: str) -> etree._Element | None:
        part = parts.related(document, kind)
        return parts.xml(part) if part is not None else None

    settings = related("settings")
    lists = Lists(related("numbering"))
    styles = Styles(related("styles"), lists.level_props)
    theme = Theme(related("theme"), _theme_language(settings))
    walker = Walker(styles, theme, lists)
    root = parts.xml(document)
    body = root.find(W + "body")
    paragraphs, tables, sections = _content(walker, styles, body if body is not None else root)
    pages: list[Page] = []
    for sect in sections:
        pages.append(page(sect, parts, document, lambda: Walker(styles, theme, lists), pages[-1] if pages else None))
    normal = walker.default()
    title, author = _core(parts)
    return Look(
        told(paragraphs, tables),
        tuple(tables),
        tuple(pages),
        comments=_comments(walker, related("comments")),
        changes=tuple(sorted(set(walker.changes))),
        even_odd=_on(settings, "evenAndOddHeaders"),
        compatibility=_compatibility(settings),
        language=normal.language,
        normal_size=normal.size,
        title=title,
        author=author,
    )


def _content(
    walker: Walker, styles: Styles, body: etree._Element
) -> tuple[list[Para], list[Table], list[etree._Element | None]]:
    """The paragraphs and tables of the body and the w:sectPr of each section."""
    paragraphs: list[Para] = []
    tables: list[Table] = []
    sections: list[etree._Element | None] = []
    line = 1
    for block in walker.blocks(body):
        if block.tag == W + "p":
            para = replace(walker.paragraph(block, line), page=len(sections))
            paragraphs.append(para)
            line += 1 + para.text.count("\n")
            sect = block.find(f"{W}pPr/{W}sectPr")
            if sect is not None:
                sections.append(sect)
        elif walker.frames(block):
            # A table of one column only frames its text.
            for para in walker.cells(block, line, count=True):
                paragraphs.append(replace(para, page=len(sections)))
                line = para.line + 1 + para.text.count("\n")
        else:
            cells = tuple(walker.cells(block, line))
            rows = max(sum(1 for _ in block.iterchildren(W + "tr")), 1)
            tables.append(Table(line, cells, _ruled(block, styles), rows, len(sections)))
            line += rows
    sections.append(body.find(W + "sectPr"))
    return paragraphs, tables, sections


def _ruled(table: etree._Element, styles: Styles) -> bool:
    """Whether a table has lines: its own, its style's, or those of its cells."""
    borders = table.find(f"{W}tblPr/{W}tblBorders")
    if borders is None:
        style = table.find(f"{W}tblPr/{W}tblStyle")
        if style is not None and styles.ruled(style.get(W + "val", "")):
            return True
        borders = next(table.iter(W + "tcBorders"), None)
    if borders is None:
        return False
    return any(node.tag[len(W) :] in _SIDES and node.get(W + "val") not in ("nil", "none") for node in borders)


def _theme_language(settings: etree._Element | None) -> str:
    node = settings.find(W + "themeFontLang") if settings is not None else None
    return node.get(W + "eastAsia", "") if node is not None else ""


def _on(settings: etree._Element | None, name: str) -> bool:
    node = settings.find(W + name) if settings is not None else None
    return node is not None and node.get(W + "val", "1") not in ("0", "false", "off")


def _compatibility(settings: etree._Element | None) -> int:
    for node in settings.iter(W + "compatSetting") if settings is not None else ():
        if node.get(W + "name") == "compatibilityMode":
            return int(number(node.get(W + "val"), 0))
    return 0


def _core(parts: Parts) -> tuple[str, str]:
    """Title and author among the core properties."""
    part = parts.related("", "core-properties")
    if part is None:
        return "", ""
    root = parts.xml(part)

    def text(tag: str) -> str:
        node = root.find(_DC + tag)
        return (node.text or "").strip() if node is not None else ""

    return text("title"), text("creator")


def _comments(walker: Walker, root: etree._Element | None) -> tuple[Comment, ...]:
    """The comments that exist, in reading order; a reference to one that is gone counts for nothing."""
    if root is None:
        return ()
    known = {node.get(W + "id", "") for node in root.iter(W + "comment")}
    return tuple(sorted((c for i, c in walker.comments.items() if i in known), key=lambda c: c.line))
