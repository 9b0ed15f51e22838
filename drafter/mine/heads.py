"""Headings one by one, families of parallel headings, and outlines: the skeletons of whole documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import reduce

from drafter.mine.found import Found
from drafter.mine.labels import kind_of
from drafter.mine.records import Heading, Record

_QUOTED = re.compile(r"“[^”]*”")
_MARKS = re.compile(r"[，、；：]")
# 四下基层 in every heading does not make a frame: so much of a heading must be common beside what is quoted.
_COMMON = 2
_LONGEST = 60


def headings(record: Record) -> Iterator[Found]:
    """Every heading."""
    for number, heading in enumerate(record.headings):
        if 2 <= len(heading.text) <= _LONGEST:
            yield heading.text, -1 - number, ()


def heading_families(record: Record) -> Iterator[Found]:
    """Rows of headings under one parent that are parallel: the frame they share, and the headings themselves."""
    rows: dict[tuple[int, int], list[tuple[int, str]]] = {}
    for number, heading in enumerate(record.headings):
        if 4 <= len(heading.text) <= _LONGEST:
            rows.setdefault((heading.parent, heading.level), []).append((number, heading.text))
    for _, row in sorted(rows.items()):
        if len(row) > 1:
            texts = [text for _, text in row]
            frame = parallel(texts)
            if frame:
                yield frame, -1 - row[0][0], tuple(texts)


def parallel(texts: Sequence[str]) -> str:
    """The frame that all of `texts` share, ＿ where they differ; "" where they are not parallel."""
    lengths = [len(text) for text in texts]
    if max(lengths) - min(lengths) > max(4, min(lengths) // 2) or len(set(texts)) < len(texts):
        return ""
    common = _shared(texts)
    # Single characters that happen to recur are no frame: runs of two, or the marks of one pattern.
    plain = _QUOTED.sub("", common)
    if sum(len(run) for run in re.findall(r"[一-鿿]{2,}", plain)) >= _COMMON or common.count("“") >= 2:
        return _framed(common, texts)
    if len(texts) < 3 or len(set(lengths)) > 1 or lengths[0] > 24:
        return ""
    shapes = {tuple(len(part) for part in _MARKS.split(text)) for text in texts}
    if len(shapes) == 1:
        return _MARKS.sub("，", re.sub(r"[^，、；：]", "＿", texts[0]))
    return ""


def _shared(texts: Sequence[str]) -> str:
    """What all of `texts` have in common, in order; or nothing, where it cannot be enough to make a frame."""
    every = set(texts[0]).intersection(*texts[1:])
    if sum(texts[0].count(one) for one in every.difference("，、；：")) < _COMMON:
        return ""
    marks = _MARKS.findall(texts[0])
    if all(_MARKS.findall(text) == marks for text in texts):
        # The same marks in all: what stands between them is compared piece by piece.
        pieces = [reduce(_common, column) for column in zip(*map(_MARKS.split, texts), strict=True)]
        return "".join(piece + mark for piece, mark in zip(pieces, [*marks, ""], strict=True))
    return reduce(_common, texts)


def _common(first: str, second: str) -> str:
    """The longest common subsequence of two short texts: a row of the table is one integer, a bit a character."""
    both = set(first).intersection(second)
    if not both:
        return ""
    # What only one of them has takes no part.
    first, second = ("".join([char for char in text if char in both]) for text in (first, second))
    masks = dict.fromkeys(both, 0)
    for place, char in enumerate(first):
        masks[char] |= 1 << place
    every = (1 << len(first)) - 1
    row, rows = every, []
    for char in second:
        hits = row & masks[char]
        row = ((row + hits) | (row - hits)) & every
        rows.append(row)
    found = []
    down, across = len(second), len(first)
    while down and across:
        if rows[down - 1] >> (across - 1) & 1:
            across -= 1
            continue
        down -= 1
        if not down or rows[down - 1] >> (across - 1) & 1:
            across -= 1
            found.append(first[across])
    return "".join(reversed(found))


def _framed(common: str, texts: Sequence[str]) -> str:
    """`common` with ＿ wherever one of `texts` has more."""
    gaps = set()
    for text in texts:
        at = 0
        for place, char in enumerate(common):
            found = text.index(char, at)
            if found > at:
                gaps.add(place)
            at = found + 1
        if at < len(text):
            gaps.add(len(common))
    frame = "".join(("＿" if place in gaps else "") + char for place, char in enumerate(common))
    # One character between two gaps is chance, not frame.
    frame += "＿" if len(common) in gaps else ""
    return re.sub(r"(?:＿[^的是为把将从到和与让以变化，、“”＿])+(?=＿)", "", frame)


_STYLES = {"own-line": "单列", "run-in": "段首", "none": "无题"}


def outlines(record: Record) -> Iterator[Found]:
    """The skeleton of a document: its sections in order, each with kind, number and style of its points."""
    top = [number for number, heading in enumerate(record.headings) if heading.parent < 0]
    if not top:
        yield from _led(record)
        return
    points: dict[int, list[Heading]] = {}
    for heading in record.headings:
        points.setdefault(heading.parent, []).append(heading)
    parts = []
    if record.sentences and kind_of(record.sentences[0]) == "引言":
        parts.append("引言")
    level = min(record.headings[number].level for number in top)
    parts += [_section(record.headings[number], points.get(number, ()), level) for number in top]
    if record.sentences and kind_of(record.sentences[-1]) == "结语":
        parts.append("结语")
    if len(parts) >= 2:
        lengths = _lengths(record, top)
        yield " → ".join(parts), -1 - top[0], tuple(map(str, lengths))


def _led(record: Record) -> Iterator[Found]:
    """The skeleton of a document without headings whose paragraphs are led by a quotation each."""
    paragraphs: dict[int, int] = {}
    led: set[int] = set()
    for sentence in record.sentences:
        if sentence.paragraph not in paragraphs and sentence.text.startswith("“"):
            led.add(sentence.paragraph)
        paragraphs[sentence.paragraph] = paragraphs.get(sentence.paragraph, 0) + len(sentence.text)
    if len(led) >= 2 and len(led) * 2 > len(paragraphs):
        lengths = tuple(str(size) for size in paragraphs.values())
        yield f"引语领起（{len(led)}段）", 0, lengths


def _section(heading: Heading, points: Sequence[Heading], level: int) -> str:
    told = heading.kind if heading.level == level else "·" + heading.kind
    return f"{told}（{_STYLES[points[0].style]}{len(points)}点）" if points else told


def _lengths(record: Record, top: Sequence[int]) -> list[int]:
    """How many characters stand in each top section, in order."""
    lengths = [0] * (len(record.headings) + 1)  # the last are those before all headings
    for sentence in record.sentences:
        lengths[sentence.heading] += len(sentence.text)
    # A heading stands after the one above it.
    for number in range(len(record.headings) - 1, -1, -1):
        parent = record.headings[number].parent
        if parent >= 0:
            lengths[parent] += lengths[number]
    return [lengths[number] for number in top]
