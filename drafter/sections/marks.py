"""Lines → headings, points and paragraphs, before anything is known of levels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from drafter.numbering import Mark, mark_of
from drafter.sections.own import block_of, paragraph
from drafter.segment import opening
from drafter.tree import Image, Kind, Line, Paragraph, Style, Table

# A first sentence longer than this says too much to be a heading; the point then has none.
LONGEST_HEADING = 60
_LONGEST_WITH_STOP = 45
_WEAK = frozenset({"point", "ordinal", "decimal", "decimal-deep"})
POINTS = ("point", "ordinal")
_TERMINAL = "。！？!?；;，,"
# How text ends that a bare heading stands over, and text that it stands under.
_BELOW = ("。", "！", "？", "；", "：")
_ABOVE = ("。", "！", "？", "”", "；", "：")
_NUMBERED = r"[“ \u3000]?(?=[（(〔]?[一二三四五六七八九十0-9０-９①-⑳第其])"
_AFTER_SENTENCE = re.compile(rf"[。！？：!?:]{_NUMBERED}")
_AFTER_STOP = re.compile(rf"。{_NUMBERED}")
_COLON = re.compile(r"[^，。；！？：:,;“”]{2,20}[：:](?!$)")
_FURTHEST_COLON = 21
_SPEAKS = re.compile(
    r"(?:说|讲|指出|强调|要求|如下|包括|例如|比如|譬如|称|写道|认为|提出|表示|告诫|问|是|为|有|即)[：:]$"
)
_ANOTHER = re.compile(r"[一二三四五六七八九十]、")
_POINT_ALONE = re.compile(r"[^，。；！？,;“]{4,24}。.")
_LIST_LEAD = re.compile(r"^[·•●■◆▪\-*－]\s*")


class Head(Struct, frozen=True):
    """A heading as it stands in the file; `rank` orders marks from outer to inner, `value` is the number's."""

    heading: str
    line: int
    number: str = ""
    style: Style = "own-line"
    mark: str = ""
    value: int = 0
    level: int | None = None
    own: bool = False
    stop: bool = False
    kind: Kind | None = None
    theme: str | None = None
    passage: str | None = None
    card: str | None = None


class Within(Struct, frozen=True):
    """What follows belongs to the open section of this level, 0 for none: said by our own formats only."""

    level: int


Item = Head | Paragraph | Table | Image | Within


class _Segment(Struct):
    """A piece of a line that may open with a number."""

    line: Line
    text: str
    mark: Mark | None
    first: bool
    valid: bool = False
    bare: bool = False


def _segments(line: Line, text: str, first: Mark | None) -> list[_Segment]:
    """The line cut before every number that opens it or one of its sentences; `first` is what `text` opens with."""
    if line.number:
        automatic = mark_of(line.number + "甲") or Mark("arabic", 0, line.number, 0)
        return [_Segment(line, text, replace(automatic, text=line.number, end=0), True)]
    if first is not None and first.style == "han" and _ANOTHER.match(text, first.end):
        first = None  # 一、二、三产业
    found = [_Segment(line, text, first, True)]
    if line.level is not None and len(text) <= LONGEST_HEADING:
        return found
    # One character is found far faster than any of several.
    other = "：" in text or "？" in text or "！" in text or ":" in text or "?" in text or "!" in text
    ends = _AFTER_SENTENCE if other else _AFTER_STOP
    match = ends.search(text)
    start = 0
    while match:
        at = match.end()
        mark = mark_of(text[at : at + 16])
        if mark is not None and (mark.value == 1 or text[match.start()] not in "：:"):
            found[-1].text = text[start:at]
            found.append(_Segment(line, text[at:], mark, False))
            start = at
        match = ends.search(text, at)
    return found


def _link(segments: Iterable[_Segment]) -> None:
    """Marks which numbers are meant as numbers: those that open a line, and others only in a row of two or more."""
    rows: dict[str, tuple[_Segment, int]] = {}
    decimals: list[_Segment] = []
    for segment in segments:
        mark = segment.mark
        if mark is None:
            continue
        style, value = mark.style, mark.value
        if style in rows:
            before, last = rows[style]
            if last + 1 == value:
                before.valid = segment.valid = True
        rows[style] = segment, value
        if not segment.first:
            continue
        if style not in _WEAK:
            segment.valid = True
            for weak in POINTS:
                rows.pop(weak, None)
        elif value == 1 and _POINT_ALONE.match(segment.text, mark.end):
            segment.valid = True
        if style.startswith("decimal"):
            decimals.append(segment)
    for segment in decimals if len(decimals) >= 3 else ():
        segment.valid = True


def _merge(segments: list[_Segment]) -> list[_Segment]:
    """Segments whose number means nothing are text of the segment before them."""
    merged: list[_Segment] = []
    for segment in segments:
        if segment.valid or segment.first:
            merged.append(segment)
        else:
            merged[-1].text += segment.text
    return merged


def _run_in(rest: str, first: str, set_off: int) -> tuple[str, str]:
    """The heading that opens a numbered text, and the text after it; the file may set the heading off by its look.

    `first` is its first sentence.
    """
    if 0 < set_off <= min(len(rest), LONGEST_HEADING + 20):
        return rest[:set_off].strip(), rest[set_off:].strip()
    near = rest[:_FURTHEST_COLON]
    colon = _COLON.match(rest) if "：" in near or ":" in near else None
    if colon and not _SPEAKS.search(colon.group()) and rest[colon.end()] not in "“《":
        return colon.group(), rest[colon.end() :].strip()
    if len(first) > LONGEST_HEADING or "：“" in first:
        return "", rest
    return first.strip(), rest[len(first) :].strip()


def _head(segment: _Segment, mark: Mark, stands_over: bool, listed: bool) -> tuple[Head, str]:
    """The heading of a numbered segment and the text left for its first paragraph."""
    line = segment.line
    rest = segment.text[mark.end :].strip()
    style: Style = "own-line"
    heading, text, stop = rest, "", False
    if rest:
        first = opening(rest)
        alone = segment.first and mark.style not in POINTS and first == rest
        if alone and rest[-1] == "。" and len(rest) <= _LONGEST_WITH_STOP and stands_over and not listed:
            heading, stop = rest[:-1], True
        elif not (alone and rest[-1] not in _TERMINAL and len(rest) <= LONGEST_HEADING + 20):
            set_off = line.run_in - segment.text.index(rest, mark.end) if line.run_in and segment.first else 0
            heading, text = _run_in(rest, first, set_off)
            heading, style = heading.removesuffix("。"), "run-in"
    return Head(heading, line.line, mark.text, style, mark.style, mark.value, line.level, stop=stop), text


def _own(line: Line) -> Item:
    """A line of one of our own formats: all is said."""
    if line.role == "heading":
        return Head(
            line.text,
            line.line,
            line.number,
            line.style or "own-line",
            level=line.level or 1,
            own=True,
            kind=line.kind,
            theme=line.theme,
            passage=line.passage,
            card=line.card,
        )
    return block_of(line)


def _bare_headings(lines: Sequence[Line], texts: Sequence[str], marks: Sequence[Mark | None]) -> list[int]:
    """Places of short lines without number or stop that each stand over text: headings if there are two or more."""
    places = []
    for n, text in enumerate(texts[:-1]):
        if not 2 <= len(text) <= 32 or text[-1] in "。！？!?；;，,：:、…" or marks[n]:
            continue
        line = lines[n]
        if line.number or line.rows or line.image or _LIST_LEAD.match(text):
            continue
        stands_over_text = texts[n + 1].endswith(_BELOW) or marks[n + 1]
        if stands_over_text and (n == 0 or texts[n - 1].endswith(_ABOVE) or marks[n - 1]):
            places.append(n)
    return places if len(places) >= 2 else []


def items(lines: Sequence[Line]) -> list[Item]:
    """What stands in the body of a document, in reading order."""
    strange = [line for line in lines if not line.own]
    texts = [line.text.strip() for line in strange]
    marks = [mark_of(text) for text in texts]
    cut = [
        _segments(line, text, mark) if text and not line.rows and not line.image else []
        for line, text, mark in zip(strange, texts, marks, strict=True)
    ]
    for place in _bare_headings(strange, texts, marks):
        cut[place][0].bare = True
    _link(chain.from_iterable(cut))
    pieces = iter([segments if len(segments) < 2 else _merge(segments) for segments in cut])
    merged = [[] if line.own else next(pieces) for line in lines]
    found: list[Item] = []
    last_listed: tuple[str, int, bool] = ("", 0, False)
    for line, segments, follows in zip(lines, merged, [*merged, []][1:], strict=True):
        if line.own:
            if line.level is not None and line.role != "heading":
                found.append(Within(line.level))
            found.append(_own(line))
            continue
        if line.rows:
            found.append(Table(line.rows))
            continue
        if line.image:
            found.append(Image(line.image))
            continue
        for segment in segments:
            mark = segment.mark
            if mark is None or not segment.valid:
                found.extend(_plain(segment))
                last_listed = ("", 0, False)
                continue
            stands_over = segment is segments[-1] and bool(follows) and not _alike(follows[0], mark)
            style, value, single = last_listed
            listed = single and style == mark.style and mark.value == value + 1
            head, text = _head(segment, mark, stands_over, listed)
            last_listed = (mark.style, mark.value, head.style == "run-in" and not text)
            found.append(head)
            if text:
                found.append(paragraph(text, line))
    return found


def _alike(segment: _Segment, mark: Mark) -> bool:
    """Whether a segment opens with a number of the style of `mark`."""
    return segment.valid and segment.mark is not None and segment.mark.style == mark.style


def _plain(segment: _Segment) -> list[Item]:
    """A line without number: a heading that the file declares or that stands bare over its text, or a paragraph."""
    line, text = segment.line, segment.text.strip()
    declared = line.level is not None and len(text) <= LONGEST_HEADING + 20
    if text and (segment.bare or (declared and (text[-1] not in _TERMINAL or opening(text) == text))):
        stop = text.endswith("。")
        return [Head(text.removesuffix("。"), line.line, level=line.level, stop=stop)]
    if line.level is None and 0 < line.run_in < len(text) and line.run_in <= LONGEST_HEADING:
        heading = text[: line.run_in].strip()
        if heading[-1:] in ("。", "：") and opening(heading) == heading:
            head = Head(heading.removesuffix("。"), line.line, style="run-in")
            return [head, paragraph(text[line.run_in :].strip(), line)]
    made = paragraph(text, line)
    return [made] if made.sentences else []
