"""Map: one document → everything that counts in it. Reduce: the first documents of all families → candidates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from drafter.mine import frames, heads, units
from drafter.mine.cards import cards
from drafter.mine.facts import contradicted, facts
from drafter.mine.found import Found, script
from drafter.mine.places import local
from drafter.mine.records import Candidate, Record

_FILLERS = 12
_EXAMPLES = 3
_FILLED = ("句式", "不足")
_NAMED = {
    "事实": ("class", "about", "key", "value"),
    "本地": ("slot",),
}
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
        [(sentence.text, sentence.kind) for sentence in record.sentences],
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


class _Tally(Struct, gc=False):
    """What is known so far of one candidate."""

    kind: str
    count: int = 0
    families: int = 0
    examples: tuple[tuple[str, int], ...] = ()
    parts: list[tuple[str, ...]] | None = None


def candidates(documents: Iterable[tuple[int, Gleaned]], least: int = 1) -> list[Candidate]:
    """What was found in the first document of each family, in `least` families or more.

    The documents come in the order of their names, so that the first of a family is always the same one.
    """
    tallies: dict[tuple[str, str], _Tally] = {}
    seen: set[int] = set()
    for family, document in documents:
        if family in seen:
            continue
        seen.add(family)
        here: set[tuple[str, str]] = set()
        for found in document.found:
            key = (found.sort, found.text)
            tally = tallies.get(key)
            if tally is None:
                tally = tallies[key] = _Tally(found.kind)
            tally.count += 1
            if found.parts:
                if tally.parts is None:
                    tally.parts = []
                tally.parts.append(found.parts)
            if key not in here:
                here.add(key)
                tally.families += 1
                if len(tally.examples) < _EXAMPLES:
                    tally.examples += ((document.name, found.place),)
    listed = (
        Candidate(sort, text, tally.count, tally.families, tally.kind, tally.examples, _more(sort, tally.parts))
        for (sort, text), tally in tallies.items()
        if tally.families >= least
    )
    return ranked(contradicted(listed))


def _more(sort: str, parts: list[tuple[str, ...]] | None) -> dict[str, Any]:
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


def _both(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    """What two candidates of one text have besides their counts, together."""
    both = dict(first)
    for key, rows in second.items():
        known = both.get(key)
        if key == "fillers" and known:
            places = []
            for place in range(max(len(known), len(rows))):
                sums: Counter[str] = Counter()
                for text, count in (
                    pair for side in (known, rows) for pair in side[place : place + 1] for pair in pair
                ):
                    sums[text] += count
                places.append(_most(sums))
            both[key] = places
        elif key == "distinct" and known:
            continue
        elif key == "differs":
            both[key] = known or rows
        elif known is not None and key in _ROWS.values():
            both[key] = [*known, *(row for row in rows if row not in known)][:_FILLERS]
        elif known is None:
            both[key] = rows
    if "fillers" in both:
        both["distinct"] = [len(place) for place in both["fillers"]]
    return both


def ranked(listed: Iterable[Candidate]) -> list[Candidate]:
    """Most families first, then most occurrences, then by name."""
    return sorted(listed, key=lambda one: (-one.families, -one.count, one.sort, one.text))


def added(*lists: Sequence[Candidate]) -> list[Candidate]:
    """Lists of candidates from different families of documents as one: counts and families add up."""
    sums: dict[tuple[str, str], Candidate] = {}
    for one in (one for listed in lists for one in listed):
        known = sums.get((one.sort, one.text))
        if known is not None:
            one = replace(
                known,
                count=known.count + one.count,
                families=known.families + one.families,
                examples=(known.examples + one.examples)[:_EXAMPLES],
                more=_both(known.more, one.more),
            )
        sums[one.sort, one.text] = one
    return ranked(contradicted(sums.values()))
