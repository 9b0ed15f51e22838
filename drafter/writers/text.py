"""Document → plain text as one would paste it: numbers and indents, no markup."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from drafter.tree import Block, Document, Paragraph, Section, Table
from drafter.wordstyles import attached, dated, dates_signature, headed, run_in

SUFFIXES = (".txt",)
_INDENT = "\u3000\u3000"


def write(document: Document, media: Mapping[str, bytes] | None = None) -> bytes:
    """The document as text in UTF-8; of pictures the name is printed."""
    below = dates_signature(document)
    head = [document.title, *document.byline.split("\n"), "" if below else dated(document.date)]
    # The second attachment stands under the first one's name.
    notes = (_INDENT + ("\u3000" * 3 if n else "") + text for n, text in enumerate(attached(document.attachments)))
    body = [document.salutation, *_blocks(document.body), *notes]
    parts = (head, body, (*document.signature.split("\n"), document.date if below else ""))
    return ("\n\n".join(filter(None, ("\n".join(filter(None, part)) for part in parts))) + "\n").encode()


def _blocks(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Section):
            yield from _section(block)
        elif isinstance(block, Paragraph):
            yield _INDENT + _joined(block)
        elif isinstance(block, Table):
            yield from ("\t".join(cell.replace("\n", " ") for cell in row) for row in block.rows)
        else:
            yield f"{_INDENT}（图：{block.name}）"


def _section(section: Section) -> Iterator[str]:
    body = section.body
    if section.style == "run-in":
        line = run_in(section.number, section.heading)
        if body and isinstance(body[0], Paragraph):
            line += _joined(body[0])
            body = body[1:]
        yield _INDENT + line
    elif section.number or section.heading:
        yield _INDENT + headed(section.number, section.heading)
    yield from _blocks(body)


def _joined(paragraph: Paragraph) -> str:
    return "".join(sentence.text for sentence in paragraph.sentences)
