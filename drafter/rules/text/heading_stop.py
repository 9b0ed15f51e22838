"""A heading on its own line has no stop at its end."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.report import Level
from drafter.rules.contract import Slip
from drafter.rules.text.contract import Text, section
from drafter.tree import Document, Paragraph, Section, Sentence, sections

ID = "heading-stop"
LEVEL: Level = "必错"
TITLE = "独立成行的标题末尾不加句号"
SOURCE = "办公惯例"
READS = "text"


def _headed(heading: str, style: str = "own-line") -> Document:
    under = (Paragraph((Sentence("群众反映的事一件一件记在本子上。"),)),)
    made = Section("一、", heading, style="run-in" if style == "run-in" else "own-line", body=under)
    return Document(body=(made,))


GOOD = (_headed("群众的事怎么办？"), _headed("学深一层"), _headed("学深一层。", "run-in"))
BAD = (_headed("学深一层。"), _headed("学深一层；"))


def judge(text: Text) -> Iterator[Slip]:
    """Judges headings of the tree; what a file had at the end of a heading its reader tells."""
    for part in sections(text.document.body):
        if part.style == "own-line" and part.heading[-1:] in ("。", "；", "，", "、"):
            yield section(text, part, f"标题末尾有“{part.heading[-1]}”", "请删去")
