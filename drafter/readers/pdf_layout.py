"""Rows on paper → lines: running heads and page numbers taken out, broken lines put together by their place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from msgspec import Struct

from drafter.numbering import mark_of
from drafter.readers.pdf_page import Page, Row
from drafter.report import Removed
from drafter.segment import HAN, compact
from drafter.tree import Line

_CJK = "[\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”‘’…—]"
# pypdf sees a space in every gap that a justified line or a change of script leaves. "1 总则" keeps its space.
_GUESSED = re.compile(f"(?<={_CJK}) (?={_CJK}|[0-9A-Za-z])")
_GUESSED_AFTER = re.compile(f"(?:(?<={_CJK})|^(?=[0-9A-Za-z.%]{{3}}))([0-9A-Za-z.%]+) (?={_CJK})")
_DIGITS = re.compile(r"\d+")
_DASH = "[—–－―─~·•-]*"
_PAGE_NUMBER = re.compile(
    rf"{_DASH}(?:共\d{{1,4}}页)?第?(\d{{1,4}})页?(?:[/／]\d{{1,4}}页?|[,，]?[（(]?共\d{{1,4}}页[）)]?)?{_DASH}"
)
# What ends like a sentence is no running head, though it may stand at the top of many pages.
_SENTENCE_END = re.compile(r"[。！？；，、：]$")
_STOPPED = re.compile(r"[。！？!?…][”’」』）)》】\"']*$")
_LEAD_IN = re.compile(r"[：:；;][”’」』）)\"']*$")
_LEADER = re.compile(r"[.．…·]{3,}\s*\d{1,4}$")
# A line is set off when it stands this many line heights below the one before.
_GAP = 1.45
# Larger than the body by this much is the type of a title.
_LARGE = 1.15
_LONGEST_TITLE = 90
# A text narrower than this, in ems, is verse or a list: its lines are meant.
_NARROWEST = 16.0
# Marks that may not begin a line take their neighbours along: a full line can end so many ems before the edge.
_NEARLY_FULL = 3.0


class _Measures(Struct, frozen=True):
    """What holds for the whole file: the usual left edge, width and size of its text, how paragraphs are told apart."""

    left: float
    width: float
    size: float
    parted: bool


class _Placed(Struct, frozen=True):
    """A row with its line number and its place: whether a gap is above it, room at its left and right in ems."""

    row: Row
    line: int
    page: int
    gap: bool
    indent: float
    rest: float
    centred: bool


def lines(pages: Sequence[Page]) -> tuple[list[Line], list[Removed]]:
    """The paragraphs of all pages, and what is no part of the text."""
    measures = _measures(pages)
    placed = _placed(pages, measures)
    gone = {**_heads(pages, placed, measures), **_page_numbers(pages, placed)}
    counts = Counter(text for page in pages for text in page.aslant)
    removed = [Removed(text, f"斜印的水印，{count} 处", 1) for text, count in counts.items()]
    removed += [Removed(row.row.text.strip(), gone[row.line], row.line) for row in placed if row.line in gone]
    return list(_joined([row for row in placed if row.line not in gone], measures)), removed


def without_guessed_spaces(text: str) -> str:
    """`text` without the spaces that are only gaps on paper: between Han characters, beside figures among them."""
    return _GUESSED_AFTER.sub(r"\1", _GUESSED.sub("", text))


def _common(values: Sequence[float], grain: float) -> float:
    """The value that most of `values` share, in steps of `grain`; the smallest of equals, 0 for none."""
    counts = Counter(round(value / grain) for value in values)
    return min(counts, key=lambda value: (-counts[value], value)) * grain if counts else 0.0


def _left(rows: Sequence[Row]) -> float:
    """The left edge of the text of a page: the leftmost one that two rows share."""
    counts = Counter(round(row.left / 2) for row in rows)
    shared = [edge for edge, count in counts.items() if count > 1] or list(counts)
    return min(shared, default=0) * 2.0


def _measures(pages: Sequence[Page]) -> _Measures:
    rows = [row for page in pages for row in page.rows]
    filled = [page.rows for page in pages if len(page.rows) >= 5] or [rows]
    left = _common([_left(page) for page in filled], 2.0)
    width = median(sorted(row.right for row in page)[len(page) * 4 // 5] - _left(page) for page in filled)
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[round(row.size * 2) / 2] += len(row.text)
    size = sizes.most_common(1)[0][0] or 1.0
    body = [row for row in rows if abs(row.size - size) < 0.1 * size]
    indented = sum(1.2 < (row.left - left) / size < 3.5 for row in body)
    gaps = sum(_set_off(page.rows).count(True) for page in pages)
    return _Measures(left, width, size, 0 < indented < len(body) * 0.9 or (gaps >= 4 and gaps * 30 >= len(rows)))


def _set_off(rows: Sequence[Row]) -> list[bool]:
    """For each row of a page whether more than a line's height, for its size, lies between it and the row above."""
    steps = [(a.height - b.height) / (max(a.size, b.size) or 1.0) for a, b in pairwise(rows)]
    pitch = _common([step for step in steps if step > 0], 0.05)
    return [False, *(bool(pitch) and step > pitch * _GAP for step in steps)][: len(rows)]


def _placed(pages: Sequence[Page], measures: _Measures) -> list[_Placed]:
    """Every row with its place; a gap counts as a line, as an empty one does in other files."""
    placed: list[_Placed] = []
    line = 0
    for n, page in enumerate(pages):
        left = _left(page.rows) if len(page.rows) >= 5 else measures.left
        right = left + measures.width
        for row, gap in zip(page.rows, _set_off(page.rows), strict=True):
            line += 2 if gap else 1
            em = row.size or measures.size
            indent, rest = (row.left - left) / em, (right - row.right) / em
            centred = indent > 2.6 and abs(indent - rest) < 1.2
            placed.append(_Placed(row, line, n, gap, indent, rest, centred))
    return placed


def _edges(pages: Sequence[Page], placed: Sequence[_Placed]) -> list[list[_Placed]]:
    """The two uppermost and the two lowest rows of each page."""
    by_page: list[list[_Placed]] = [[] for _ in pages]
    for row in placed:
        by_page[row.page].append(row)
    edges = []
    for rows in by_page:
        rows = sorted(rows, key=lambda one: -one.row.height)
        edges.append(rows if len(rows) < 5 else [*rows[:2], *rows[-2:]])
    return edges


def _heads(pages: Sequence[Page], placed: Sequence[_Placed], measures: _Measures) -> dict[int, str]:
    """Running heads and feet: the same words at the edge of a third of the pages, in no larger type than the text."""
    found: dict[str, list[int]] = {}
    for edge in _edges(pages, placed):
        for row in edge:
            text = _DIGITS.sub("#", compact(row.row.text))
            small = row.row.size <= measures.size * 1.05
            if small and HAN.search(text.strip("第共页#")) and not _SENTENCE_END.search(text):
                found.setdefault(text, []).append(row.line)
    often = [places for places in found.values() if len(places) >= 3 and len(places) * 3 >= len(pages)]
    return {line: "页眉页脚" for places in often for line in places}


def _page_numbers(pages: Sequence[Page], placed: Sequence[_Placed]) -> dict[int, str]:
    """Numbers at the edge of the pages that go up from page to page; one alone is left to the cleaners."""
    found: dict[int, list[int]] = {}
    for n, edge in enumerate(_edges(pages, placed)):
        for row in edge:
            match = _PAGE_NUMBER.fullmatch(compact(row.row.text))
            if match:
                found.setdefault(int(match.group(1)) - n, []).append(row.line)
    runs = [places for places in found.values() if len(places) >= 2 and len(places) * 3 >= len(pages)]
    return {line: "页码" for places in runs for line in places}


def _joined(placed: Sequence[_Placed], measures: _Measures) -> Iterator[Line]:
    """Rows that only the edge of the paper parts, as one line; an indent is written as two wide spaces."""
    text, first, last = "", None, None
    for row in placed:
        if first is not None and last is not None and _goes_on(last, row, len(text), measures):
            text = _glued(text, without_guessed_spaces(row.row.text.strip()))
        else:
            if first is not None:
                yield _line(first, text)
            first, text = row, without_guessed_spaces(row.row.text.strip())
        last = row
    if first is not None:
        yield _line(first, text)


def _line(first: _Placed, text: str) -> Line:
    indented = 1.2 < first.indent < 3.5 and not first.centred
    return Line("\u3000\u3000" + text if indented else text, first.line, centred=first.centred)


def _goes_on(above: _Placed, row: _Placed, length: int, measures: _Measures) -> bool:
    """Whether `row` is the rest of the paragraph that ends with `above` so far."""
    larger = max(above.row.size, row.row.size)
    if (row.gap and row.page == above.page) or abs(above.row.size - row.row.size) > 0.15 * larger:
        return False
    before, after = above.row.text.strip(), row.row.text.strip()
    if larger > measures.size * _LARGE:
        return all(map(_may_be_title, (above, row))) and length + len(after) <= _LONGEST_TITLE
    stopped = _STOPPED.search(before[-6:]) is not None
    # A heading that leaves room for another character was meant to end there.
    heading = length == len(before) and not stopped and mark_of(before) is not None
    wide = measures.width >= _NARROWEST * measures.size
    full = wide and above.rest < (1.2 if heading and not measures.parted else _NEARLY_FULL)
    if above.centred or row.centred or not full or abs(row.indent) > 0.8 or _LEADER.search(before):
        return False
    if mark_of(after) is not None and (stopped or _LEAD_IN.search(before[-4:])):
        return False
    # Where neither indents nor gaps tell paragraphs apart, a stop at the edge is taken for their end.
    return measures.parted or not stopped


def _may_be_title(row: _Placed) -> bool:
    """Whether a row stands as a line of a title does: in the middle, or from edge to edge."""
    return row.centred or max(row.indent, row.rest) < _NEARLY_FULL


def _glued(before: str, after: str) -> str:
    """Two halves of a line; a space only between Latin words."""
    latin = before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha()
    return f"{before} {after}" if latin else before + after
