"""What hangs on the text of one document while it is written: comments, hidden marks, content controls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from drafter.tree import Sentence
from drafter.wordstyles import MARKS_NAMESPACE, SLOT, Mark
from drafter.writers.word import runs

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
# Word takes no longer tags and list entries.
_LONGEST_TAG, _LONGEST_CHOICE = 64, 255


class Annotations:
    """Numbers and collects the annotations of one document; switched off, it gives bare text."""

    def __init__(
        self,
        ids: Mapping[str, str],
        *,
        on: bool = True,
        slots: Mapping[str, tuple[str, str]] | None = None,
        trace: Mapping[str, str] | None = None,
        choices: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self.on = on
        self._slot_style = ids[SLOT]
        self._reference_style = ids["annotation reference"]
        self._text_style = ids["annotation text"]
        self._slots, self._trace, self._choices = slots or {}, trace or {}, choices
        self._comments: list[str] = []
        self._said: set[str] = set()
        self._controls = 0
        self.marks: dict[str, Mark] = {}

    def mark(self, mark: Mark) -> str:
        """An empty hidden bookmark that says `mark` about this place."""
        start, end = self._around(mark)
        return start + end

    def _around(self, mark: Mark) -> tuple[str, str]:
        if not self.on:
            return "", ""
        number = len(self.marks) + 1
        self.marks[f"_d{number}"] = mark
        return f'<w:bookmarkStart w:id="{number}" w:name="_d{number}"/>', f'<w:bookmarkEnd w:id="{number}"/>'

    def words(self, text: str, style: str = "") -> str:
        """Runs of `text`, slots highlighted, commented and, when asked for, fields to type in."""
        pieces = self._pieces(text)
        if len(pieces) == 1 and not pieces[0][1]:
            return runs.run(text, style)
        return "".join(self._slot(piece, style) if slot else runs.run(piece, style) for piece, slot in pieces)

    def _pieces(self, text: str) -> list[tuple[str, bool]]:
        """`text` cut before and after each slot."""
        if not self.on or "【" not in text:
            return [(text, False)]
        pieces: list[tuple[str, bool]] = []
        at = 0
        for match in runs.SLOT.finditer(text):
            if match.start() > at:
                pieces.append((text[at : match.start()], False))
            pieces.append((match.group(), True))
            at = match.end()
        return pieces if at == len(text) else [*pieces, (text[at:], False)]

    def _slot(self, slot: str, style: str) -> str:
        start, end = self._comment(self._slot_comment(slot[1:-1]))
        content = runs.run(slot, style or self._slot_style, highlight=True)
        if self._choices is not None:
            # Not <w:text/>: LibreOffice writes what stands in such a field four times when it saves.
            content = self._control(slot[1:-1], slot[1:-1], "<w:showingPlcHdr/>", content)
        return start + content + end

    def _slot_comment(self, name: str) -> str:
        if name in self._said:
            return f"请填写：{name}（同前）"
        self._said.add(name)
        hint, example = self._slots.get(name, ("", ""))
        return f"请填写：{name}" + (f"\n{hint}" if hint else "") + (f"\n示例：{example}" if example else "")

    def sentence(self, sentence: Sentence, marked: bool) -> str:
        """Runs of one sentence with all that hangs on it; `marked` gives it a hidden bookmark of its own."""
        phrase = sentence.phrase if self.on else None
        before, after = self._around(Mark("sentence", phrase=sentence.phrase)) if marked else ("", "")
        if phrase is not None and phrase in self._trace:
            start, end = self._comment(self._trace[phrase])
            before, after = before + start, end + after
        wordings = self._choices.get(phrase, ()) if phrase is not None and self._choices is not None else ()
        choices = tuple(dict.fromkeys((sentence.text, *wordings)))
        if phrase is None or len(choices) < 2:
            return before + self.words(sentence.text) + after
        return before + self._choice(phrase, sentence.text, choices) + after

    def _choice(self, phrase: str, text: str, choices: Sequence[str]) -> str:
        """`text` as a list to choose another wording from; with a slot in it also to type in."""
        pieces = self._pieces(text)
        items = "".join(
            f'<w:listItem w:displayText="{runs.escape(choice)}" w:value="{runs.escape(choice)}"/>'
            for choice in choices
            if len(choice) <= _LONGEST_CHOICE
        )
        kind = "comboBox" if any(slot for _, slot in pieces) else "dropDownList"
        # Comments stand around the control: inside one Word allows nothing but text.
        around = [self._comment(self._slot_comment(piece[1:-1])) for piece, slot in pieces if slot]
        content = "".join(runs.run(piece, self._slot_style if slot else "", highlight=slot) for piece, slot in pieces)
        control = self._control("换一句", phrase, f"<w:{kind}>{items}</w:{kind}>", content)
        return "".join(start for start, _ in around) + control + "".join(end for _, end in around)

    def _control(self, title: str, tag: str, kind: str, content: str) -> str:
        self._controls += 1
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{runs.escape(title[:_LONGEST_TAG])}"/>'
            f'<w:tag w:val="{runs.escape(tag[:_LONGEST_TAG])}"/><w:id w:val="{self._controls}"/>{kind}</w:sdtPr>'
            f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )

    def _comment(self, text: str) -> tuple[str, str]:
        """What opens and what closes the range of a new comment."""
        number = len(self._comments)
        style = f'<w:pPr><w:pStyle w:val="{self._text_style}"/></w:pPr>'
        paragraphs = "".join(f"<w:p>{style}{runs.run(line)}</w:p>" for line in text.split("\n"))
        self._comments.append(f'<w:comment w:id="{number}" w:author="drafter" w:initials="D">{paragraphs}</w:comment>')
        reference = f'<w:rPr><w:rStyle w:val="{self._reference_style}"/></w:rPr>'
        return (
            f'<w:commentRangeStart w:id="{number}"/>',
            f'<w:commentRangeEnd w:id="{number}"/><w:r>{reference}<w:commentReference w:id="{number}"/></w:r>',
        )

    def comments_part(self) -> str:
        """The part with all comments, "" if there are none."""
        return f"{_DECLARATION}<w:comments {W}>{''.join(self._comments)}</w:comments>" if self._comments else ""

    def marks_part(self) -> str:
        """The part that says what the hidden bookmarks mean, "" when switched off."""
        if not self.on:
            return ""
        listing = runs.escape(msgspec.json.encode(self.marks).decode())
        return f'{_DECLARATION}<drafter xmlns="{MARKS_NAMESPACE}">{listing}</drafter>'
