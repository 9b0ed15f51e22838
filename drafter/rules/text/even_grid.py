"""Sections are not all cut to one grid."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.report import Level
from drafter.rules.contract import Slip
from drafter.rules.text.contract import Text, points
from drafter.tree import Document, Paragraph, Section, Sentence, sections

ID = "even-grid"
LEVEL: Level = "提示"
TITLE = "各节点数、各点句数不千篇一律"
SOURCE = "办公惯例"
READS = "text"


def _grid(rows: int, said: int, headings: tuple[str, ...] = ("沉下身子", "听完话", "办好一件事")) -> Document:
    under = (Paragraph(tuple(Sentence(f"群众反映的第{n}件事记在本子上。") for n in range(said))),)
    row = tuple(Section(f"（{n}）", text, 2, body=under) for n, text in enumerate(headings[:rows]))
    return Document(body=(Section("一、", "体会", body=row), Section("二、", "打算", body=row)))


GOOD = (_grid(2, 3), Document(body=(_grid(3, 3).body[0], _grid(2, 4).body[1])))
BAD = (_grid(3, 3), _grid(3, 2, ("沉下身子", "听完真话", "办好实事")))

_LEAST, _MANY = 3, 6


def judge(text: Text) -> Iterator[Slip]:
    """Judges the sections that have points: their number, the sentences of each, the length of all headings."""
    rows = [row for part in points(text.document.body) if len(row := points(part.body)) > 1]
    if len(rows) < 2:
        return
    sizes = {len(row) for row in rows}
    said = {_said(point) for row in rows for point in row}
    if len(sizes) == 1 and len(said) == 1 and min(sizes) >= _LEAST:
        yield Slip(f"每节都是 {min(sizes)} 点，每点都是 {min(said)} 句", "请按内容增减，长短错开")
    heads = [len(part.heading) for row in rows for part in row]
    if len(heads) >= _MANY and len(set(heads)) == 1:
        yield Slip(f"各节小标题全是 {heads[0]} 个字", "请在各节之间换句式")


def _said(point: Section) -> int:
    blocks = (*point.body, *(block for part in sections(point.body) for block in part.body))
    return sum(len(block.sentences) for block in blocks if isinstance(block, Paragraph))
