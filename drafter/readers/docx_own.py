"""Our own .docx: styles say the role of a paragraph, hidden bookmarks the rest; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

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
    """The lines of one paragraph: the sections that begin here, then its text."""
    if wordstyles.NOTE.lower() in look.names:
        return []
    found = marked(content, known)
    text = "".join(run.text for run in content.runs)
    role = next((_ROLES[name] for name in look.names if name in _ROLES), "heading" if look.level else "body")
    said = next((mark.text for mark, *_ in found if mark.what == "text" and mark.printed == text), None)
    sections = [mark for mark, *_ in found if mark.what == "section"]
    if role == "heading":
        shown = next((mark for mark in reversed(sections) if mark.style != "none"), None)
        made = [_section(mark, line) for mark in sections if mark is not shown]
        return [*made, *_heading(number + text, said, shown, look.level or 1, "own-line", line)]
    level, lead = _run_in(content.runs)
    shown = next((mark for mark in reversed(sections) if mark.style == "run-in"), None) if lead else None
    made = [_section(mark, line) for mark in sections if mark is not shown]
    if lead:
        made += _heading(text[:lead], said, shown, level, "run-in", line)
    made += [Line("", line, role="body", own=True, image=mark.text) for mark, *_ in found if mark.what == "image"]
    if role == "body":
        spans = [(mark, start, end) for mark, start, end in found if mark.what == "sentence"]
        return [*made, *_body(number, text if said is None or lead else said, lead, spans, line)]
    return [*made, *([Line(_said(role, text) if said is None else said, line, role=role, own=True)] if text else [])]


def marked(content: Content, known: dict[str, Mark]) -> list[tuple[Mark, int, int]]:
    """The marks that stand in a paragraph, in the order of their numbers, each with its range of the text."""
    found = []
    for name, (start, end) in content.marks.items():
        match = wordstyles.BOOKMARK.fullmatch(name)
        if match and name in known:
            found.append((int(match.group(1)), known[name], start, content.length if end < 0 else end))
    return [(mark, start, end) for _, mark, start, end in sorted(found, key=lambda item: item[0])]


def begun(contents: Sequence[Content], line: int, known: dict[str, Mark]) -> list[Line]:
    """The sections without visible heading that begin in some paragraphs of a table."""
    found = [mark for content in contents for mark, *_ in marked(content, known) if mark.what == "section"]
    return [_section(mark, line) for mark in found]


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
    """The heading that stands there as `text`; without mark it was typed by somebody in Word."""
    number, heading = "", text.strip(_BLANK)
    opening = wordstyles.headed(mark.number, "x")[:-1] if mark is not None else ""
    typed = mark_of(heading)
    if mark is not None and heading.startswith(opening):
        number, heading = mark.number, heading[len(opening) :]
    elif mark is not None and heading.startswith(mark.number):
        number, heading = mark.number, heading[len(mark.number) :]
    elif typed is not None:
        number, heading = typed.text, heading[typed.end :]
    heading = heading.replace("\n", "") if style == "own-line" else heading.removesuffix("。")
    heading = heading.strip(_BLANK) if said is None else said
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


def _body(number: str, text: str, start: int, spans: list[tuple[Mark, int, int]], line: int) -> list[Line]:
    """The text of a paragraph after its heading, cut as the marks say; what stands outside them was typed later."""
    if not (number + text[start:]).strip(_BLANK):
        return []
    if not spans:
        return [Line(number + text[start:].strip(_BLANK), line, role="body", own=True)]
    made = [Sentence(number)] if number else []
    at = start
    for mark, low, high in sorted(spans, key=lambda span: span[1:]):
        made += [Sentence(piece) for piece in sentences(text[at:low])]
        if max(low, at) < high:
            made.append(Sentence(text[max(low, at) : high], mark.phrase))
        at = max(at, high)
    made += [Sentence(piece) for piece in sentences(text[at:])]
    return [Line("".join(one.text for one in made), line, role="body", own=True, sentences=tuple(made))]
