"""Our own page: what its attributes say is fact."""

from __future__ import annotations

import binascii
import re
from collections.abc import Mapping
from typing import get_args

from msgspec.structs import replace

from drafter.segment import sentences
from drafter.tree import Kind, Line, Role, Sentence, Source, Style
from drafter.wordstyles import unattached, undated

_BLOCKS = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "div", "li", "figure", "blockquote", "pre", "table", "section", "main")
)
_UNSEEN = frozenset(("script", "style", "title"))
_UNDONE = {"date": undated, "attachment": unattached}
_SPACE = re.compile(r"\s+")
_DATA = re.compile(r"data:image/[\w.+-]{1,40};base64,")
_ENDS = " \t\n"
_DEEPEST = 9
_LEVELS = frozenset(map(str, range(1, _DEEPEST + 1)))


class OwnPage:
    """Takes the tags and texts of a page as they come and makes lines of them."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.media: dict[str, bytes] = {}
        self.sections: list[int] = []  # levels of the sections around this place
        self.reached = 0  # level of the section that a line without level would fall into
        self.pending: Line | None = None  # heading of a section that has not shown its words yet
        self.open: list[tuple[str, Mapping[str, str], int]] = []  # tag, attributes, place in `parts`
        self.unseen = 0
        self.parts: list[str] = []  # text of the block so far
        self.number = ""
        self.marked: list[tuple[int, int, str | None]] = []  # sentences: from where to where in `parts`, id
        self.rows: list[list[str]] = []

    def source(self) -> Source:
        """All that has been read."""
        return Source(tuple(self.lines), media=self.media)

    def close(self) -> None:
        """The page is at its end."""
        self._block({})

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A tag opens."""
        if tag in _BLOCKS:
            self._block({})
        self.open.append((tag, attributes, len(self.parts)))
        self.unseen += tag in _UNSEEN
        if tag == "section":
            self._section(attributes)
        elif tag == "table":
            self.rows = []
        elif tag == "tr":
            self.rows.append([])
        elif tag == "br":
            self.parts.append("\n")
        elif tag == "img":
            self._picture(attributes)

    def data(self, text: str) -> None:
        """A piece of text."""
        if not self.unseen:
            self.parts.append(_SPACE.sub(lambda m: "" if "\n" in m.group() else m.group(), text))

    def end(self, tag: str) -> None:
        """A tag closes."""
        _, attributes, place = self.open.pop()
        self.unseen -= tag in _UNSEEN
        if tag in ("td", "th") and self.rows:
            self.rows[-1].append("".join(self.parts).strip(_ENDS))
            self.parts.clear()
        elif tag == "table" and any(self.rows):
            rows, self.rows = self.rows, []
            self._body(Line("", 0, rows=tuple(tuple(row) for row in rows if row)))
        elif tag == "figure" and "data-name" in attributes:
            self.parts.clear()
            self._body(Line("", 0, image=attributes["data-name"]))
        elif tag == "b" and self.pending is not None and self.pending.style == "run-in":
            text = "".join(self.parts)
            self.parts.clear()
            self._heading(text if "data-bare" in attributes else text.removesuffix("。"))
        elif "data-number" in attributes:
            self.number = "".join(self.parts[place:])
            del self.parts[place:]
        elif "data-sentence" in attributes:
            self.marked.append((place, len(self.parts), attributes.get("data-phrase")))
        elif tag in _BLOCKS:
            self._block(attributes, heading=len(tag) == 2 and tag[0] == "h")
        if tag == "section" and self.sections:
            self._heading("")
            self.sections.pop()

    def _section(self, attributes: Mapping[str, str]) -> None:
        self._heading("")
        level = attributes.get("data-level", "")
        kind, style = attributes.get("data-kind"), attributes.get("data-style")
        around = self.sections[-1] if self.sections else 0
        self.sections.append(int(level) if level in _LEVELS else min(around + 1, _DEEPEST))
        self.pending = Line(
            "",
            0,
            role="heading",
            level=self.sections[-1],
            own=True,
            kind=kind if kind in get_args(Kind) else None,  # type: ignore[arg-type]
            style=style if style in get_args(Style) else None,  # type: ignore[arg-type]
            theme=attributes.get("data-theme"),
            passage=attributes.get("data-passage"),
            card=attributes.get("data-card"),
        )

    def _heading(self, text: str) -> None:
        """The words of the heading that is due, if one is."""
        if self.pending is None:
            return
        line = replace(self.pending, text=text.strip(), number=self.number, line=len(self.lines) + 1)
        self.pending, self.number = None, ""
        self.reached = line.level or 0
        self.lines.append(line)

    def _body(self, line: Line) -> None:
        self._heading("")
        inside = self.sections[-1] if self.sections else 0
        level = None if inside == self.reached else inside
        self.reached = inside
        self.lines.append(replace(line, line=len(self.lines) + 1, role="body", own=True, level=level))

    def _block(self, attributes: Mapping[str, str], heading: bool = False) -> None:
        """The text since the last block began or ended is a line."""
        parts, marked = self.parts, self.marked
        self.parts, self.marked = [], []
        text = "".join(parts).strip(_ENDS)
        role = attributes.get("data-role", "")
        if heading and role != "title" and self.pending is not None:
            self._heading(text)
        elif text and role and role in get_args(Role):
            undo = None if "data-bare" in attributes else _UNDONE.get(role)
            said = Line(undo(text) if undo else text, len(self.lines) + 1, role=role, own=True)  # type: ignore[arg-type]
            self.lines.append(said)
        elif text:
            found = _sentences(parts, marked)
            self._body(Line("".join(sentence.text for sentence in found), 0, sentences=found))

    def _picture(self, attributes: Mapping[str, str]) -> None:
        source = attributes.get("src", "")
        match = _DATA.match(source)
        if match and attributes.get("alt"):
            try:
                self.media[attributes["alt"]] = binascii.a2b_base64(source[match.end() :])
            except binascii.Error:
                return


def _sentences(parts: list[str], marked: list[tuple[int, int, str | None]]) -> tuple[Sentence, ...]:
    """Marked sentences as they are, all other text cut where sentences end."""
    found: list[Sentence] = []
    done = 0
    for start, end, phrase in [*marked, (len(parts), len(parts), None)]:
        found += [Sentence(piece.strip()) for piece in sentences("".join(parts[done:start]))]
        text = "".join(parts[start:end]).strip(_ENDS)
        if text:
            found.append(Sentence(text, phrase))
        done = max(done, end)
    return tuple(found)
