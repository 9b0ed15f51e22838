"""What every writer with a reader must hold: the same tree comes back, and the same bytes from that tree."""

from __future__ import annotations

from msgspec.structs import replace

from drafter.reading import read
from drafter.tree import Block, Document, Paragraph, Section
from drafter.writers import write


def without_lines(document: Document) -> Document:
    """The document without the places of its sentences in a file, which no other file shares."""

    def bare(block: Block) -> Block:
        if isinstance(block, Section):
            return replace(block, body=tuple(map(bare, block.body)))
        if isinstance(block, Paragraph):
            return Paragraph(tuple(replace(sentence, line=None) for sentence in block.sentences))
        return block

    return replace(document, body=tuple(map(bare, document.body)))


def assert_round_trip(document: Document, name: str) -> None:
    """`document` written to a file of that name and read again is `document`, nothing removed, nothing remarked."""
    data = write(document, name)
    (part,) = read(data, name).parts
    assert without_lines(part.document) == without_lines(document)
    assert (part.removed, part.findings) == ((), ())
    assert write(part.document, name) == data or name.endswith(".json")
