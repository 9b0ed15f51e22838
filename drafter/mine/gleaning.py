"""What counts in the first documents of all families. Map: documents → tallies. Reduce: all tallies → candidates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from sys import intern
from typing import Any

from msgspec import Struct

from drafter.mine import frames, heads, units
from drafter.mine.cards import cards
from drafter.mine.facts import contradicted, facts
from drafter.mine.found import Found, script
from drafter.mine.labels import kind_of
from drafter.mine.places import local
from drafter.mine.records import Candidate, Record

_FILLERS = 12
_EXAMPLES = 3
_FILLED = ("句式", "不足")
_NAMED = {
    "事实": ("class", "about", "key", "value"),
    "本地": ("slot",),
}
# Of these the first occurrence is shown, the others are only counted.
_FIRST_SAYS_ALL = frozenset((*_NAMED, "问题卡"))
_ROWS = {"标题组": "headings", "提纲": "lengths"}


class Gleaned(Struct, frozen=True, array_like=True):
    """All raw occurrences of one document."""

    name: str
    found: tuple[Found, ...]


def gleaned(record: Record) -> Gleaned:
    """Everything that counts in one document."""
    return Gleaned(record.name, tuple(_everything(record)))


def _everything(record: Record) -> Iterator[Found]:
    text = script(
        [(heading.text, heading.kind) for heading in record.headings],
        [(sentence.text, kind_of(sentence)) for sentence in record.sentences],
    )
    yield from heads.headings(record)
    yield from heads.heading_families(record)
    yield from heads.outlines(record)
    yield from frames.frames(text)
    yield from frames.shortcomings(text)
    yield from frames.closings(text)
    yield from units.quotations(text)
    yield from units.four_characters(text)
    yield from units.rows(text)
    yield from units.number_words(text)
    yield from facts(text)
    yield from local(text)
    yield from cards(record)


class Tally(Struct, array_like=True, gc=False):
    """What is known so far of one candidate; examples go by number of document, `parts` are what filled its places."""

    sort: str
    text: str
    kind: str
    count: int = 0
    families: int = 0
    examples: list[tuple[int, int]] = []
    parts: list[tuple[str, ...]] = []


def tallied(documents: Iterable[Gleaned], start: int = 0) -> list[Tally]:
    """What was found in some documents, each of another family, in the order of their names, from no. `start` on."""
    tallies: dict[tuple[str, str], Tally] = {}
    for number, document in enumerate(documents, start):
        here: set[tuple[str, str]] = set()
        for found in document.found:
            key = (found.sort, found.text)
            tally = tallies.get(key)
            if tally is None:
                tally = tallies[key] = Tally(found.sort, found.text, found.kind)
            tally.count += 1
            if found.parts and (not tally.parts or found.sort not in _FIRST_SAYS_ALL):
                tally.parts.append(found.parts)
            if key not in here:
                here.add(key)
                tally.families += 1
                if len(tally.examples) < _EXAMPLES:
                    tally.examples.append((number, found.place))
    return list(tallies.values())


def candidates(parts: Iterable[Sequence[Tally]], names: Sequence[str], common: Collection[str] = ()) -> list[Candidate]:
    """All that was found, in the order of the documents; of the `common` sorts only what several families have."""
    # Sort by sort: then what names a tally is its own text, and no pair is made of it.
    sums: dict[str, dict[str, Tally]] = {}
    for part in parts:
        for tally in part:
            known = sums.setdefault(tally.sort, {}).setdefault(tally.text, tally)
            if known is tally:
                # As read, every tally has a string of its own that says its sort, and one that says its kind.
                tally.sort, tally.kind = intern(tally.sort), intern(tally.kind)
            else:
                known.count += tally.count
                known.families += tally.families
                known.examples += tally.examples[: _EXAMPLES - len(known.examples)]
                if tally.sort not in _FIRST_SAYS_ALL:
                    known.parts += tally.parts
    listed = []
    for sort, tallies in sums.items():
        while tallies:
            text, one = tallies.popitem()
            if one.families > 1 or sort not in common:
                examples = tuple((names[number], place) for number, place in one.examples)
                more = _more(sort, one.parts)
                listed.append(Candidate(sort, text, one.count, one.families, one.kind, examples, more))
    return ranked(contradicted(listed))


def _more(sort: str, parts: list[tuple[str, ...]]) -> dict[str, Any]:
    """What a candidate has besides its counts: fillers of its places, or whole rows of what was found with it."""
    if not parts:
        return {}
    if sort in _FILLED:
        places = [Counter(row[place] for row in parts if place < len(row)) for place in range(max(map(len, parts)))]
        return {"fillers": [_most(place) for place in places], "distinct": [len(place) for place in places]}
    if sort == "数词":
        says, listed = int(parts[0][0]), Counter(row[1:] for row in parts if len(row) > 2)
        return {"says": says, "items": _rows(listed), "differs": any(len(row) != says for row in listed)}
    if sort == "问题卡":
        problem, measure, score, *numbers = parts[0]
        said, answered = ([int(number) for number in row.split()] for row in numbers)
        return {
            "problem": problem,
            "measure": measure,
            "score": float(score),
            "problem_sentences": said,
            "measure_sentences": answered,
        }
    if sort in _NAMED:
        return {name: value for name, value in zip(_NAMED[sort], parts[0], strict=True) if value}
    return {_ROWS[sort]: _rows(Counter(parts))}


def _rows(rows: Counter[tuple[str, ...]]) -> list[list[str]]:
    return [list(row) for row in sorted(rows, key=lambda row: (-rows[row], row))[:_FILLERS]]


def _most(counts: Counter[str]) -> list[list[Any]]:
    return [[text, counts[text]] for text in sorted(counts, key=lambda text: (-counts[text], text))[:_FILLERS]]


def ranked(listed: Iterable[Candidate]) -> list[Candidate]:
    """Most families first, then most occurrences, then by name."""
    return sorted(listed, key=lambda one: (-one.families, -one.count, one.sort, one.text))
