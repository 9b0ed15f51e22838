"""Clean lines → documents: front matter, headings with level, style and kind, points, closing, signature."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from drafter.report import Finding, Removed
from drafter.sections.front import back, front
from drafter.sections.levels import levels
from drafter.sections.marks import Head, Item, items
from drafter.sections.nest import nest
from drafter.sections.split import split
from drafter.tree import Document, Line


class Parsed(Struct, frozen=True):
    """One document of a file, where it starts, what was taken out between its parts, and what is odd about it."""

    document: Document
    start: int
    removed: list[Removed]
    findings: list[Finding]


def parse(lines: Sequence[Line]) -> list[Parsed]:
    """The documents that `lines` hold."""
    return [_document(piece, removed) for piece, removed in split(lines)]


def _document(lines: Sequence[Line], removed: list[Removed]) -> Parsed:
    head = front(lines)
    rest = lines[head.taken :]
    if head.rest is not None:
        rest = [head.rest, *rest]
    tail = back(rest)
    found: list[Item] = items(rest[: tail.kept])
    heads = [item for item in found if isinstance(item, Head)]
    depth, odd = levels(heads)
    own = any(line.own for line in rest[: tail.kept])
    document = Document(
        title=head.title,
        byline=head.byline,
        date=head.date or tail.date,
        salutation=head.salutation,
        body=nest(found, depth, own, head.title),
        attachments=tail.attachments,
        signature=tail.signature if not (head.date and tail.date) else f"{tail.signature}\n{tail.date}".strip(),
    )
    return Parsed(document, lines[0].line if lines else 0, [*removed, *head.removed], odd)
