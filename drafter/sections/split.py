"""Several documents in one file: collections, repeated titles, a table of contents glued on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from drafter.numbering import mark_of, value_of
from drafter.report import Removed
from drafter.sections.front import ends_as_title, is_byline, is_date, is_salutation, looks_like_title
from drafter.segment import compact
from drafter.tree import Line

_PIECE = re.compile(
    r"^[【\[]?(?:第\s*[一二三四五六七八九十百0-9]{1,3}\s*篇|篇\s*[一二三四五六七八九十0-9]{1,3}|(?:范文|例文|样本)\s*[一二三四五六七八九十0-9]{1,3})[】\]]?(?:[：:、.．\s\u3000]|$)"
)
_CONTENTS = re.compile(r"^[【\[]?(?:目\s*[录錄次]|提\s*纲|内容提要|文章目录)[】\]]?[：:]?$")
_NUMBERED_TITLE = re.compile(
    r"(.{4,40}?)[（(【\[]?(?:第|篇|之|范文)?([一二三四五六七八九十]{1,3}|[0-9]{1,2})(?:篇)?[】\])）]?\s*[：:]?"
)
_ENTRY_TAIL = re.compile(r"[\s.．·…—\-_]*[（(]?\d{0,3}[）)]?\s*$")
_ENTRY_HEAD = re.compile(
    r"^(?:第\s*[一二三四五六七八九十百0-9]{1,3}\s*篇|篇\s*[一二三四五六七八九十0-9]{1,3})[：:、.．\s]*"
)
# What these begin or end with: one look at a character tells most lines.
_PIECE_BEGINS = frozenset("【[第篇范例样")
_CONTENTS_BEGIN = frozenset("【[目提内文")
_NUMBER_ENDS = frozenset("一二三四五六七八九十0123456789篇】])）：:")
_ENDS = tuple("。！？”）)!?")
_BEGINS = tuple("。：！”")
_MIN_AGAIN = 60


def _key(text: str) -> str:
    """A title without number, page number and spaces, for finding it again."""
    text = _ENTRY_HEAD.sub("", compact(text))
    mark = mark_of(text)
    return _ENTRY_TAIL.sub("", text[mark.end :] if mark else text)


def _contents(lines: Sequence[Line], texts: Sequence[str]) -> tuple[frozenset[int], frozenset[str]]:
    """Places of the lines of a table of contents, and those of its entries that are titles of documents."""
    for place, text in enumerate(texts[:40]):
        if text[:1] not in _CONTENTS_BEGIN or lines[place].own or not _CONTENTS.match(text):
            continue
        counts: dict[str, int] = {}
        for other in lines[place + 1 :]:
            if len(other.text) <= 90:
                key = _key(other.text)
                counts[key] = counts.get(key, 0) + 1
        seen: list[str] = []
        for entry in lines[place + 1 : place + 200]:
            key = _key(entry.text)
            if len(entry.text) > 90 or counts.get(key, 0) < 2 or key in seen:
                break
            seen.append(key)
        if len(seen) >= 2:
            titles = [key for key in seen if ends_as_title(key)]
            return frozenset(range(place, place + 1 + len(seen))), frozenset(
                seen if len(titles) * 2 > len(seen) else ()
            )
    return frozenset(), frozenset()


def _numbered_titles(lines: Sequence[Line], texts: Sequence[str]) -> frozenset[int]:
    """Places of titles that are numbered on: 心得体会一： 心得体会二： or 实施方案【第一篇】 【第二篇】."""
    rows: dict[str, list[tuple[int, int]]] = {}
    for place, text in enumerate(texts):
        if not 6 <= len(text) <= 50 or text[-1] not in _NUMBER_ENDS or lines[place].own:
            continue
        match = _NUMBERED_TITLE.fullmatch(text)
        if match:
            rows.setdefault(compact(match.group(1)), []).append((place, value_of(match.group(2))))
    places: list[int] = []
    for row in rows.values():
        # 「心得体会3篇」 over them is the collection's own title.
        start = next((n for n, (_, value) in enumerate(row) if value == 1), len(row))
        if len(row) - start >= 2 and [n for _, n in row[start:]] == list(range(1, len(row) - start + 1)):
            places += [place for place, _ in row[start:]]
    return frozenset(places)


def _starts(lines: Sequence[Line], texts: Sequence[str], listed: frozenset[str], skip: frozenset[int]) -> list[int]:
    """Places where a new document begins."""
    starts: list[int] = []
    grown = 0
    titles = {compact(lines[0].text)} if lines and looks_like_title(lines[0]) else set()
    numbered = _numbered_titles(lines, texts)
    for place, text in enumerate(texts):
        fresh = False
        if not text or len(text) > 80 or lines[place].own or place in skip:
            pass
        elif (
            (text[0] in _PIECE_BEGINS and _PIECE.match(text)) or place in numbered or (listed and _key(text) in listed)
        ):
            fresh = True
        elif place and grown >= _MIN_AGAIN and len(text) <= 60 and looks_like_title(lines[place]):
            again = compact(text) in titles
            fresh = (again or (len(text) >= 10 and ends_as_title(text))) and _parts(texts, place)
            fresh = fresh and (again or _restarts(texts, place))
        if fresh:
            starts.append(place)
            titles.add(compact(text))
            grown = 0
        grown += len(text)
    return starts


def _parts(texts: Sequence[str], place: int) -> bool:
    """Whether a title could stand between these lines: one text has ended, another begins."""
    before = texts[place - 1]
    after = texts[place + 1] if place + 1 < len(texts) else ""
    headed = after.endswith(_BEGINS) or is_byline(after) or is_date(after) or is_salutation(after)
    return headed and (before.endswith(_ENDS) or is_date(before) or is_byline(before))


def _restarts(texts: Sequence[str], place: int) -> bool:
    """Whether what follows looks like the beginning of another document: a salutation, a byline, numbers from one."""
    if any(is_salutation(text) or is_date(text) for text in texts[place + 1 : place + 4]):
        return True
    before = {m.style for text in texts[max(0, place - 400) : place] if (m := mark_of(text))}
    for text in texts[place + 1 : place + 60]:
        mark = mark_of(text)
        if mark is not None and mark.style in ("han", "paren-han", "arabic", "part"):
            return mark.value == 1 and (mark.style in before or not before)
    return not before


def split(lines: Sequence[Line]) -> list[tuple[Sequence[Line], list[Removed]]]:
    """`lines` document by document, with what was dropped between them."""
    texts = [line.text.strip() for line in lines]
    skip, listed = _contents(lines, texts)
    removed = [Removed(texts[n], "目录", lines[n].line) for n in sorted(skip)]
    bounds = [place for place in _starts(lines, texts, listed, skip) if place > 0]
    pieces: list[Sequence[Line]] = []
    for low, high in zip([0, *bounds], [*bounds, len(lines)], strict=True):
        piece = [lines[n] for n in range(low, high) if n not in skip] if skip else lines[low:high]
        if piece:
            piece, marker = _without_marker(piece)
            removed += marker
        if piece:
            pieces.append(piece)
    # A heading over a whole collection is no document of its own.
    if len(pieces) > 1 and len(pieces[0]) <= 3 and all(looks_like_title(line) for line in pieces[0]):
        removed += [Removed(line.text.strip(), "合集标题", line.line) for line in pieces.pop(0)]
    if not pieces:
        return [([], removed)]
    return [(piece, removed if n == 0 else []) for n, piece in enumerate(pieces)]


def _without_marker(piece: Sequence[Line]) -> tuple[Sequence[Line], list[Removed]]:
    """第一篇：TITLE → TITLE; a marker alone on its line goes, the title is the next line."""
    text = piece[0].text.strip()
    mark = None if piece[0].own else _PIECE.match(text)
    if mark is None:
        return piece, []
    gone = [Removed(mark.group().strip(), "篇目标记", piece[0].line)]
    rest = text[mark.end() :].strip("：: 　")
    return ([replace(piece[0], text=rest, role="title"), *piece[1:]] if rest else piece[1:]), gone
