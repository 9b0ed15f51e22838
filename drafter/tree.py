"""The one tree that readers make, writers print, rules judge and the composer fills. Types only.

`Document` and what stands below it are the contract (`drafter read FILE --json` prints it). `Line` is what a
reader hands on before anything is known of sections, and `Source` is all that a reader found in one file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from drafter.report import Finding, Removed

Kind = Literal["引言", "体会", "问题", "原因", "措施", "结语", "其他"]
Style = Literal["own-line", "run-in", "none"]
Role = Literal["", "title", "byline", "date", "salutation", "heading", "body", "attachment", "signature"]


class Sentence(Struct, frozen=True, gc=False):
    """One sentence; `phrase` is the bank entry it came from, `line` its place in the file it was read from."""

    text: str
    phrase: str | None = None
    line: int | None = None


class Paragraph(Struct, frozen=True, tag_field="type", tag="paragraph"):
    sentences: tuple[Sentence, ...]


class Table(Struct, frozen=True, tag_field="type", tag="table"):
    rows: tuple[tuple[str, ...], ...]


class Image(Struct, frozen=True, tag_field="type", tag="image"):
    name: str


class Section(Struct, frozen=True, tag_field="type", tag="section"):
    """A heading and what stands under it; without heading (style none) an introduction, a closing or bare text."""

    number: str = ""
    heading: str = ""
    level: int = 1
    kind: Kind = "其他"
    style: Style = "own-line"
    theme: str | None = None
    passage: str | None = None
    card: str | None = None
    body: tuple[Section | Paragraph | Table | Image, ...] = ()


Block = Section | Paragraph | Table | Image


class Document(Struct, frozen=True):
    title: str = ""
    byline: str = ""
    date: str = ""
    salutation: str = ""
    body: tuple[Section | Paragraph | Table | Image, ...] = ()
    attachments: tuple[str, ...] = ()
    signature: str = ""


class Line(Struct, frozen=True):
    """One line or paragraph of a file with all that the file itself says about it.

    `level` and `number` are declared ones (a Word style, an automatic number, `##`, `<h2>`), None and "" where the
    file is silent. `run_in` is how many leading characters the file sets off as a run-in heading. `sentences` is
    given only where the file itself marks them (our own formats). `own` says that the file is one of ours, so that
    role, level, kind and style are facts and nothing is left to guess.
    """

    text: str
    line: int
    role: Role = ""
    level: int | None = None
    number: str = ""
    run_in: int = 0
    centred: bool = False
    bold: bool = False
    own: bool = False
    kind: Kind | None = None
    style: Style | None = None
    theme: str | None = None
    passage: str | None = None
    card: str | None = None
    sentences: tuple[Sentence, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    image: str = ""


class Source(Struct, frozen=True):
    """What a reader found in one file: lines (or, from our own JSON, whole documents), and what it left out."""

    lines: tuple[Line, ...] = ()
    findings: tuple[Finding, ...] = ()
    removed: tuple[Removed, ...] = ()
    media: dict[str, bytes] = {}
    documents: tuple[Document, ...] = ()


def sections(blocks: tuple[Block, ...]) -> Iterator[Section]:
    """Every section below `blocks`, outer ones first, in reading order."""
    for block in blocks:
        if isinstance(block, Section):
            yield block
            yield from sections(block.body)


def paragraphs(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """Every paragraph below `blocks`, in reading order."""
    for block in blocks:
        if isinstance(block, Section):
            yield from paragraphs(block.body)
        elif isinstance(block, Paragraph):
            yield block
