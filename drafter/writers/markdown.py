"""Document → our light Markdown (`drafter.light_markdown` says what it looks like)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from drafter.light_markdown import OWN, comment, escape, escape_line
from drafter.numbering import mark_of
from drafter.segment import sentences
from drafter.tree import Block, Document, Image, Paragraph, Section, Sentence, Table
from drafter.wordstyles import attached, dated, dates_signature, headed, run_in, unattached, undated

SUFFIXES = (".md", ".markdown")


def write(document: Document, media: Mapping[str, bytes] | None = None) -> bytes:
    """The document as Markdown in UTF-8; pictures stay names."""
    text = _Text()
    text.front(document)
    text.blocks(document.body, 0)
    text.back(document)
    return ("\n\n".join(text.lines) + "\n").encode()


class _Text:
    """The lines so far, the levels of the sections that are open, and where a run-in heading belongs."""

    def __init__(self) -> None:
        self.lines = [OWN]
        self.open: list[int] = []
        self.own_line = 0

    def front(self, document: Document) -> None:
        if document.title:
            self.lines.append("# " + _heading(document.title))
        self._said(document.byline, "署名")
        if document.date and not dates_signature(document):
            printed = dated(document.date)
            self._line(document.date, printed, undated(printed), "日期")
        self._said(document.salutation, "称谓")

    def back(self, document: Document) -> None:
        for text, printed in zip(document.attachments, attached(document.attachments), strict=True):
            self._line(text, printed, unattached(printed), "附件")
        self._said(document.signature, "落款")
        if dates_signature(document):
            self.lines.append(f"{escape_line(document.date)} {comment('日期', '原样')}")

    def _said(self, text: str, role: str) -> None:
        if text:
            self.lines += [f"{escape_line(line)} {comment(role)}" for line in text.split("\n")]

    def _line(self, text: str, printed: str, understood: str, role: str) -> None:
        """One line with its decoration, or bare where the reader could not take the decoration off again."""
        whole = printed if understood == text else text
        words = (role,) if understood == text else (role, "原样")
        self.lines.append(f"{escape_line(whole)} {comment(*words)}")

    def blocks(self, blocks: Sequence[Block], level: int) -> None:
        for block in blocks:
            if isinstance(block, Section):
                self._section(block)
                continue
            if (self.open or [0])[-1] != level:
                self.lines.append(comment(回到=str(level)))
                self._close(level)
            if isinstance(block, Paragraph):
                self.lines.append(_paragraph(block.sentences, at_start=True))
            elif isinstance(block, Table):
                self.lines += _table(block.rows)
            else:
                self.lines.append(_image(block))

    def _close(self, level: int) -> None:
        while self.open and self.open[-1] > level:
            self.open.pop()

    def _section(self, section: Section) -> None:
        self._close(section.level - 1)
        self.open.append(section.level)
        body = section.body
        if section.style == "run-in":
            line = self._run_in(section)
            if body and isinstance(body[0], Paragraph):
                line += _paragraph(body[0].sentences, at_start=False)
                body = body[1:]
            self.lines.append(line)
        else:
            self.lines.append(self._head(section))
            self.own_line = section.level
        self.blocks(body, section.level)

    def _run_in(self, section: Section) -> str:
        printed = run_in(section.number, section.heading)
        # Taking off one full stop must leave the heading, else nothing is added and nothing taken off.
        bare = printed.removesuffix("。") != headed(section.number, section.heading)
        if bare:
            printed = headed(section.number, section.heading)
        level = section.level if section.level != self.own_line + 1 else None
        return f"**{escape(printed)}**" + _note(section, level, bare)

    def _head(self, section: Section) -> str:
        if section.style == "none":
            return _note(section, section.level if section.level != 1 else None, False)
        depth = min(section.level + 1, 6)
        level = section.level if section.level + 1 != depth else None
        heading = _heading(headed(section.number, section.heading))
        return f"{'#' * depth} {heading} {_note(section, level, False)}"


def _heading(text: str) -> str:
    """Text of a `#` line, where signs at the end would close it."""
    text = escape(text)
    return text[:-1] + "\\#" if text.endswith("#") else text


def _note(section: Section, level: int | None, bare: bool) -> str:
    """What the heading itself does not say."""
    return comment(
        section.kind,
        *(["原样"] if bare else []),
        级=None if level is None else str(level),
        号=None if _tells(section) else section.number,
        要点=section.theme,
        段落谱=section.passage,
        问题卡=section.card,
    )


def _tells(section: Section) -> bool:
    """Whether the number can be told from the printed heading."""
    printed = headed(section.number, section.heading)
    mark = mark_of(printed)
    if mark is None:
        return not section.number
    return mark.text == section.number and printed[mark.end :].strip() == section.heading


def _paragraph(said: Sequence[Sentence], at_start: bool) -> str:
    """The sentences; where a reader would cut them otherwise, or where they have ids, each one's end is marked."""
    write = escape_line if at_start else escape
    text = "".join(sentence.text for sentence in said)
    if not any(sentence.phrase for sentence in said) and _cut(text) == [sentence.text for sentence in said]:
        return write(text)
    parts: list[str] = []
    for n, sentence in enumerate(said):
        parts.append((escape if parts else write)(sentence.text))
        if sentence.phrase is not None:
            parts.append(comment(词条=sentence.phrase))
        elif n < len(said) - 1 or _cut(sentence.text) != [sentence.text]:
            parts.append(comment("断"))
    return "".join(parts)


def _cut(text: str) -> list[str]:
    return [piece.strip() for piece in sentences(text)]


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    """A pipe table; rows of unequal length are filled up, and a comment says how long they were."""
    width = max(map(len, rows), default=0)
    if not width:
        return []
    ragged = any(len(row) != width for row in rows)
    lines = [f"| {' | '.join([*map(_cell, row), *[''] * (width - len(row))])} |" for row in rows]
    lines.insert(1, "|" + " --- |" * width)
    note = [comment(列=",".join(str(len(row)) for row in rows))] if ragged else []
    return [*note, "\n".join(lines)]


def _cell(text: str) -> str:
    return escape(text).replace("|", "\\|")


def _image(image: Image) -> str:
    alt = escape(image.name).replace("]", "\\]")
    return f"![{alt}]({quote(image.name)})"
