"""The tree → the paragraphs, tables and pictures of the body."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from drafter.report import Finding
from drafter.tree import Block, Document, Image, Paragraph, Section, Sentence, Table
from drafter.wordstyles import (
    ATTACHMENT,
    BODY,
    BYLINE,
    CELL,
    DATE,
    HEADINGS,
    IMAGE,
    NOTE,
    RUN_IN,
    SALUTATION,
    SIGNATURE,
    SIGNED_DATE,
    TITLE,
    Mark,
    attached,
    dated,
    dates_signature,
    headed,
    heading_of,
    run_in,
    unattached,
    undated,
)
from drafter.writers.word import runs
from drafter.writers.word.annotations import Annotations
from drafter.writers.word.shells import Shell

# Imported where they are used, for a plain document needs none of them: tables, pictures, titles, segment.

_CLOSED_UP = '<w:spacing w:after="0"/>'


class Body:
    """The body of one document while it is written: its XML so far, its pictures, what could not be kept."""

    def __init__(self, shell: Shell, annotations: Annotations, media: Mapping[str, bytes]) -> None:
        self._shell, self._notes, self._media = shell, annotations, media
        self._open: list[int] = []
        self._heads = {
            name: f'<w:p><w:pPr><w:pStyle w:val="{shell.ids[name]}"/>{_UNNUMBERED if name in shell.numbered else ""}'
            for name in _STYLES
        }
        self._tail = ""
        self._told: set[str] = set()
        self.xml: list[str] = []
        self.pictures: dict[str, tuple[str, str]] = {}
        self.findings: list[Finding] = []

    def write(self, document: Document, notes: Sequence[str]) -> None:
        """All of `document`, then `notes` that are no part of it."""
        self._front(document)
        self._blocks(document.body, 0)
        self._attachments(document.attachments)
        self._signature(document.signature, document.date if dates_signature(document) else "")
        for n, note in enumerate(notes):
            self._paragraph(NOTE, runs.run(note), _BEFORE.format(self._shell.pitch) if n == 0 else "")
        self._after_table()

    def _paragraph(self, style: str, content: str, properties: str = "") -> None:
        if style in self._shell.missing and style not in self._told:
            self._told.add(style)
            self.findings.append(Finding("template-style", "疑似", self._shell.missing[style]))
        self.xml.append(f"{self._heads[style]}{properties}</w:pPr>{content}</w:p>")

    # Front and back

    def _front(self, document: Document) -> None:
        # A signed paper carries its date under the signature.
        date = "" if dates_signature(document) else dated(document.date)
        below = [
            (DATE, self._exact(document.date, date, undated(date)) + self._notes.words(date)) if date else None,
            (BYLINE, self._notes.words(document.byline)) if document.byline else None,
        ]
        lines = [line for line in below if line]
        if document.title:
            from drafter.writers.word.titles import broken

            words = "<w:r><w:br/></w:r>".join(
                self._notes.words(line) for line in broken(document.title, self._shell.title_characters)
            )
            exact = self._exact(document.title, document.title.replace("\n", ""), document.title.replace("\n", ""))
            self._paragraph(TITLE, exact + words, _CLOSED_UP if lines else "")
        for n, (style, content) in enumerate(lines):
            self._paragraph(style, content, _CLOSED_UP if n < len(lines) - 1 else "")
        if document.salutation:
            printed = document.salutation.rstrip(" \u3000:：") + "："
            exact = self._exact(document.salutation, printed, printed)
            self._paragraph(SALUTATION, exact + self._notes.words(printed))

    def _exact(self, text: str, printed: str, understood: str) -> str:
        """A mark with the words of the tree where the printed ones do not give them back."""
        return "" if text == understood else self._notes.mark(Mark("text", text=text, printed=printed))

    def _attachments(self, attachments: tuple[str, ...]) -> None:
        for n, (text, printed) in enumerate(zip(attachments, attached(attachments), strict=True)):
            # Two characters in; the following lines under the first character of the name.
            name = unattached(printed)
            hanging = runs.characters(printed[: len(printed) - len(name)]) if printed.endswith(name) else 0
            left = 2 + (runs.characters("附件：") if n else 0) + hanging
            properties = (
                (_BEFORE.format(self._shell.pitch) if n == 0 else "")
                + f'<w:ind w:leftChars="{round(left * 100)}" w:left="{round(left * self._shell.em)}" '
                + f'w:hangingChars="{round(hanging * 100)}" w:hanging="{round(hanging * self._shell.em)}"/>'
            )
            self._paragraph(ATTACHMENT, self._exact(text, printed, name) + self._notes.words(printed), properties)

    def _signature(self, signature: str, date: str) -> None:
        lines = [line for line in signature.split("\n") if line.strip()] if signature else []
        if lines and date:
            lines.append(date)
        widths = [runs.characters(line.strip()) for line in lines]
        # The last line, the date, ends four characters from the edge; names stand centred above it.
        axis = max(4 + widths[-1] / 2, max(widths) / 2) if lines else 0.0
        for n, (line, width) in enumerate(zip(lines, widths, strict=True)):
            indent = max(0.0, axis - width / 2)
            properties = (
                _BEFORE.format(2 * self._shell.pitch) if n == 0 else ""
            ) + f'<w:ind w:rightChars="{round(indent * 100)}" w:right="{round(indent * self._shell.em)}"/>'
            style = SIGNED_DATE if date and n == len(lines) - 1 else SIGNATURE
            self._paragraph(style, self._notes.words(line), properties)

    # The body

    def _blocks(self, blocks: Sequence[Block], level: int) -> None:
        for block in blocks:
            if isinstance(block, Section):
                self._section(block)
                continue
            if (self._open or [0])[-1] != level:
                self._tail += self._notes.mark(Mark("back", level=level))
                self._close(level)
            if isinstance(block, Paragraph):
                if any(sentence.text for sentence in block.sentences):
                    self._paragraph(BODY, self._taken() + self._sentences(block.sentences))
            elif isinstance(block, Table):
                self._table(block)
            else:
                self._image(block)

    def _taken(self) -> str:
        """The marks that wait for the next paragraph."""
        tail, self._tail = self._tail, ""
        return tail

    def _close(self, level: int) -> None:
        while self._open and self._open[-1] > level:
            self._open.pop()

    def _section(self, section: Section) -> None:
        self._close(section.level - 1)
        self._open.append(section.level)
        body = section.body
        depth = min(max(section.level, 1), len(HEADINGS)) - 1
        plain = section.style == "none" and not section.heading and not section.number
        printed = "" if plain else (run_in if section.style == "run-in" else headed)(section.number, section.heading)
        self._tail += self._notes.mark(
            Mark(
                "section",
                number=section.number,
                level=section.level,
                kind=section.kind,
                style=section.style,
                theme=section.theme,
                passage=section.passage,
                card=section.card,
            )
        )
        understood = heading_of(section.number, printed, section.style).replace("\n", "").strip()
        if section.style == "run-in" and printed:
            first = body[0].sentences if body and isinstance(body[0], Paragraph) else ()
            body = body[1:] if first else body
            whole = printed + "".join(sentence.text for sentence in first)
            words = self._taken() + self._exact(section.heading, whole, understood)
            words += self._notes.words(printed, self._shell.ids[RUN_IN[depth]])
            self._paragraph(BODY, words + self._sentences(first))
        elif printed:
            exact = self._exact(section.heading, printed, understood)
            self._paragraph(HEADINGS[depth], self._taken() + exact + self._notes.words(printed))
        self._blocks(body, section.level)

    def _sentences(self, said: Sequence[Sentence]) -> str:
        """The sentences; marked one by one where they have ids or a reader would cut them otherwise."""
        if not said:
            return ""
        text = "".join(sentence.text for sentence in said)
        self._lost(text)
        if any(sentence.phrase for sentence in said) or _cut(text) != [sentence.text for sentence in said]:
            return "".join(self._notes.sentence(sentence, marked=True) for sentence in said if sentence.text)
        return self._notes.words(text)

    def _lost(self, text: str) -> None:
        characters = runs.unwritable(text)
        if characters:
            message = f"控制字符写不进 Word：{len(characters)} 个：已略去，请核对前后文字"
            self.findings.append(Finding("control-characters", "提示", message, text=text))

    # Tables and pictures

    def _table(self, table: Table) -> None:
        from drafter.writers.word.tables import grid

        columns = max(map(len, table.rows), default=0)
        if not columns:
            return
        self._after_table()
        if any(len(row) != columns for row in table.rows):
            self._tail += self._notes.mark(Mark("table", widths=tuple(len(row) for row in table.rows)))
        cells = [[self._cell(text) for text in (*row, *[""] * (columns - len(row)))] for row in table.rows]
        self.xml.append(grid(table.rows, cells, self._shell))

    def _cell(self, text: str) -> str:
        self._lost(text)
        return self._taken() + (self._notes.words(text) if text else "")

    def _after_table(self) -> None:
        """Word joins tables that touch, and wants a paragraph after the last one: a line a quarter high."""
        if self.xml and self.xml[-1].endswith("</w:tbl>"):
            self._paragraph(CELL, "", '<w:snapToGrid w:val="0"/><w:spacing w:line="160" w:lineRule="exact"/>')

    def _image(self, image: Image) -> None:
        from drafter.writers.word.pictures import drawing, picture

        data = self._media.get(image.name)
        found = picture(data) if data is not None else None
        if data is None or found is None:
            reason = "文件里没有它的数据" if data is None else "Word 不认这种图片格式"
            message = f"图片没能写进 Word：{image.name}：{reason}，请手工补上"
            self.findings.append(Finding("picture-missing", "疑似", message, text=image.name))
            mark = self._notes.mark(Mark("image", text=image.name))
            words = runs.run(f"［图片：{image.name}］", highlight=self._notes.on)
            self._paragraph(IMAGE, self._taken() + mark + words)
            return
        if image.name not in self.pictures:
            self.pictures[image.name] = (f"image{len(self.pictures) + 1}.{found.suffix}", found.media_type)
        part, _ = self.pictures[image.name]
        # Not over the whole page: a line below it stays on the page.
        height = self._shell.height - 2 * self._shell.pitch
        words = drawing(found, image.name, relation(part), len(self.xml) + 1, self._shell.width, height)
        self._paragraph(IMAGE, self._taken() + words)


def relation(part: str) -> str:
    """The id of the relationship to the picture in the file `part`."""
    return "rIdDrafter" + part.partition(".")[0].capitalize()


_ENDS = re.compile("[。！？!?｡….\n]")


def _cut(text: str) -> list[str]:
    """The sentences that a reader would find in `text`."""
    if not _ENDS.search(text, 0, len(text) - 1):
        return [text]
    from drafter.segment import sentences

    return sentences(text)


_STYLES = (TITLE, DATE, BYLINE, SALUTATION, *HEADINGS, BODY, ATTACHMENT, SIGNATURE, SIGNED_DATE, IMAGE, CELL, NOTE)
# Numbers are text: a template that numbers its headings by itself would give each one two.
_UNNUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
_BEFORE = '<w:spacing w:before="{}"/>'
