"""Lines of a Markdown file → what each one is: heading, list item, table, comment, or a line of text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from drafter.light_markdown import chunks, plain

LINE_END = re.compile(r"\r\n|\r|\n|\f|\v|\u2028|\u2029|\x85")
# `#标题` without its space is a heading too, unless the sign comes again: #话题#, ##paidbegin##.
HEADING = re.compile(r"(#{1,6})(?:[ \t\u3000]+|(?=[^#\s])(?=[^#]*$)|$)")
FENCE = re.compile(r"(`{3,}|~{3,})[^`]*$")
_ITEM = re.compile(r"(?:[-*+]|(\d{1,9}[.)]))[ \t]+(?=\S)")
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_IMAGE = re.compile(r"!\[((?:[^\[\]\\]|\\.)*)\]\(([^()\s]*)(?:\s+\"[^\"]*\")?\)")
_PIPE = re.compile(r"(?<!\\)\|")
_LONGEST_UNDERLINED = 60


class Raw(Struct, frozen=True):
    """A piece of the file before anything inside it is read."""

    kind: str  # heading, text, code, table, image, comment
    text: str
    line: int
    depth: int = 0
    number: str = ""
    rows: tuple[str, ...] = ()


def blocks(lines: Sequence[str], n: int = 0) -> Iterator[Raw]:
    """What the lines from `n` on are, by their beginnings and by the line below."""
    close, ends = n - 1, False
    while n < len(lines):
        text = lines[n].strip("\ufeff \t\u3000\u00a0")
        n += 1
        if not text:
            continue
        if text.startswith("<!--"):
            if close < n - 1:
                close = next((m for m in range(n - 1, len(lines)) if "-->" in lines[m]), len(lines))
                ends = close < len(lines) and lines[close].find("-->") == len(lines[close].rstrip()) - 3
            if close == n - 1:
                parts = list(chunks(text))
                if not any(rest.strip() for rest, _ in parts):
                    yield from (Raw("comment", inner, n) for _, inner in parts if inner is not None)
                    continue
            elif ends:
                yield Raw("comment", "\n".join([text, *lines[n : close + 1]]).strip()[4:-3], n)
                n = close + 1
                continue
        fence = FENCE.match(text)
        end = _fence_end(lines, n, fence.group(1)) if fence else None
        heading = HEADING.match(text)
        if end is not None:
            yield from (Raw("code", lines[m].strip(), m + 1) for m in range(n, end) if lines[m].strip())
            n = end + 1
        elif heading:
            yield Raw("heading", _opened(text[heading.end() :]), n, len(heading.group(1)))
        elif is_table(lines, n - 1):
            end = n + 1
            while end < len(lines) and "|" in lines[end]:
                end += 1
            yield Raw("table", "", n, rows=(text, *lines[n + 1 : end]))
            n = end
        elif is_underlined(lines, n - 1):
            yield Raw("heading", text, n, 1 if "=" in lines[n] else 2)
            n += 1
        elif not _is_rule(text):
            yield _text(text, n)


def _fence_end(lines: Sequence[str], n: int, fence: str) -> int | None:
    return next((m for m in range(n, len(lines)) if lines[m].strip().startswith(fence)), None)


def _opened(heading: str) -> str:
    """The words of a heading without the signs that may close it."""
    closing = heading.rstrip().rstrip("#")
    return (closing if closing[-1:] in ("", " ", "\t") else heading).strip()


def _text(text: str, n: int) -> Raw:
    """A line of text without the sign of a quotation or a list before it."""
    quote = _QUOTE.match(text)
    if quote:
        text = text[quote.end() :].strip()
    item = _ITEM.match(text)
    if item:
        text = text[item.end() :]
    image = _IMAGE.fullmatch(text)
    if image:
        return Raw("image", image.group(1), n, rows=(image.group(2),))
    return Raw("text", text, n, number=(item.group(1) or "") if item else "")


def _is_rule(text: str) -> bool:
    signs = text.replace(" ", "")
    return len(signs) >= 3 and signs[0] in "-*_=" and signs == signs[0] * len(signs)


def is_table(lines: Sequence[str], n: int) -> bool:
    """Whether a row of a table stands here, and below it the line that parts head and body."""
    if "|" not in lines[n] or n + 1 >= len(lines):
        return False
    below = lines[n + 1].strip()
    return "|" in below and "-" in below and not below.strip("|:- \t") and len(_cells(below)) == len(_cells(lines[n]))


def is_underlined(lines: Sequence[str], n: int) -> bool:
    """Whether the next line makes a heading of this one."""
    if n + 1 >= len(lines):
        return False
    below = lines[n + 1].strip()
    if len(below) < 3 or (below.strip("=") and below.strip("-")):
        return False
    text = lines[n].strip()
    return (
        0 < len(text) <= _LONGEST_UNDERLINED and text[-1] not in "。！？；" and not _is_rule(text) and "|" not in text
    )


def _cells(row: str) -> list[str]:
    row = row.strip().removeprefix("|")
    if row.endswith("|") and not row.endswith("\\|"):
        row = row[:-1]
    return [cell.strip() for cell in _PIPE.split(row)]


def table_rows(raw: Raw) -> tuple[tuple[str, ...], ...]:
    """The cells of a table as words."""
    return tuple(tuple(plain(cell) for cell in _cells(row)) for row in raw.rows)
