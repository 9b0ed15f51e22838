"""The headings of one section are of one length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drafter.report import Level
from drafter.rules.contract import Slip
from drafter.rules.text.contract import OURS, Given, Text, points
from drafter.tree import Document, Paragraph, Section, Sentence, sections

ID = "heading-parallel"
LEVEL: Level = "必错"
TITLE = "同一节里的标题长短相差不超过两个字"
SOURCE = "办公惯例"
READS = "text"


def _points(*headings: str) -> Document:
    under = (Paragraph((Sentence("群众反映的事一件一件记在本子上。"),)),)
    rows = tuple(Section(f"（{'一二三四'[n]}）", text, 2, body=under) for n, text in enumerate(headings))
    return Document(body=(Section("一、", "学习体会", body=rows),))


_EVEN = _points("把身子沉到村里去", "把话听到心里来", "把事办在现场")
_ODD = _points("沉下去", "把群众的话一句一句听到心里来", "把难题解决在现场")
GOOD = (_EVEN, Given(_EVEN, OURS), _points("沉下去"))
BAD = (_ODD, Given(_ODD, OURS), Given(_points("沉下身子听", "把事办在群众家门口"), OURS))

# Ours may differ by two characters; of others' only what is far apart is worth a word.
_OURS, _OTHERS = 2, 5


def judge(text: Text) -> Iterator[Slip]:
    """Judges the points of each section, and level 1 where those headings are the points themselves."""
    ours = text.known.composed
    for row, where in _rows(text):
        sizes = [len(part.heading) for part in row]
        if len(row) < 2 or max(sizes) - min(sizes) <= (_OURS if ours else _OTHERS):
            continue
        if not ours and max(sizes) < 2 * min(sizes):
            continue
        odd = max(row, key=lambda part: len(part.heading))
        shown = f"{where}，{min(sizes)}到{max(sizes)}字" if where else f"{min(sizes)}到{max(sizes)}字"
        what, how = "同一节里的标题长短不齐", "请改成句式相同、长短相近"
        yield Slip(what, how, shown, text=odd.number + odd.heading, level="必错" if ours else "提示")


def _rows(text: Text) -> Iterator[tuple[Sequence[Section], str]]:
    top = points(text.document.body)
    if text.known.composed:
        yield [part for part in top if part.passage], ""
    elif len({part.kind for part in top}) == 1:
        yield top, ""
    for part in sections(text.document.body):
        styles: dict[str, list[Section]] = {}
        for point in points(part.body):
            styles.setdefault(point.style, []).append(point)
        for row in styles.values():
            yield row, part.heading
