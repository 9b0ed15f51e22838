"""Sections of a document (w:sectPr): paper, margins, grid, headers and footers; and how much text a page takes."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from drafter.package import Parts, R, W
from drafter.wordlook.body import Walker
from drafter.wordlook.measure import number, points
from drafter.wordlook.model import Page, Para

if TYPE_CHECKING:
    from lxml import etree

Walk = Callable[[], Walker]
# Single line spacing of a Chinese font off the grid, as a multiple of its size.
_SINGLE = 1.3


def page(sect: etree._Element | None, parts: Parts, document: str, walk: Walk, before: Page | None) -> Page:
    """One section as its w:sectPr gives it; headers and footers that it lacks come from the section before."""
    size, margins, grid = (sect.find(W + tag) if sect is not None else None for tag in ("pgSz", "pgMar", "docGrid"))

    def of(node: etree._Element | None, name: str, default: float) -> float:
        return points(node.get(W + name), default) if node is not None else default

    heads = dict(before.heads) if before is not None else {}
    feet = dict(before.feet) if before is not None else {}
    relations = parts.relations(document)
    for tag, shelf in (("headerReference", heads), ("footerReference", feet)):
        for node in sect.iterchildren(W + tag) if sect is not None else ():
            relation = relations.get(node.get(R + "id", ""))
            if relation is not None and not relation.external and relation.target in parts:
                shelf[node.get(W + "type", "default")] = _strip(parts.xml(relation.target), walk())
    title = sect.find(W + "titlePg") if sect is not None else None
    return Page(
        width=of(size, "w", 612.0),
        height=of(size, "h", 792.0),
        top=of(margins, "top", 72.0),
        bottom=of(margins, "bottom", 72.0),
        left=of(margins, "left", 90.0) + of(margins, "gutter", 0.0),
        right=of(margins, "right", 90.0),
        footer=of(margins, "footer", 36.0),
        grid=grid.get(W + "type", "") if grid is not None else "",
        pitch=of(grid, "linePitch", 0.0),
        char_space=number(grid.get(W + "charSpace"), 0) / 4096 if grid is not None else 0.0,
        title_page=title is not None and title.get(W + "val", "1") not in ("0", "false", "off"),
        heads=heads,
        feet=feet,
    )


def _strip(root: etree._Element, walker: Walker) -> tuple[Para, ...]:
    """What stands in a header or footer, in text boxes too; a box's place overrides its paragraphs' alignment."""
    found = []
    for block in walker.blocks(root):
        if block.tag == W + "p":
            found.append(walker.paragraph(block, 0))
        else:
            found.extend(walker.cells(block, 0))
    for block, place in walker.boxes(root):
        para = walker.paragraph(block, 0)
        found.append(replace(para, align=place) if place else para)
    return tuple(found)


def pitch(para: Para, page: Page, size: float) -> float:
    """The distance between the lines of `para` in points, its text being `size` high."""
    if para.line_rule == "exact":
        return para.line_height
    single = size * _SINGLE
    if page.grid in ("lines", "linesAndChars", "snapToChars") and para.snap and page.pitch:
        single = math.ceil(single / page.pitch) * page.pitch
    if para.line_rule == "atLeast":
        return max(para.line_height, single)
    return single * para.line_height / 12


def rows(page: Page, pitch: float) -> int:
    """How many lines of that pitch a page takes; one that misses by a hair (29 pt on 225 mm) counts."""
    return int((page.height - abs(page.top) - abs(page.bottom)) / pitch + 0.05) if pitch > 0 else 0


def columns(page: Page, size: float, spacing: float, snap: bool = True) -> int:
    """How many Han characters of that size a line takes."""
    extra = page.char_space if page.grid in ("linesAndChars", "snapToChars") and snap else 0.0
    step = size + spacing + extra
    return int((page.width - page.left - page.right) / step + 0.01) if step > 0 else 0
