"""Our own light Markdown: what its comments say is fact. Typed by hand it may lack any of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from drafter.light_markdown import Note, chunks, note_of, plain
from drafter.numbering import mark_of
from drafter.readers.markdown_blocks import Raw, table_rows
from drafter.report import Finding
from drafter.segment import sentences
from drafter.tree import Line, Sentence, Source
from drafter.wordstyles import unattached, undated

_RUN_IN = re.compile(r"\*\*((?:[^*\\]|\\.)+)\*\*")
_NOTHING = Note()
_UNDONE = {"date": undated, "attachment": unattached}


def own_lines(raws: Iterator[Raw]) -> Source:
    """The lines of one of our own files, and the comments in it that nobody understands."""
    reader = _Reader()
    for raw in raws:
        reader.take(raw)
    return Source(tuple(reader.lines), tuple(reader.findings))


class _Reader:
    """What has been read, and what the comments so far say of the lines to come."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.findings: list[Finding] = []
        self.own_line = 0
        self.home: int | None = None
        self.cells = ""

    def take(self, raw: Raw) -> None:
        if raw.kind == "comment":
            self._alone(raw, self._note(raw.text, raw.line))
        elif raw.kind == "heading":
            self._heading(raw)
        elif raw.kind == "table":
            self._body(Line("", raw.line, rows=self._rows(raw)))
        elif raw.kind == "image":
            self._body(Line("", raw.line, image=plain(raw.text)))
        else:
            self._text(raw)

    def _note(self, inner: str, line: int) -> Note:
        note = note_of(inner)
        if note is None:
            message = f"看不懂的注释“{inner.strip()[:30]}”：第 {line} 行：不影响正文，请按模板说明核对写法"
            self.findings.append(Finding("md-comment", "提示", message, line, inner.strip()))
        return note or _NOTHING

    def _alone(self, raw: Raw, note: Note) -> None:
        """A comment on a line of its own: a section without heading, the way back, or how long rows are."""
        if note.kind is not None:
            self.own_line = note.level or 1
            self._head(Line("", raw.line, level=self.own_line, style="none"), note)
        if note.back is not None:
            self.home = note.back
        self.cells = note.cells or ""

    def _head(self, line: Line, note: Note) -> None:
        self.home = None
        said = {"kind": note.kind, "theme": note.theme, "passage": note.passage, "card": note.card}
        self.lines.append(replace(line, role="heading", own=True, **said))

    def _body(self, line: Line) -> None:
        self.lines.append(replace(line, role="body", own=True, level=self.home))

    def _rows(self, raw: Raw) -> tuple[tuple[str, ...], ...]:
        rows = table_rows(raw)
        lengths = [int(length) for length in self.cells.split(",") if length.isdecimal()]
        self.cells = ""
        if len(lengths) != len(rows):
            return rows
        return tuple(row[:length] for row, length in zip(rows, lengths, strict=True))

    def _parts(self, raw: Raw) -> list[tuple[str, Note]]:
        """The words up to each comment, with what it says."""
        text = raw.number + raw.text
        if "-->" not in text:
            return [(text, _NOTHING)]
        return [(words, _NOTHING if inner is None else self._note(inner, raw.line)) for words, inner in chunks(text)]

    def _heading(self, raw: Raw) -> None:
        parts = self._parts(raw)
        text = _plain("".join(words for words, _ in parts))
        note = next((note for _, note in parts if note.kind is not None), parts[0][1])
        if raw.depth == 1 and note.kind is None:
            self.lines.append(Line(text, raw.line, role="title", own=True))
            return
        self.own_line = note.level or max(raw.depth - 1, 1)
        number, heading = _numbered(text, note)
        self._head(Line(heading, raw.line, level=self.own_line, number=number, style="own-line"), note)

    def _text(self, raw: Raw) -> None:
        bold = _RUN_IN.match(raw.text) if raw.text.startswith("**") else None
        if bold:
            text = plain(bold.group(1))
            rest = raw.text[bold.end() :]
            note = self._leading(rest, raw.line)
            if note is not None or mark_of(text):
                self._run_in(raw, text, note or _NOTHING)
                raw = replace(raw, text=rest[rest.index("-->") + 3 :] if note is not None else rest)
                if not raw.text.strip():
                    return
        self._paragraph(raw)

    def _leading(self, rest: str, line: int) -> Note | None:
        """The comment right after a run-in heading."""
        if not rest.startswith("<!--") or "-->" not in rest:
            return None
        note = note_of(rest[4 : rest.index("-->")])
        return note if note is not None and note.phrase is None and not note.cut and not note.role else None

    def _run_in(self, raw: Raw, text: str, note: Note) -> None:
        if not note.bare:
            text = text.removesuffix("。")
        number, heading = _numbered(text, note)
        level = note.level or self.own_line + 1
        self._head(Line(heading, raw.line, level=level, number=number, style="run-in"), note)

    def _paragraph(self, raw: Raw) -> None:
        parts = self._parts(raw)
        said = parts[0][1] if len(parts) == 1 else next((note for _, note in parts if note.role), _NOTHING)
        if said.role:
            text = _plain("".join(words for words, _ in parts))
            undo = None if said.bare else _UNDONE.get(said.role)
            self.lines.append(Line(undo(text) if undo else text, raw.line, role=said.role, own=True))
            return
        found: list[Sentence] = []
        for words, note in parts:
            text = _plain(words)
            whole = note.cut or note.phrase is not None
            pieces = [text] if whole else [piece.strip() for piece in sentences(text)]
            found += [Sentence(piece, note.phrase, raw.line) for piece in pieces if piece]
        if found:
            text = "".join([sentence.text for sentence in found])
            self.lines.append(Line(text, raw.line, "body", self.home, own=True, sentences=tuple(found)))


def _plain(raw: str) -> str:
    return plain(raw.strip(" \t\u3000"))


def _numbered(text: str, note: Note) -> tuple[str, str]:
    """Number and heading of a printed heading."""
    if note.number is not None and text.startswith(note.number):
        return note.number, text[len(note.number) :].strip()
    mark = mark_of(text)
    return (mark.text, text[mark.end :].strip()) if mark else ("", text)
