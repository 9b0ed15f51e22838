"""Our own .docx: styles say the role of a paragraph, hidden bookmarks the rest; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from drafter import wordstyles
from drafter.numbering import mark_of
from drafter.package import Parts, W
from drafter.readers.docx_styles import Look, Styles, value
from drafter.readers.docx_text import Content, Run
from drafter.segment import sentences
from drafter.tree import Line, Role, Sentence, Style
from drafter.wordstyles import Mark

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ITEM = re.compile(r"customxml/item\d+\.xml")
_ROLES: dict[str, Role] = {name.lower(): role for name, role in wordstyles.ROLES.items()}
_RUN_IN = {name.lower(): level for level, name in enumerate(wordstyles.RUN_IN, 1)}
_BLANK = " \t\r\n\u3000"
_ENDS = tuple("。！？!?”’）")


def marks(parts: Parts) -> dict[str, Mark] | None:
    """The hidden marks by bookmark name, None in a file that is not ours."""
    for part in parts.names:
        if not _ITEM.fullmatch(part.lower()):
            continue
        root = parts.xml(part)
        if str(root.tag).startswith("{" + wordstyles.MARKS_NAMESPACE + "}"):
            try:
                return msgspec.json.decode(root.text or "", type=dict[str, Mark])
            except (msgspec.DecodeError, RecursionError):
                return {}
    return None


def styled(document: Element, styles: Styles) -> bool:
    """Whether the document is ours by its styles, where the marks were lost: our body text and our run-in headings."""
    used = {value(node) for node in document.iter(W + "pStyle")}
    ours = any(styles.paragraph(style).name == wordstyles.BODY for style in used)
    return ours and styles.has(wordstyles.RUN_IN[0])


def lines(content: Content, look: Look, number: str, line: int, known: dict[str, Mark]) -> list[Line]:
    """The lines of one paragraph: the sections that begin here, then its text or the picture it stands for."""
    if wordstyles.NOTE.lower() in look.names:
        return []
    found = marked(content, known)
    text = "".join(run.text for run in content.runs)
    role = next((_ROLES[name] for name in look.names if name in _ROLES), "heading" if look.level else "body")
    printed = (text, text.replace("\n", ""))
    said = next((mark.text for mark, *_ in found if mark.what == "text" and mark.printed in printed), None)
    level, lead = (look.level or 1, len(text)) if role == "heading" else _run_in(content.runs)
    sections = [mark for mark, *_ in found if mark.what == "section"]
    # Sections without heading wait for the next paragraph; the one whose heading stands here comes last.
    shown = sections.pop() if sections and lead else None
    made = [_section(mark, line) for mark in sections]
    if lead:
        style: Style = "own-line" if role == "heading" else "run-in"
        made += _heading((number if role == "heading" else "") + text[:lead], said, shown, level, style, line)
    back = _within(found)
    pictures = [mark.text for mark, *_ in found if mark.what == "image"]
    if pictures:
        return made + [Line("", line, role="body", level=back, own=True, image=name) for name in pictures]
    if role == "heading":
        return made
    if role == "body":
        comments = [anchor.at for anchor in content.anchors if anchor.what == "comment"]
        spans = _whole([one for one in found if one[0].what == "sentence"], text, comments)
        rest = _body(number, text if said is None or lead else said, lead, spans, line)
        return made + [replace(one, level=back) for one in rest]
    return [*made, *([Line(_said(role, text) if said is None else said, line, role=role, own=True)] if text else [])]


def table(rows: tuple[tuple[str, ...], ...], cells: Sequence[Content], line: int, known: dict[str, Mark]) -> list[Line]:
    """A table whose cells were read one by one, after the sections that begin with it."""
    found = [one for content in cells for one in marked(content, known)]
    made = [_section(mark, line) for mark, *_ in found if mark.what == "section"]
    widths = next((mark.widths for mark, *_ in found if mark.what == "table" and len(mark.widths) == len(rows)), None)
    if widths is not None:
        rows = tuple(row[:width] for row, width in zip(rows, widths, strict=True))
    return [*made, Line("", line, role="body", level=_within(found), own=True, rows=rows)]


def within(content: Content, known: dict[str, Mark]) -> int | None:
    """The level of the section that a paragraph returns to; a section that begins here holds it itself."""
    return _within(marked(content, known))


def _within(found: Sequence[tuple[Mark, int, int]]) -> int | None:
    last = next((mark for mark, *_ in reversed(found) if mark.what in ("section", "back")), None)
    return last.level if last is not None and last.what == "back" else None


def framed(content: Content, look: Look, line: int) -> list[Line] | None:
    """A paragraph of a file whose marks were lost: its style still says what stands around the body; None for body."""
    role: Role = next((_ROLES[name] for name in look.names if name in _ROLES), "")
    text = "".join(run.text for run in content.runs)
    if wordstyles.NOTE.lower() in look.names:
        return []
    if role in ("", "body", "heading"):
        return None
    return [Line(_said(role, text), line, role=role, own=True)] if text else []


def marked(content: Content, known: dict[str, Mark]) -> list[tuple[Mark, int, int]]:
    """The marks that stand in a paragraph, in the order of their numbers, each with its range of the text."""
    found = []
    for name, (start, end) in content.marks.items():
        match = wordstyles.BOOKMARK.fullmatch(name)
        if match and name in known:
            found.append((int(match.group(1)), known[name], start, content.length if end < 0 else end))
    return [(mark, start, end) for _, mark, start, end in sorted(found, key=lambda item: item[0])]


def _section(mark: Mark, line: int, number: str | None = None, heading: str = "") -> Line:
    return Line(
        heading,
        line,
        role="heading",
        level=mark.level,
        number=mark.number if number is None else number,
        own=True,
        kind=mark.kind,
        style=mark.style,
        theme=mark.theme,
        passage=mark.passage,
        card=mark.card,
    )


def _heading(text: str, said: str | None, mark: Mark | None, level: int, style: Style, line: int) -> list[Line]:
    """The heading that stands there as `text`; a number that is not the mark's was typed by somebody in Word."""
    number, style = (mark.number, mark.style) if mark is not None else ("", style)
    typed = mark_of(text.strip(_BLANK)) if mark is None or not text.startswith(number) else None
    if typed is not None:
        text, number = text.strip(_BLANK), typed.text
        heading = wordstyles.heading_of(text[: typed.end], text, style)
    else:
        heading = wordstyles.heading_of(number, text, style)
    heading = heading.replace("\n", "").strip() if said is None else said
    if mark is not None:
        return [_section(mark, line, number, heading)]
    if not number and not heading:
        return []
    return [Line(heading, line, role="heading", level=level, number=number, own=True, style=style)]


def _run_in(runs: Sequence[Run]) -> tuple[int, int]:
    """The level of the run-in heading that opens a paragraph, and its length; slots inside it belong to it."""
    level = length = passed = 0
    for run in runs:
        if run.style in _RUN_IN:
            level = level or _RUN_IN[run.style]
            length = passed + len(run.text)
        elif run.style != wordstyles.SLOT.lower():
            break
        passed += len(run.text)
    return level, length


def _said(role: Role, text: str) -> str:
    """What the tree has where a paragraph of this role prints `text`."""
    if role == "title":
        return text.replace("\n", "")
    if role == "date":
        return wordstyles.undated(text)
    return wordstyles.unattached(text) if role == "attachment" else text


def _whole(spans: list[tuple[Mark, int, int]], text: str, comments: Sequence[int]) -> list[tuple[Mark, int, int]]:
    """The sentences in order; LibreOffice saves a mark behind comments with its end too early by as many characters."""
    spans = sorted(spans, key=lambda span: span[1:])
    made = []
    for n, (mark, low, high) in enumerate(spans):
        room = (spans[n + 1][1] if n + 1 < len(spans) else len(text)) - high
        short = sum(at <= high for at in comments)
        if room > 0 and text[high - 1 : high] not in _ENDS:
            high += min(room, short)
        made.append((mark, low, high))
    return made


def _body(number: str, text: str, start: int, spans: list[tuple[Mark, int, int]], line: int) -> list[Line]:
    """The text of a paragraph after its heading, cut as the marks say; what stands outside them was typed later."""
    if not (number + text[start:]).strip(_BLANK):
        return []
    if not spans:
        return [Line(number + text[start:].strip(_BLANK), line, role="body", own=True)]
    made = [Sentence(number)] if number else []
    at = start
    for mark, low, high in spans:
        made += [Sentence(piece) for piece in sentences(text[at:low])]
        if max(low, at) < high:
            made.append(Sentence(text[max(low, at) : high], mark.phrase))
        at = max(at, high)
    made += [Sentence(piece) for piece in sentences(text[at:])]
    return [Line("".join(one.text for one in made), line, role="body", own=True, sentences=tuple(made))]
