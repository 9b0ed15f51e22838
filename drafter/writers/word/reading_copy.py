"""What a speaker wants at the end of a reading copy: how long it takes, and how the rare characters are read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from drafter.segment import minutes, words
from drafter.shipped import shipped
from drafter.tree import Block, Document, Paragraph, Section, Table

# Words that speakers stumble over, whole words where the reading hangs on the word.
_LIST = "templates/word/生僻字.txt"


@cache
def _readings() -> dict[str, str]:
    lines = shipped(_LIST).read_text("utf-8").splitlines()
    return dict(line.split(" ", 1) for line in lines if " " in line and not line.startswith("#"))


def notes(document: Document, rate: int) -> list[str]:
    """The notes for `document` read out at `rate` characters a minute."""
    text = "\n".join((document.title, document.salutation, *_texts(document.body)))
    said = [f"本稿约 {words(text)} 字，按每分钟 {rate} 字朗读，约需 {minutes(text, rate):g} 分钟。"]
    rare = _rare(text)
    if rare:
        said.append("生僻字读音：" + "；".join(f"{word} {reading}" for word, reading in rare) + "。")
    return said


def _rare(text: str) -> list[tuple[str, str]]:
    """Words of the list that stand in `text`, in reading order, the longer of two that overlap."""
    readings = _readings()
    firsts: dict[str, list[str]] = {}
    for word in sorted(readings, key=len, reverse=True):
        firsts.setdefault(word[0], []).append(word)
    found: dict[str, str] = {}
    at = 0
    while at < len(text):
        word = next((word for word in firsts.get(text[at], ()) if text.startswith(word, at)), "")
        if word:
            found.setdefault(word, readings[word])
        at += len(word) or 1
    return list(found.items())


def _texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Section):
            yield block.number + block.heading
            yield from _texts(block.body)
        elif isinstance(block, Table):
            yield from (cell for row in block.rows for cell in row)
        elif isinstance(block, Paragraph):
            yield "".join(sentence.text for sentence in block.sentences)
