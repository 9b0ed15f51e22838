"""What a text rule is: as any rule (see `drafter.rules.contract`), with READS = "text" and `judge(text: Text)`.

A text rule judges the tree of any file and, with more known of it, the composer's own draft. GOOD and BAD hold short
texts as somebody would type them under a title, whole documents where the tree itself matters, or either of them
with what is known (`Given`).
"""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter

from msgspec import Struct

from drafter.report import Level
from drafter.rules.contract import Slip
from drafter.rules.text.wording import EMPTIES, TERMS
from drafter.segment import HAN
from drafter.tree import Block, Document, Paragraph, Section, Table


class Known(Struct, frozen=True):
    """What is known of a text besides itself. `composed`: it is our own draft, held to the standing rules.

    `asked` and `got` are lengths (0: not known), `may_not` the verbs that are not for this role, `terms` official
    wording that may recur, `empties` empty phrases with how often each may stand in a thousand characters, `unit` what
    a line of the file is called.
    """

    composed: bool = False
    asked: int = 0
    got: int = 0
    role: str = ""
    may_not: tuple[str, ...] = ()
    terms: tuple[str, ...] = TERMS
    empties: tuple[tuple[str, float], ...] = EMPTIES
    unit: str = "行"


OURS = Known(composed=True, terms=())


class Given(Struct, frozen=True):
    """A sample together with what is known of it."""

    text: str | Document
    known: Known


class Said(Struct, frozen=True, gc=False):
    """A sentence: its text, its Han characters, where it begins in the whole text, its line in the file."""

    text: str
    han: str
    start: int
    line: int | None


class Spot(Struct, frozen=True):
    """A title, salutation, heading, paragraph or table cell, with the section that it belongs to.

    `start` is where it begins in the whole text; `role` is "title", "front", "heading", "body" or "cell".
    A paragraph after a run-in heading has that heading as `lead`.
    """

    text: str
    start: int
    role: str
    section: Section | None
    sentences: tuple[Said, ...] = ()
    line: int | None = None
    lead: str = ""


class Text(Struct, frozen=True):
    """A document as text rules see it: every text of the tree in reading order, `whole` all of them line by line."""

    document: Document
    known: Known
    spots: tuple[Spot, ...]
    starts: tuple[int, ...]
    whole: str
    body: tuple[Spot, ...]
    length: int


def text_of(document: Document, known: Known) -> Text:
    """`document` laid out for rules; a draft of ours stands in no file yet and has no lines."""
    ours = known.composed
    spots: list[Spot] = []
    at = 0

    def add(words: str, role: str, section: Section | None, line: int | None = None) -> None:
        nonlocal at
        if words:
            spots.append(Spot(words, at, role, section, (), line))
            at += len(words) + 1

    def paragraph(block: Paragraph, section: Section | None, lead: str) -> None:
        nonlocal at
        said, place = [], at
        for sentence in block.sentences:
            words = sentence.text
            start = place + len(words) - len(words.lstrip())
            said.append(Said(words.strip(), "".join(HAN.findall(words)), start, None if ours else sentence.line))
            place += len(words)
        if place > at:
            words = "".join([sentence.text for sentence in block.sentences])
            spots.append(Spot(words, at, "body", section, tuple(said), said[0].line, lead))
            at = place + 1

    def walk(blocks: tuple[Block, ...], section: Section | None) -> None:
        lead = section.number + section.heading if section is not None and section.style == "run-in" else ""
        for block in blocks:
            if isinstance(block, Section):
                add(block.number + block.heading, "heading", block, None if ours else _line(block))
                walk(block.body, block)
            elif isinstance(block, Paragraph):
                paragraph(block, section, lead)
            elif isinstance(block, Table):
                for row in block.rows:
                    for cell in row:
                        add(cell, "cell", section)
            lead = ""

    add(document.title, "title", None)
    add(document.salutation, "front", None)
    walk(document.body, None)
    for name in document.attachments:
        add(name, "front", None)
    body = tuple([spot for spot in spots if spot.role == "body"])
    length = sum([len(said.han) for spot in body for said in spot.sentences])
    starts = tuple([spot.start for spot in spots])
    return Text(document, known, tuple(spots), starts, "\n".join([spot.text for spot in spots]), body, length)


def _line(section: Section) -> int | None:
    """The line of a run-in heading, which is that of its paragraph; the tree does not keep that of others."""
    first = section.body[0] if section.body and section.style == "run-in" else None
    return first.sentences[0].line if isinstance(first, Paragraph) and first.sentences else None


def spot_at(text: Text, place: int) -> Spot:
    """What stands at a place of the whole text."""
    return text.spots[bisect_right(text.starts, place) - 1]


def said_at(spot: Spot, place: int) -> Said:
    """The sentence of a paragraph at a place of the whole text."""
    return spot.sentences[max(bisect_right(spot.sentences, place, key=attrgetter("start")) - 1, 0)]


def at(text: Text, start: int, end: int, what: str, how: str, level: Level | None = None, where: str = "") -> Slip:
    """A slip at a piece of the whole text; `where` says more about the place."""
    spot = spot_at(text, start)
    line = said_at(spot, start).line if spot.sentences else spot.line
    span = (start - spot.start, min(end - spot.start, len(spot.text)))
    return Slip(what, how, where, line, spot.text[span[0] : span[1]], level, span)


def sentence(text: Text, said: Said, what: str, how: str, level: Level | None = None, where: str = "") -> Slip:
    """A slip about a whole sentence."""
    return at(text, said.start, said.start + len(said.text), what, how, level, where)


def section(text: Text, part: Section, what: str, how: str, level: Level | None = None) -> Slip:
    """A slip about a section, named by its heading."""
    return Slip(what, how, "", None if text.known.composed else _line(part), part.number + part.heading, level)


def points(blocks: tuple[Block, ...]) -> list[Section]:
    """The points under a section: its subsections with a heading."""
    return [block for block in blocks if isinstance(block, Section) and block.heading]
