"""Sentences of the corpus by their words: two characters are enough."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from drafter.mine import postings
from drafter.mine.labels import label
from drafter.mine.store import Store


class Hit(Struct, frozen=True):
    """A sentence, what it does, and where it stands."""

    text: str
    kind: str
    move: str
    document: str
    title: str
    family: int
    heading: str


def naming(store: Store, words: str) -> list[tuple[int, int]]:
    """The documents that hold `words`, in the order of their numbers, and in how many sentences."""
    counts: dict[int, int] = {}
    for number in postings.find(store.page, [words]):
        at = store.at_sentence(int(number))
        if at is not None:
            counts[at[0]] = counts.get(at[0], 0) + 1
    return sorted(counts.items())


def search(store: Store, words: Sequence[str], kind: str = "", limit: int = 50) -> tuple[list[Hit], bool]:
    """Sentences that hold all of `words`, each family's first, and whether there are more than `limit`."""
    wanted = [word for word in words if word]
    found: list[Hit] = []
    seen: set[str] = set()
    for number in postings.find(store.page, wanted):
        at = store.at_sentence(int(number))
        if at is None:
            continue
        document, n = at
        record = store.record(document)
        sentence = record.sentences[n]
        if not all(word in sentence.text for word in wanted):
            continue
        does, move = label(record, n)
        if kind and does != kind:
            continue
        if sentence.text in seen:
            continue
        seen.add(sentence.text)
        if len(found) == limit:
            return found, True
        row = store.row(document)
        heading = record.headings[sentence.heading].text if sentence.heading >= 0 else ""
        found.append(Hit(sentence.text, does, move, record.name, record.title, row.family or document, heading))
    return found, False
