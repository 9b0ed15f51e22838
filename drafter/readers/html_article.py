"""Which of the lines that a page shows are the article, and what the rest is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from msgspec import Struct

from drafter.readers.declared import ranked
from drafter.readers.html_page import SENTENCE_END, Box, Page, Shown
from drafter.report import Removed
from drafter.segment import compact, han
from drafter.tree import Line, Source

_FURNITURE = frozenset(
    ("nav", "footer", "aside", "form", "select", "button", "textarea", "noscript", "dialog", "menu", "header")
)
# The box that holds this share of the sentences is the article, if what stands around it looks like furniture.
_SHARE = 0.9
_LINKED = 0.3
_LINK_LIST = 0.6
_LITTLE = 0.1
_LONG_LINE = 40
_TITLE_ABOVE = 30
# Sentences that every page of a site carries say nothing of where its article is.
_OF_THE_SITE = re.compile(
    r"版权所有|备案|ICP|Copyright|©|免责声明|未经.{0,6}(?:许可|授权)|技术支持|[上下]一[篇页条]|浏览器"
)
_SITE = re.compile(r"\s*(?:[_|｜]|\s[-–—]\s|-{1,2}|——)\s*")
_NO_TITLE = frozenset(("无标题文档", "新建网页", "新建文档", "文档", "首页"))


class _Sums(Struct):
    """Characters of prose, of all text and of links before every line, and links before it."""

    prose: list[int]
    text: list[int]
    links: list[int]
    anchors: list[int]


def article(page: Page) -> Source:
    """The lines of the article; every other line that the page shows is listed as removed."""
    sums = _sums(page.lines)
    start, end = _range(page, sums)
    start = _with_title(page, sums, start, end)
    dropped = _dropped(page, sums, start, end)
    kept = [n for n in range(start, end) if n not in dropped]
    title = _titled(page, kept)
    lines = [_line(page.lines[n], n, n == title) for n in kept]
    removed = [*_outside(page, frozenset(kept)), *(Removed(text, "网页里藏起来的字", n) for n, text in page.hidden)]
    named = _name(page)
    if title is None and named and not any(compact(named) in compact(line.text) for line in lines):
        if _needs_title(page, kept):
            lines.insert(0, Line(named, 1, role="title"))
        else:
            removed.append(Removed(named, "网页标题", 1))
    return Source(ranked(lines), removed=tuple(removed), media=page.media)


def _prose(line: Shown) -> int:
    own = len(line.text) - line.links
    if len(line.text) <= 200 and _OF_THE_SITE.search(line.text):
        return 0
    return own if SENTENCE_END.search(line.text) or own >= _LONG_LINE else 0


def _sums(lines: list[Shown]) -> _Sums:
    def sums(values: Iterator[int]) -> list[int]:
        return list(accumulate(values, initial=0))

    return _Sums(
        sums(_prose(line) for line in lines),
        sums(len(line.text) or sum(len(cell) for row in line.rows for cell in row) for line in lines),
        sums(line.links for line in lines),
        sums(line.anchors for line in lines),
    )


def _range(page: Page, sums: _Sums) -> tuple[int, int]:
    """From the whole page inwards, as long as one box holds nearly all sentences and only furniture stands around."""
    inner: dict[int, list[int]] = {}
    for n, box in enumerate(page.boxes):
        inner.setdefault(box.parent, []).append(n)
    start, end, place = 0, len(page.lines), -1
    while True:
        total = sums.prose[end] - sums.prose[start]
        fits = (n for n in inner.get(place, ()) if _prose_in(page.boxes[n], sums) >= _SHARE * total)
        best = next(fits, None)
        if best is None or not total:
            return start, end
        box = page.boxes[best]
        around = (sums.text[end] - sums.text[start]) - (sums.text[box.end] - sums.text[box.start])
        linked = (sums.links[end] - sums.links[start]) - (sums.links[box.end] - sums.links[box.start])
        if around and linked < _LINKED * around:
            return start, end
        start, end, place = box.start, box.end, best


def _prose_in(box: Box, sums: _Sums) -> int:
    return sums.prose[box.end] - sums.prose[box.start]


def _with_title(page: Page, sums: _Sums, start: int, end: int) -> int:
    """Where the title stands above the box of the article, from there on."""
    names = _names(page.title)
    if any(compact(line.text) in names or line.depth == 1 for line in page.lines[start:end]):
        return start
    for n in range(start - 1, max(start - _TITLE_ABOVE, 0) - 1, -1):
        line = page.lines[n]
        if line.links * 2 > len(line.text):
            continue
        headline = line.depth in (1, 2) and (not names or compact(line.text) in compact(page.title))
        if headline or compact(line.text) in names:
            return n
    return start


def _dropped(page: Page, sums: _Sums, start: int, end: int) -> frozenset[int]:
    """Lines of the article's range that are furniture all the same: menus, lists of links, what is hidden."""
    total = sums.prose[end] - sums.prose[start]
    dropped: set[int] = set()
    done = start
    for box in page.boxes if total else ():
        if box.start < done or box.end > end or box.start == box.end:
            continue
        text = sums.text[box.end] - sums.text[box.start]
        links = sums.links[box.end] - sums.links[box.start]
        anchors = sums.anchors[box.end] - sums.anchors[box.start]
        prose = _prose_in(box, sums)
        little = prose <= _LITTLE * total
        furniture = (box.tag in _FURNITURE or box.hidden) and little and not _headed(page, box)
        if furniture or (anchors >= 2 and not prose and links >= _LINK_LIST * text):
            dropped.update(range(box.start, box.end))
            done = box.end
    return frozenset(dropped)


def _headed(page: Page, box: Box) -> bool:
    """Whether a page header holds the headline of the article."""
    return box.tag == "header" and any(page.lines[n].depth in (1, 2) for n in range(box.start, box.end))


def _names(title: str) -> frozenset[str]:
    """What the title of the article may be, going by the title of the page: 文章_栏目_网站."""
    whole = " ".join(title.split())
    ends = [match.start() for match in _SITE.finditer(whole)]
    return frozenset(compact(whole[:end]) for end in (*ends, len(whole)) if han(whole[:end]) >= 2)


def _name(page: Page) -> str:
    """The title of the page without the name of the site."""
    first = _SITE.split(" ".join(page.title.split()))[0].strip()
    return first if han(first) >= 4 and first not in _NO_TITLE else ""


def _titled(page: Page, kept: list[int]) -> int | None:
    """The line that is the title, by the page's own title or by Word's style."""
    names = _names(page.title)
    for n in kept[:40]:
        line = page.lines[n]
        if line.title or (compact(line.text) in names and len(line.text) >= 4):
            return n
    return None


def _needs_title(page: Page, kept: list[int]) -> bool:
    """Whether the article begins with prose, so that the page's title is the only one."""
    first = page.lines[kept[0]] if kept else None
    return first is None or (not first.depth and not first.centred and _prose(first) > 0)


def _line(shown: Shown, place: int, title: bool) -> Line:
    return Line(
        shown.text,
        place + 1,
        role="title" if title else "",
        level=None if title else shown.depth or None,
        number=shown.number,
        run_in=shown.run_in,
        centred=shown.centred,
        bold=shown.bold,
        rows=shown.rows,
        image=shown.image,
    )


def _outside(page: Page, kept: frozenset[int]) -> Iterator[Removed]:
    """What the page shows around its article, line by line."""
    for n, line in enumerate(page.lines):
        if n not in kept and (line.text or line.rows):
            yield Removed(_words(line), "网页正文之外", n + 1)


def _words(line: Shown) -> str:
    return line.number + line.text if not line.rows else "\n".join("\t".join(row) for row in line.rows)
