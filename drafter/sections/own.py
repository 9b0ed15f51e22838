"""Lines of our own files → a document: role, level, kind and style are facts, so nothing is looked at twice.

Imports nothing that guesses: a draft is read back through here in a few milliseconds, its process included.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from drafter.segment import sentences
from drafter.tree import Block, Document, Image, Line, Paragraph, Section, Sentence, Table

FRONT = ("title", "byline", "date", "salutation")
BACK = ("attachment", "signature", "date")


class _Open(Struct):
    """A section whose body is still growing."""

    line: Line
    level: int
    body: list[Block | _Open]


def paragraph(text: str, line: Line) -> Paragraph:
    """`text` as a paragraph; sentences that the file itself marks are kept as they are."""
    if line.sentences and text == line.text:
        return Paragraph(tuple(replace(s, line=s.line or line.line) for s in line.sentences))
    place = line.line
    return Paragraph(tuple([Sentence(s.strip(), None, place) for s in sentences(text)]))


def head_and_tail(lines: Sequence[Line]) -> tuple[int, int]:
    """Where the body of our own lines begins and ends."""
    start, end = 0, len(lines)
    while start < len(lines) and lines[start].own and lines[start].role in FRONT:
        start += 1
    while end > start and lines[end - 1].own and lines[end - 1].role in BACK:
        end -= 1
    return start, end


def said(lines: Sequence[Line], role: str) -> str:
    """What the lines of one role say, line by line."""
    return "\n".join(line.text for line in lines if line.role == role)


def assemble(lines: Sequence[Line]) -> Document | None:
    """The document, or None where a line is not ours or a heading's kind is left to be guessed."""
    if not lines or not all(line.own and (line.role != "heading" or line.kind) for line in lines):
        return None
    start, end = head_and_tail(lines)
    front, back = lines[:start], lines[end:]
    return Document(
        title=said(front, "title"),
        byline=said(front, "byline"),
        date=said(front, "date") or said(back, "date"),
        salutation=said(front, "salutation"),
        body=_finished(_tree(lines[start:end])),
        attachments=tuple(line.text for line in back if line.role == "attachment"),
        signature=said(back, "signature"),
    )


def _tree(lines: Sequence[Line]) -> list[Block | _Open]:
    """Every line below the heading that it belongs to."""
    top: list[Block | _Open] = []
    open_: list[_Open] = []
    for line in lines:
        if line.role == "heading":
            level = line.level or 1
            while open_ and open_[-1].level >= level:
                open_.pop()
            section = _Open(line, level, [])
            (open_[-1].body if open_ else top).append(section)
            open_.append(section)
            continue
        while line.level is not None and open_ and open_[-1].level > line.level:
            open_.pop()
        (open_[-1].body if open_ else top).append(block_of(line))
    return top


def block_of(line: Line) -> Table | Image | Paragraph:
    """A line that is no heading as a block."""
    if line.rows:
        return Table(line.rows)
    return Image(line.image) if line.image else paragraph(line.text, line)


def _finished(blocks: Sequence[Block | _Open]) -> tuple[Block, ...]:
    return tuple(_section(block) if isinstance(block, _Open) else block for block in blocks)


def _section(section: _Open) -> Section:
    line = section.line
    return Section(
        number=line.number,
        heading=line.text,
        level=section.level,
        kind=line.kind or "其他",
        style=line.style or "own-line",
        theme=line.theme,
        passage=line.passage,
        card=line.card,
        body=_finished(section.body),
    )
