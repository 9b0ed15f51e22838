"""What counts in the first documents of all families. Map: documents → tallies. Reduce: all tallies → candidates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from sys import intern
from typing import Any, NamedTuple

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from drafter.mine import frames, heads, units
from drafter.mine.cards import cards
from drafter.mine.facts import contradicted, facts
from drafter.mine.found import Found, Script, script
from drafter.mine.labels import kind_of
from drafter.mine.places import local
from drafter.mine.records import Candidate, Record

_FILLERS = 12
_EXAMPLES = 3
_IN_SCRIPTS: dict[str, Callable[[Script], Iterator[Found]]] = {
    "句式": frames.frames,
    "不足": frames.shortcomings,
    "收尾": frames.closings,
    "引语": units.quotations,
    "四字": units.four_characters,
    "排比": units.rows,
    "数词": units.number_words,
    "事实": facts,
    "本地": local,
}
_IN_RECORDS: dict[str, Callable[[Record], Iterator[Found]]] = {
    "标题": heads.headings,
    "标题组": heads.heading_families,
    "提纲": heads.outlines,
}
# These count only in sentences and headings of one kind.
_ONLY = {"不足": "问题", "收尾": "结语"}
_FILLED = ("句式", "不足")
_NAMED = {
    "事实": ("class", "about", "key", "value"),
    "本地": ("slot",),
}
# Of these the first occurrence is shown, the others are only counted.
_FIRST_SAYS_ALL = frozenset((*_NAMED, "问题卡"))
_ROWS = {"标题组": "headings", "提纲": "lengths"}
# So many characters at least are looked through in one go: to begin costs as much as to look through a document.
_TOGETHER = 50_000

_Kind = Callable[[int, int], str]


class _Occurrences(NamedTuple):
    """Occurrences of one sort in some documents, in their order: four lists of one length."""

    texts: Sequence[str]
    documents: Sequence[int]
    places: Sequence[int]
    parts: Sequence[tuple[str, ...]]


class Tally(Struct, array_like=True):
    """What is known of all candidates of one sort in some documents; all lists are in the order of `texts`.

    `counts` are two numbers each, of occurrences and of documents; `examples` are rows of candidate, document and
    place, three of each candidate at most. What filled the places of each stands in `rows`, or, counted, in `fillers`.
    """

    sort: str
    texts: list[str]
    kinds: list[str]
    counts: bytes
    examples: bytes
    rows: list[list[tuple[str, ...]]]
    fillers: list[list[dict[str, int]]]


def tallied(records: Iterable[Record], start: int = 0) -> list[Tally]:
    """What counts in some documents, each of another family, in the order of their names, from no. `start` on."""
    counts: dict[str, _Count] = {}
    for some in _together(records):
        for sort, found, kind in _everything(some):
            counts.setdefault(sort, _Count(sort)).add(found, kind, start)
        start += len(some)
    return [count.tally() for count in counts.values()]


def _together(records: Iterable[Record]) -> Iterator[list[Record]]:
    some, size = [], 0
    for record in records:
        some.append(record)
        size += record.characters
        if size >= _TOGETHER:
            yield some
            some, size = [], 0
    if some:
        yield some


def _everything(records: Sequence[Record]) -> Iterator[tuple[str, _Occurrences, _Kind]]:
    """All occurrences sort by sort, and what says the kind of each."""
    kinds: dict[tuple[int, int], str] = {}

    def kind(document: int, place: int) -> str:
        # Asked only of what is new: to say what a sentence does takes as long as to find all that is in it.
        known = kinds.get((document, place))
        if known is None:
            record = records[document]
            known = record.headings[-1 - place].kind if place < 0 else kind_of(record.sentences[place])
            kinds[document, place] = known
        return known

    whole = script(
        [([heading.text for heading in one.headings], [sentence.text for sentence in one.sentences]) for one in records]
    )
    for sort, find in _IN_SCRIPTS.items():
        spotted = list(find(whole))
        if spotted:
            texts, offsets, parts = zip(*spotted, strict=True)
            yield sort, _chosen(_Occurrences(texts, *whole.where(offsets), parts), kind, _ONLY.get(sort)), kind
    for sort, look in _IN_RECORDS.items():
        found = [(text, n, place, parts) for n, one in enumerate(records) for text, place, parts in look(one)]
        if found:
            # An outline is of no kind but the genre of the document.
            says = (lambda document, _: records[document].genre) if sort == "提纲" else kind
            yield sort, _Occurrences(*zip(*found, strict=True)), says
    pairs = [(text, n, place, parts) for n, (text, place, parts) in cards(records, whole)]
    if pairs:
        yield "问题卡", _Occurrences(*zip(*pairs, strict=True)), lambda *_: "问题"


def _chosen(found: _Occurrences, kind: _Kind, only: str | None) -> _Occurrences:
    """What was found in the order of the documents; where only one kind counts, the rest left out."""
    texts, documents, places, parts = found
    if only:
        order = [n for n, place in enumerate(zip(documents, places, strict=True)) if kind(*place) == only]
    elif any(later < earlier for earlier, later in pairwise(documents)):
        order = sorted(range(len(documents)), key=documents.__getitem__)
    else:
        return found
    rows = [(texts[n], documents[n], places[n], parts[n]) for n in order]
    return _Occurrences(*zip(*rows, strict=True)) if rows else _Occurrences((), (), (), ())


class _Numbers(dict[str, int]):
    """Texts by number, in the order in which they are first asked for."""

    def __missing__(self, text: str) -> int:
        number = self[text] = len(self)
        return number


class _Count:
    """The occurrences of one sort as they come: the texts by number, and of every occurrence its text's number."""

    def __init__(self, sort: str) -> None:
        self._sort = sort
        self._known = _Numbers()
        self._kinds: list[str] = []
        self._rows: list[list[tuple[str, ...]]] = []
        self._places: list[NDArray[np.int32]] = []

    def add(self, found: _Occurrences, kind: _Kind, start: int) -> None:
        """Counts what was found in the documents from no. `start` on."""
        numbers = list(map(self._known.__getitem__, found.texts))
        firsts = dict(zip(reversed(numbers), range(len(numbers) - 1, -1, -1), strict=True))
        for number in range(len(self._kinds), len(self._known)):
            first = firsts[number]
            self._kinds.append(kind(found.documents[first], found.places[first]))
            self._rows.append([found.parts[first]] if self._sort in _FIRST_SAYS_ALL else [])
        if self._sort not in _FIRST_SAYS_ALL:
            for number, parts in zip(numbers, found.parts, strict=True):
                if parts:
                    self._rows[number].append(parts)
        places = np.array([numbers, found.documents, found.places], dtype=np.int32)
        places[1] += start
        self._places.append(places)

    def tally(self) -> Tally:
        """All that was found."""
        places = np.concatenate(self._places, axis=1).T
        counts = np.bincount(places[:, 0], minlength=len(self._known))
        places = places[np.argsort(places[:, 0], kind="stable")]
        # Of every document its first.
        places = places[(np.diff(places[:, :2], axis=0, prepend=-1) != 0).any(axis=1)]
        families = np.bincount(places[:, 0], minlength=len(self._known))
        both, rows, fillers = np.stack([counts, families], axis=1).astype(np.int32), self._rows, []
        if self._sort in _FILLED:
            rows, fillers = [], [_counted(row) for row in rows]
        elif not any(rows):
            rows = []
        few = _few(places)
        return Tally(self._sort, list(self._known), self._kinds, both.tobytes(), few.tobytes(), rows, fillers)


def _few(examples: NDArray[np.int32]) -> NDArray[np.int32]:
    """The first examples of each candidate, of rows sorted by candidate."""
    after = np.arange(len(examples)) - np.searchsorted(examples[:, 0], examples[:, 0])
    return examples[after < _EXAMPLES]


def _counted(rows: Sequence[tuple[str, ...]]) -> list[dict[str, int]]:
    """How often each place was filled with what."""
    size = max(map(len, rows), default=0)
    return [Counter([row[place] for row in rows if place < len(row)]) for place in range(size)]


class _Sum:
    """All tallies of one sort, added up."""

    def __init__(self, sort: str) -> None:
        self._sort = sort
        self._known: dict[str, int] = {}
        self._kinds: list[str] = []
        self._counts: list[tuple[NDArray[np.intp], NDArray[np.int32]]] = []
        self._examples: list[NDArray[np.int32]] = []
        self._rows: list[list[tuple[str, ...]]] = []
        self._fillers: list[list[Counter[str]]] = []

    def add(self, tally: Tally) -> None:
        """Adds what is known of further documents."""
        known, before = self._known, len(self._known)
        listed = [known.setdefault(text, len(known)) for text in tally.texts]
        # As read, every kind is a string of its own.
        self._kinds += [intern(kind) for number, kind in zip(listed, tally.kinds, strict=True) if number >= before]
        numbers = np.array(listed, dtype=np.intp)
        self._counts.append((numbers, np.frombuffer(tally.counts, dtype=np.int32).reshape(-1, 2)))
        examples = np.frombuffer(tally.examples, dtype=np.int32).reshape(-1, 3).copy()
        examples[:, 0] = numbers[examples[:, 0]]
        self._examples.append(examples)
        for number, rows in zip(listed, tally.rows, strict=False):
            if number >= before:
                self._rows.append(rows)
            elif self._sort not in _FIRST_SAYS_ALL:
                self._rows[number] += rows
        for number, fillers in zip(listed, tally.fillers, strict=False):
            if number >= before:
                self._fillers.append([])
            places = self._fillers[number]
            places += [Counter() for _ in fillers[len(places) :]]
            for place, filler in zip(places, fillers, strict=False):
                place.update(filler)

    def candidates(self, names: Sequence[str], least: int) -> list[Candidate]:
        """What stands in so many documents at least, by its text."""
        counts = np.zeros((len(self._known), 2), dtype=np.intp)
        for numbers, further in self._counts:
            counts[numbers] += further
        examples = np.concatenate(self._examples)
        examples = _few(examples[np.argsort(examples[:, 0], kind="stable")])
        ends = np.searchsorted(examples[:, 0], np.arange(len(counts) + 1)).tolist()
        places = [(names[document], place) for _, document, place in examples.tolist()]
        texts, both = list(self._known), counts.tolist()
        listed = []
        for number in sorted(np.flatnonzero(counts[:, 1] >= least).tolist(), key=texts.__getitem__):
            count, families = both[number]
            shown = tuple(places[ends[number] : ends[number + 1]])
            kind, more = self._kinds[number], self._more(number)
            listed.append(Candidate(self._sort, texts[number], count, families, kind, shown, more))
        return listed

    def _more(self, number: int) -> dict[str, Any]:
        """What a candidate has besides its counts: fillers of its places, or whole rows of what was found with it."""
        sort = self._sort
        if sort in _FILLED:
            places = self._fillers[number]
            return {"fillers": [_most(place) for place in places], "distinct": [*map(len, places)]} if places else {}
        if not self._rows:
            return {}
        rows = self._rows[number]
        if sort in _NAMED:
            return {name: value for name, value in zip(_NAMED[sort], rows[0], strict=True) if value}
        if sort in _ROWS:
            return {_ROWS[sort]: _listed(Counter(rows))}
        if sort == "数词":
            says, listed = int(rows[0][0]), Counter([row[1:] for row in rows if len(row) > 2])
            return {"says": says, "items": _listed(listed), "differs": any(len(row) != says for row in listed)}
        problem, measure, score, *numbers = rows[0]
        said, answered = ([int(number) for number in row.split()] for row in numbers)
        return {
            "problem": problem,
            "measure": measure,
            "score": float(score),
            "problem_sentences": said,
            "measure_sentences": answered,
        }


def candidates(parts: Iterable[Sequence[Tally]], names: Sequence[str], common: Collection[str] = ()) -> list[Candidate]:
    """All that was found, in the order of the documents; of the `common` sorts only what several families have."""
    sums: dict[str, _Sum] = {}
    for part in parts:
        for tally in part:
            if tally.texts:
                sums.setdefault(tally.sort, _Sum(tally.sort)).add(tally)
    listed = []
    # Most families first, then most occurrences, then by name.
    for sort in sorted(sums):
        some = sums.pop(sort).candidates(names, 2 if sort in common else 1)
        listed += contradicted(some) if sort == "事实" else some
    listed.sort(key=attrgetter("count"), reverse=True)
    listed.sort(key=attrgetter("families"), reverse=True)
    return listed


def _listed(rows: Counter[tuple[str, ...]]) -> list[list[str]]:
    return [list(row) for row in sorted(rows, key=lambda row: (-rows[row], row))[:_FILLERS]]


def _most(counts: Counter[str]) -> list[list[Any]]:
    return [[text, counts[text]] for text in sorted(counts, key=lambda text: (-counts[text], text))[:_FILLERS]]
