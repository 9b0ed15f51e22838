"""Lines → headings, points and paragraphs, before anything is known of levels."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
_AFTER_SENTENCE = re.compile(r"[。！？：!?:][“ \u3000]?(?=[（(〔]?[一二三四五六七八九十0-9０-９①-⑳第其])")
_COLON = re.compile(r"[^，。；！？：:,;“”]{2,20}[：:](?!$)")
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


def _segments(line: Line) -> list[_Segment]:
    """The line cut before every number that opens it or one of its sentences."""
    text = line.text.strip()
    if line.number:
        automatic = mark_of(line.number + "甲") or Mark("arabic", 0, line.number, 0)
        return [_Segment(line, text, replace(automatic, text=line.number, end=0), True)]
    first = mark_of(text)
    if first is not None and first.style == "han" and _ANOTHER.match(text, first.end):
        first = None  # 一、二、三产业
    found = [_Segment(line, text, first, True)]
    if line.level is not None and len(text) <= LONGEST_HEADING:
        return found
    start = 0
    for match in _AFTER_SENTENCE.finditer(text):
        at = match.end()
        mark = mark_of(text[at : at + 16])
        if mark is None or at == start or (text[match.start()] in "：:" and mark.value != 1):
            continue
        found[-1].text = text[start:at]
        found.append(_Segment(line, text[at:], mark, False))
        start = at
    return found


def _link(segments: Sequence[_Segment]) -> None:
    """Marks which numbers are meant as numbers: those that open a line, and others only in a row of two or more."""
    rows: dict[str, _Segment] = {}
    for segment in segments:
        mark = segment.mark
        if mark is None:
            continue
        strong = segment.first and mark.style not in _WEAK
        before = rows.get(mark.style)
        if before is not None and before.mark is not None and before.mark.value + 1 == mark.value:
            before.valid = segment.valid = True
        rows[mark.style] = segment
        if segment.first and mark.value == 1 and _POINT_ALONE.match(segment.text, mark.end):
            segment.valid = True
        if strong:
            segment.valid = True
            for weak in POINTS:
                rows.pop(weak, None)
    decimals = [s for s in segments if s.first and s.mark is not None and s.mark.style.startswith("decimal")]
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
    colon = _COLON.match(rest)
    if colon and not _SPEAKS.search(colon.group()) and rest[colon.end()] not in "“《":
        return colon.group(), rest[colon.end() :].strip()
    if len(first) > LONGEST_HEADING or "：“" in first:
        return "", rest
    return first.strip(), rest[len(first) :].strip()


def _head(segment: _Segment, stands_over: bool, listed: bool) -> tuple[Head, str]:
    """The heading of a numbered segment and the text left for its first paragraph."""
    mark, line = segment.mark, segment.line
    assert mark is not None
    rest = segment.text[mark.end :].strip()
    style: Style = "own-line"
    heading, text, stop = rest, "", False
    if rest:
        first = opening(rest)
        alone = segment.first and mark.style not in POINTS and first == rest
        if alone and rest[-1] == "。" and len(rest) <= _LONGEST_WITH_STOP and stands_over and not listed:
            heading, stop = rest[:-1], True
        elif not (alone and rest[-1] not in _TERMINAL and len(rest) <= LONGEST_HEADING + 20):
            set_off = line.run_in - segment.text.index(rest, mark.end) if segment.first else 0
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


def _bare_headings(lines: Sequence[Line]) -> frozenset[int]:
    """Places of short lines without number or stop that each stand over text: headings if there are two or more."""
    places = []
    for n, line in enumerate(lines[:-1]):
        text = line.text.strip()
        short = 2 <= len(text) <= 32 and text[-1] not in "。！？!?；;，,：:、…"
        if not short or line.number or line.rows or line.image or mark_of(text) or _LIST_LEAD.match(text):
            continue
        after = lines[n + 1].text.strip()
        before = lines[n - 1].text.strip() if n else ""
        stands_over_text = after[-1:] in tuple("。！？；：") or mark_of(after) is not None
        if stands_over_text and (n == 0 or before[-1:] in tuple("。！？”；：") or mark_of(before)):
            places.append(n)
    return frozenset(places) if len(places) >= 2 else frozenset()


def items(lines: Sequence[Line]) -> list[Item]:
    """What stands in the body of a document, in reading order."""
    strange = [line for line in lines if not line.own]
    bare = _bare_headings(strange) if strange else frozenset()
    bare_lines = {id(strange[n]) for n in bare}
    cut: dict[int, list[_Segment]] = {
        id(line): _segments(line) for line in strange if not line.rows and not line.image and line.text.strip()
    }
    _link([segment for line in strange for segment in cut.get(id(line), ())])
    merged = {key: _merge(segments) for key, segments in cut.items()}
    found: list[Item] = []
    last_listed: tuple[str, int, bool] = ("", 0, False)
    for place, line in enumerate(lines):
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
        after = lines[place + 1] if place + 1 < len(lines) else None
        follows = merged.get(id(after)) if after is not None else None
        for segment in merged.get(id(line), ()):
            if not segment.valid or segment.mark is None:
                found.extend(_plain(segment, id(line) in bare_lines))
                last_listed = ("", 0, False)
                continue
            mark = segment.mark
            stands_over = follows is not None and not (
                follows[0].valid and follows[0].mark and follows[0].mark.style == mark.style
            )
            style, value, single = last_listed
            listed = single and style == mark.style and mark.value == value + 1
            head, text = _head(segment, stands_over and segment is merged[id(line)][-1], listed)
            last_listed = (mark.style, mark.value, head.style == "run-in" and not text)
            found.append(head)
            if text:
                found.append(paragraph(text, line))
    return found


def _plain(segment: _Segment, bare: bool) -> list[Item]:
    """A segment without number: a heading that the file declares or that stands bare over its text, or a paragraph."""
    line, text = segment.line, segment.text.strip()
    declared = line.level is not None and len(text) <= LONGEST_HEADING + 20
    if text and (bare or (declared and (text[-1] not in _TERMINAL or opening(text) == text))):
        stop = text.endswith("。")
        return [Head(text.removesuffix("。"), line.line, level=line.level, stop=stop)]
    if line.level is None and segment.first and 0 < line.run_in < len(text) and line.run_in <= LONGEST_HEADING:
        heading = text[: line.run_in].strip()
        if heading[-1:] in ("。", "：") and opening(heading) == heading:
            head = Head(heading.removesuffix("。"), line.line, style="run-in")
            return [head, paragraph(text[line.run_in :].strip(), line)]
    made = paragraph(text, line)
    return [made] if made.sentences else []
