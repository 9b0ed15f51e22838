"""Markdown: our own light one (see `drafter.light_markdown`) and what other people call Markdown.

One line of the file is one paragraph, as in most Chinese files; the cleaners join lines that were broken by width.
Marks that Chinese text may hold by chance (張**、1. 、#) are marks only where nothing else is likely.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.encoding import decode
from drafter.light_markdown import OWN, plain
from drafter.readers.declared import ranked
from drafter.readers.markdown_blocks import FENCE, HEADING, LINE_END, Raw, blocks, is_table, is_underlined, table_rows
from drafter.readers.markdown_own import own_lines
from drafter.report import DrafterError, Finding
from drafter.tree import Line, Source

ORDER = 60
SUFFIXES = (".md", ".markdown")

_SAMPLE = 1 << 16
_BOLD = re.compile(r"(\*\*|__)(?![\s*_])((?:[^*_\\]|\\.)+)\1")
_BOLD_START = re.compile(r"^(?:[-*+] |\d{1,2}[.)] )?\*\*(?![\s*])[^*\n]{2,80}(?<![\s、，])\*\*", re.MULTILINE)
_MATTER = re.compile(r"[\w-]+[ \t]*:|[ \t]*-[ \t]|[ \t]+\S|#|$")
_MATTER_ROLES = {
    "title": "title",
    "标题": "title",
    "author": "byline",
    "作者": "byline",
    "date": "date",
    "日期": "date",
}


# Without one of these bytes nothing looks like Markdown; UTF-16 has them too, with a zero beside them.
_MARKS = (b"#", b"*", b"`", b"|", b"~", b"-", b"+", b"=", b"<")


def claims(data: bytes, name: str) -> bool:
    """Our own marker, or signs that could not all be there by chance."""
    # A single byte is looked for many times faster than two.
    if not any(mark in data for mark in _MARKS) and not (b"]" in data and b"](" in data):
        return False
    try:
        text = decode(data, name)[:_SAMPLE]
    except DrafterError:
        return False
    return text.lstrip("\ufeff \t\r\n").startswith(OWN) or _signs(text) + name.lower().endswith(SUFFIXES) >= 2


def _signs(text: str) -> int:
    """How much in a text looks like Markdown."""
    lines = [line.strip() for line in LINE_END.split(text)]
    headings = sum(1 for line in lines if line.startswith("#") and HEADING.match(line))
    fences = sum(1 for line in lines if FENCE.match(line))
    bullets = sum(1 for line in lines if line[:2] in ("- ", "* ", "+ "))
    strong = (
        headings >= 2,
        fences >= 2,
        any(is_table(lines, n) for n in range(len(lines))),
        len(_BOLD_START.findall(text)) >= 2,
    )
    weak = (headings == 1, bullets >= 3, "](http" in text, _matter_end(lines) > 0)
    return 2 * sum(strong) + sum(weak) + any(is_underlined(lines, n) for n in range(len(lines)))


def read(data: bytes, name: str) -> Source:
    """The lines of the file, with the levels and numbers that it declares."""
    lines = LINE_END.split(decode(data, name).removeprefix("\ufeff"))
    first = next((line for line in lines if line.strip()), "")
    if first.strip().startswith(OWN):
        return own_lines(blocks(lines))
    end = _matter_end(lines)
    head, findings = _matter(lines[:end])
    return Source((*head, *ranked(list(_strange(blocks(lines, end))))), findings)


def _matter_end(lines: Sequence[str]) -> int:
    """How many lines the front matter takes."""
    if lines[0].rstrip() != "---":
        return 0
    for n, line in enumerate(lines[1:100], 2):
        if line.rstrip() in ("---", "..."):
            return n if n > 2 else 0
        if not _MATTER.match(line):
            return 0
    return 0


def _matter(lines: Sequence[str]) -> tuple[list[Line], tuple[Finding, ...]]:
    """Title, author and date of the front matter; the rest of it is listed."""
    found: list[Line] = []
    left: list[str] = []
    for n, line in enumerate(lines[1:-1], 2):
        key, _, value = line.partition(":")
        value = value.strip().strip("\"'")
        role = _MATTER_ROLES.get(key.strip().lower())
        if role == "title" and value:
            found.insert(0, Line(value, n, role="title"))
        elif role and value:
            found.append(Line(value, n))
        elif line.strip():
            left.append(line)
    if not left:
        return found, ()
    message = f"文件头信息 {len(left)} 行：第 2 行起：不是正文，未收入"
    return found, (Finding("md-front-matter", "提示", message, 2, "\n".join(left)),)


def _strange(raws: Iterator[Raw]) -> Iterator[Line]:
    """The lines of a stranger's Markdown; the level of a heading is still its depth."""
    typed, count = "", 0
    for raw in raws:
        # 1. 1. 1. is how Markdown people number 1. 2. 3.
        count = count + 1 if raw.number and raw.number == typed else 0
        typed = raw.number
        if raw.kind == "table":
            yield Line("", raw.line, rows=table_rows(raw))
        elif raw.kind == "image":
            target = "" if raw.rows[0].startswith("data:") else raw.rows[0].rpartition("/")[2]
            yield Line("", raw.line, image=target or plain(raw.text) or "图片")
        elif raw.kind == "code":
            yield Line(raw.text, raw.line)
        elif raw.kind != "comment":
            number = f"{int(typed[:-1]) + count}{typed[-1]}" if typed else ""
            yield from _worded(raw, number)


def _worded(raw: Raw, number: str) -> Iterator[Line]:
    """A line of words; the bold ones at its head may be a heading."""
    bold = _BOLD.match(raw.text)
    lead = plain(bold.group(2)) if bold else ""
    rest = plain(raw.text[bold.end() :] if bold else raw.text)
    whole = bool(lead) and not rest.strip()
    for n, text in enumerate((lead + rest).split("\n")):
        if text.strip():
            run_in = len(lead) if not n and not whole and "\n" not in lead else 0
            first = "" if n else number
            yield Line(text.strip(), raw.line, level=raw.depth or None, number=first, run_in=run_in, bold=whole)
