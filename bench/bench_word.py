"""Writing .docx: our writer against a bare python-docx script that writes the same paragraphs."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.timing import medians, process
from drafter.tree import Document, Paragraph, Sentence
from drafter.writers.docx import write

SAMPLE = Path(__file__).resolve().parent.parent / "tests" / "samples" / "研讨发言.txt"
Row = tuple[str, float, float | None, str]

_OURS = """
import sys
from drafter.tree import Document, Paragraph, Sentence
from drafter.writers.docx import write
title, *texts = open(sys.argv[1], encoding="utf-8").read().splitlines()
document = Document(title=title, body=tuple(Paragraph((Sentence(text),)) for text in texts))
open(sys.argv[2], "wb").write(write(document))
"""
_BARE = """
import sys
import docx
document = docx.Document()
for text in open(sys.argv[1], encoding="utf-8").read().splitlines():
    document.add_paragraph(text)
document.save(sys.argv[2])
"""


def paragraphs(characters: int) -> list[str]:
    """The lines of our sample speech, over and over until there are so many characters."""
    lines = [line.strip() for line in SAMPLE.read_text("utf-8").splitlines() if line.strip()]
    chosen: list[str] = []
    while sum(map(len, chosen)) < characters:
        chosen.append(lines[len(chosen) % len(lines)])
    return chosen


def run() -> Iterator[Row]:
    """The whole process, and documents a second in one process, for 3,000 characters."""
    texts = paragraphs(3000)
    with TemporaryDirectory() as folder:
        source = Path(folder, "speech.txt")
        source.write_text("\n".join(texts), "utf-8")
        ours = process([sys.executable, "-c", _OURS, str(source), f"{folder}/ours.docx"])
        bare = process([sys.executable, "-c", _BARE, str(source), f"{folder}/bare.docx"])
        mine, theirs = medians(ours, bare, 31)
    yield (
        "write .docx / bare python-docx, whole process",
        mine / theirs,
        0.7,
        f"{mine * 1e3:.0f} / {theirs * 1e3:.0f} ms",
    )

    title, *rest = texts
    document = Document(title=title, body=tuple(Paragraph((Sentence(text),)) for text in rest))
    mine, theirs = medians(lambda: [write(document) for _ in range(10)], lambda: [_bare(texts) for _ in range(10)], 9)
    detail = f"{10 / mine:.0f} / {10 / theirs:.0f} documents a second, {theirs / mine:.1f} times as many"
    yield "write .docx / bare python-docx, one process", mine / theirs, 1 / 6, detail


def _bare(texts: list[str]) -> bytes:
    import docx

    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
