"""Bytes of a file → the flat records that mining works on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drafter.mine.records import Heading, Record, Sentence
from drafter.reading import read
from drafter.sections.kinds import genre_of
from drafter.tree import Block, Document, Kind, Paragraph, Section


def records(data: bytes, name: str) -> list[Record]:
    """The documents of one file; raises a DrafterError where it cannot be read."""
    reading = read(data, name, report=False)
    return [record(part.document, name if part.part == 1 else f"{name}#{part.part}") for part in reading.parts]


def record(document: Document, name: str) -> Record:
    """A document as a flat record; tables and pictures say nothing that could be mined."""
    headings: list[Heading] = []
    sentences: list[Sentence] = []
    for paragraph, (at, kind, block) in enumerate(_walk(document.body, headings, -1, "其他")):
        sentences += [Sentence(sentence.text, kind, at, paragraph) for sentence in block.sentences]
    opening = "".join(sentence.text for sentence in sentences[:3])
    characters = sum(len(sentence.text) for sentence in sentences) + sum(len(heading.text) for heading in headings)
    return Record(
        name, document.title, genre_of(document.title, opening), tuple(headings), tuple(sentences), characters
    )


def _walk(
    blocks: Sequence[Block], headings: list[Heading], parent: int, kind: Kind
) -> Iterator[tuple[int, Kind, Paragraph]]:
    """Every paragraph with the number of its heading and the kind of its section; `headings` grows on the way."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield parent, kind, block
        elif isinstance(block, Section):
            here = parent
            if block.heading:
                here = len(headings)
                headings.append(Heading(block.heading.rstrip("：:"), block.level, block.kind, block.style, parent))
            yield from _walk(block.body, headings, here, block.kind)
