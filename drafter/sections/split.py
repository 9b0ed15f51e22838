"""Several documents in one file: collections, repeated titles, a table of contents glued on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.numbering import mark_of
from drafter.report import Finding
from drafter.sections.front import GENRE_END, is_byline, is_date, is_salutation, looks_like_title
from drafter.segment import compact
from drafter.tree import Line

_PIECE = re.compile(
    r"^[【\[]?(?:第\s*[一二三四五六七八九十百0-9]{1,3}\s*篇|篇\s*[一二三四五六七八九十0-9]{1,3}|(?:范文|例文|样本)\s*[一二三四五六七八九十0-9]{1,3})[】\]]?(?:[：:、.．\s\u3000]|$)"
)
_CONTENTS = re.compile(r"^[【\[]?目\s*[录錄次][】\]]?[：:]?$")
_ENTRY_TAIL = re.compile(r"[\s.．·…—\-_]*[（(]?\d{0,3}[）)]?\s*$")
_ENTRY_HEAD = re.compile(
    r"^(?:第\s*[一二三四五六七八九十百0-9]{1,3}\s*篇|篇\s*[一二三四五六七八九十0-9]{1,3})[：:、.．\s]*"
)
_ENDS = "。！？”）)!?"
_MIN_LENGTH = 250


def _key(text: str) -> str:
    """A title without number, page number and spaces, for finding it again."""
    text = _ENTRY_HEAD.sub("", compact(text))
    mark = mark_of(text)
    return _ENTRY_TAIL.sub("", text[mark.end :] if mark else text)


def _contents(lines: Sequence[Line]) -> tuple[frozenset[int], frozenset[str]]:
    """Places of the lines of a table of contents, and the titles that it lists."""
    for place, line in enumerate(lines[:60]):
        if not _CONTENTS.match(line.text.strip()):
            continue
        later = {_key(other.text) for other in lines[place + 2 :] if len(other.text) <= 80}
        counts: dict[str, int] = {}
        for other in lines[place + 1 :]:
            if len(other.text) <= 80:
                counts[_key(other.text)] = counts.get(_key(other.text), 0) + 1
        end = place + 1
        while (
            end < len(lines)
            and len(lines[end].text) <= 80
            and counts.get(_key(lines[end].text), 0) >= 2
            and end - place <= 200
        ):
            key = _key(lines[end].text)
            if any(_key(lines[n].text) == key for n in range(place + 1, end)):
                break
            end += 1
        if end - place >= 3:
            keys = frozenset(_key(lines[n].text) for n in range(place + 1, end)) & frozenset(later)
            return frozenset(range(place, end)), keys
    return frozenset(), frozenset()


def _starts(lines: Sequence[Line], listed: frozenset[str], skip: frozenset[int]) -> list[int]:
    """Places where a new document begins."""
    starts: list[int] = []
    grown = 0
    titles = {compact(lines[0].text)} if lines and looks_like_title(lines[0]) else set()
    for place, line in enumerate(lines):
        text = line.text.strip()
        if line.own or place in skip or not text:
            grown += len(text)
            continue
        before = lines[place - 1].text.strip() if place else ""
        after = lines[place + 1].text.strip() if place + 1 < len(lines) else ""
        fresh = False
        if len(text) <= 80 and (_PIECE.match(text) or (listed and _key(text) in listed)):
            fresh = True
        elif place and grown >= _MIN_LENGTH and len(text) <= 60 and looks_like_title(line):
            ended = before[-1:] in tuple(_ENDS) or is_date(before) or is_byline(before)
            headed = is_byline(after) or is_date(after) or is_salutation(after) or after[-1:] in tuple("。：！”")
            again = compact(text) in titles
            fresh = (
                ended
                and headed
                and (again or (len(text) >= 10 and GENRE_END.search(text) is not None and _restarts(lines, place)))
            )
        if fresh:
            starts.append(place)
            titles.add(compact(text))
            grown = 0
        grown += len(text)
    return starts


def _restarts(lines: Sequence[Line], place: int) -> bool:
    """Whether what follows looks like the beginning of another document: a salutation, a byline, numbers from one."""
    if any(is_salutation(line.text.strip()) or is_date(line.text.strip()) for line in lines[place + 1 : place + 4]):
        return True
    before = {m.style for line in lines[max(0, place - 400) : place] if (m := mark_of(line.text.strip()))}
    for line in lines[place + 1 : place + 60]:
        mark = mark_of(line.text.strip())
        if mark is not None and mark.style in ("han", "paren-han", "arabic", "part"):
            return mark.value == 1 and (mark.style in before or not before)
    return not before


def split(lines: Sequence[Line]) -> list[tuple[list[Line], list[Finding]]]:
    """`lines` document by document, with what was dropped between them."""
    if lines and all(line.own for line in lines):
        return [(list(lines), [])]
    skip, listed = _contents(lines)
    starts = _starts(lines, listed, skip)
    findings: list[Finding] = []
    if skip:
        text = "\n".join(lines[n].text for n in sorted(skip))
        message = f"目录：第 {lines[min(skip)].line} 行起 {len(skip)} 行：已略去，正文按目录分篇"
        findings.append(Finding("contents", "提示", message, lines[min(skip)].line, text))
    bounds = [place for place in starts if place > 0]
    pieces: list[tuple[list[Line], list[Finding]]] = []
    for low, high in zip([0, *bounds], [*bounds, len(lines)], strict=True):
        piece = [lines[n] for n in range(low, high) if n not in skip]
        mark = _PIECE.match(piece[0].text.strip()) if piece else None
        if mark is not None and piece:
            piece = _without_marker(piece, mark.end())
        if piece:
            pieces.append((piece, []))
    if not pieces:
        return [([], findings)]
    # A heading over a whole collection is no document of its own.
    if len(pieces) > 1 and len(pieces[0][0]) <= 2 and all(looks_like_title(line) for line in pieces[0][0]):
        for line in pieces[0][0]:
            message = f"合集标题：“{line.text.strip()[:20]}”：已略去，各篇另有标题"
            findings.append(Finding("collection-title", "提示", message, line.line, line.text.strip()))
        pieces.pop(0)
    pieces[0][1].extend(findings)
    return pieces


def _without_marker(piece: list[Line], end: int) -> list[Line]:
    """第一篇：TITLE → TITLE; a marker alone on its line goes, the title is the next line."""
    from msgspec.structs import replace

    text = piece[0].text.strip()[end:].strip("：: 　")
    if text:
        return [replace(piece[0], text=text, role="title"), *piece[1:]]
    return piece[1:]
