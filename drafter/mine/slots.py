"""Frames that nobody listed: clauses of many documents that begin and end alike, with what changes in between.

Counted in the text that phrases are counted in: the first document of every family, so that one much copied sentence
fills its place once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Sequence
from heapq import heappop, heappush
from itertools import chain
from operator import add
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from drafter.mine.phrases import Text
from drafter.mine.records import Candidate
from drafter.mine.workers import release

_SHORTEST, _LONGEST = 6, 30
# A clause that begins with one of these is held together by it alone: 把＿落到实处.
_ANCHORS = "把将以让从在对为用使向由与不既被靠"
# Marks that a clause may hold come first in the alphabet; a frame neither begins nor ends with them.
_HELD = 4
# What more than half of all fillers begin or end with belongs to the frame.
_MOST = 0.5
# What more than this part of the fillers have inside parts them in two.
_INSIDE = 0.6
_LOOKED_AT = 120
_SHOWN = 12


class _Clauses(Struct, frozen=True):
    """All clauses: where they start and end, the document of each."""

    starts: NDArray[np.int32]
    stops: NDArray[np.int32]
    owners: NDArray[np.int32]


def slots(text: Text, names: Sequence[str], least: int, most: int) -> list[Candidate]:
    """Frames with one place or two that `least` families fill differently, the `most` that most families use."""
    codes = np.load(text.codes, mmap_mode="r") if isinstance(text.codes, str) else text.codes
    clauses = _clauses(text, codes)
    letters = np.frombuffer(text.alphabet.encode("utf-16-le"), "<u2")
    groups = _groups(text, codes, clauses, least, 3 * most)
    release()
    best: dict[str, Candidate] = {}
    # How many families use the `most` best ones so far.
    widest: list[int] = []
    for families, group in groups:
        if len(widest) == most and families < widest[0]:
            break
        frame = _frame(_said(letters, codes, clauses, group), clauses, group, least)
        if frame is None or frame.text in best:
            continue
        heappush(widest, frame.families)
        if len(widest) > most:
            heappop(widest)
        examples = []
        for n in frame.examples:
            document = int(clauses.owners[n])
            sentence = int(np.searchsorted(text.sentences, clauses.starts[n], "right")) - 1
            examples.append((names[document], sentence - int(text.firsts[document])))
        more = {"fillers": frame.fillers, "distinct": frame.distinct}
        best[frame.text] = Candidate(
            "句式", frame.text, frame.count, frame.families, examples=tuple(examples), more=more
        )
    ranked = sorted(best.values(), key=lambda one: (-one.families, -one.count, one.text))
    return ranked[:most]


def _clauses(text: Text, codes: NDArray[np.uint16]) -> _Clauses:
    ends = np.flatnonzero(codes == 0).astype(np.int32)
    starts, stops = ends[:-1] + 1, ends[1:]
    sizes = stops - starts
    good = (sizes >= _SHORTEST) & (sizes <= _LONGEST) & (codes[starts] >= _HELD) & (codes[stops - 1] >= _HELD)
    starts, stops = starts[good], stops[good]
    owners = np.searchsorted(text.documents.astype(np.int32), starts, "right").astype(np.int32) - np.int32(1)
    return _Clauses(starts, stops, owners)


def _said(
    letters: NDArray[np.uint16], codes: NDArray[np.uint16], clauses: _Clauses, group: NDArray[np.int32]
) -> list[str]:
    """The words of some clauses; an end, which reads as a line's, stands after each."""
    sizes = clauses.stops[group] + 1 - clauses.starts[group]
    ends = np.cumsum(sizes)
    places = np.arange(ends[-1]) + np.repeat(clauses.starts[group] - (ends - sizes), sizes)
    words: str = letters.take(codes.take(places)).tobytes().decode("utf-16-le")
    return words.split("\n")[:-1]


def _groups(
    text: Text, codes: NDArray[np.uint16], clauses: _Clauses, least: int, most: int
) -> list[tuple[int, NDArray[np.int32]]]:
    """Clauses with the same two first (or one first, an anchor) and two last characters, and how many families have
    them; the largest groups first.
    """
    first, second = codes[clauses.starts].astype(np.uint64), codes[clauses.starts + 1].astype(np.uint64)
    last = codes[clauses.stops - 2].astype(np.uint64) << np.uint64(16) | codes[clauses.stops - 1]
    anchors = np.zeros(len(text.alphabet), bool)
    anchors[[text.alphabet.index(char) for char in _ANCHORS if char in text.alphabet]] = True
    plain = np.flatnonzero(second >= _HELD)
    held = np.flatnonzero(anchors[first.astype(np.intp)])
    keys = np.concatenate(
        [
            first[plain] << np.uint64(48) | second[plain] << np.uint64(32) | last[plain],
            first[held] << np.uint64(48) | last[held],
        ]
    )
    members = np.concatenate([plain, held]).astype(np.int32)
    del first, second, last, plain, held
    order = np.argsort(keys, kind="stable")
    keys, members = keys[order], members[order]
    if not len(keys):
        return []
    fresh = np.append(True, keys[1:] != keys[:-1])
    bounds = np.flatnonzero(fresh)
    owners = clauses.owners[members]
    families = np.add.reduceat(fresh | np.append(True, owners[1:] != owners[:-1]), bounds, dtype=np.int64)
    chosen = np.flatnonzero(families >= least)
    chosen = chosen[np.argsort(-families[chosen], kind="stable")][:most]
    stops = np.append(bounds[1:], len(keys))
    return [(int(families[n]), members[bounds[n] : stops[n]]) for n in chosen.tolist()]


class _Frame(Struct, frozen=True):
    text: str
    count: int
    families: int
    fillers: list[list[list[Any]]]
    distinct: list[int]
    examples: list[int]


def _frame(said: Sequence[str], clauses: _Clauses, group: NDArray[np.int32], least: int) -> _Frame | None:
    """The frame of clauses that begin and end alike; None where too few differ in between, or a word is cut."""
    head, tail = _grown(said[:_LOOKED_AT], least)
    if not head:
        return None
    prefix, suffix = _sides(said[:_LOOKED_AT], head, tail)
    if head == 1 and suffix[0] == "的":
        return None  # 不＿的人: a frame of nothing
    held = [
        n
        for n, clause in enumerate(said)
        if clause.startswith(prefix) and clause.endswith(suffix) and len(clause) > head + tail
    ]
    inside = _inside({said[n][head:-tail] for n in held[:_LOOKED_AT]}, least)
    if inside:
        held = [n for n in held if said[n].find(inside, head + 1, len(said[n]) - tail - 1) >= 0]
    if not held or not _whole_words([said[n] for n in held[:3]], head, tail) or prefix.count("“") > prefix.count("”"):
        return None
    fillers = [said[n][head:-tail] for n in held]
    rows = zip(*[_parts(filler, inside) for filler in fillers], strict=True) if inside else [fillers]
    places = [Counter(row) for row in rows]
    # Clauses come in the order of the text: the first of each document.
    members = group[held]
    owners = clauses.owners[members]
    seen = members[np.append(True, owners[1:] != owners[:-1])]
    if len(seen) < least or min(map(len, places)) < least:
        return None
    text = f"{prefix}＿{inside}＿{suffix}" if inside else f"{prefix}＿{suffix}"
    # Commonest first, and of what is equally common in the order of the words.
    shown = [
        [[word, row[word]] for word in sorted(sorted(row), key=row.__getitem__, reverse=True)[:_SHOWN]]
        for row in places
    ]
    return _Frame(text, len(held), len(seen), shown, [len(row) for row in places], seen[:3].tolist())


def _grown(said: Sequence[str], least: int) -> tuple[int, int]:
    """How many characters belong to the frame on either side: what most fillers begin or end with joins it."""
    head, tail = 1 if said[0][0] in _ANCHORS and len({clause[1] for clause in said}) > 1 else 2, 2
    fillers = sorted({clause[head:-tail] for clause in said if len(clause) > head + tail})
    while len(fillers) >= least:
        # In order, what more than half of them begin with stands in the middle.
        half = len(fillers) // 2
        first = fillers[half][0]
        held = fillers[bisect_left(fillers, first) : bisect_left(fillers, chr(ord(first) + 1))]
        if len(held) > _MOST * len(fillers):
            fillers = [filler[1:] for filler in held if len(filler) > 1]
            head += 1
            continue
        lasts = sorted([filler[-1] for filler in fillers])
        last = lasts[half]
        if lasts.count(last) <= _MOST * len(fillers):
            return head, tail
        fillers = sorted([filler[:-1] for filler in fillers if filler[-1] == last and len(filler) > 1])
        tail += 1
    return 0, 0


def _sides(said: Sequence[str], head: int, tail: int) -> tuple[str, str]:
    """The commonest beginning and end of that length."""
    sides = Counter([clause[:head] + clause[-tail:] for clause in said if len(clause) > head + tail])
    most = max(sides.values())
    side = min(side for side, count in sides.items() if count == most)
    return side[:head], side[head:]


def _whole_words(clauses: Sequence[str], head: int, tail: int) -> bool:
    """Whether words begin and end where the places of a frame do, in most of some clauses."""
    import rjieba

    whole = 0
    for clause in clauses:
        ends, at = set(), 0
        for word in rjieba.cut(clause):
            at += len(word)
            ends.add(at)
        whole += head in ends and len(clause) - tail in ends
    return 2 * whole > len(clauses)


def _inside(fillers: Collection[str], least: int) -> str:
    """Two characters that most of `fillers` have inside, "" where there are none."""
    long = [filler for filler in fillers if len(filler) > 3]
    if len(long) <= _INSIDE * len(fillers):
        return ""
    # A filler counts once, however often it has the two.
    pairs = Counter(chain.from_iterable([set(map(add, filler[1:-2], filler[2:-1])) for filler in long]))
    most = max(pairs.values())
    if most < max(least, 3) or most <= _INSIDE * len(fillers):
        return ""
    pair = min(pair for pair, count in pairs.items() if count == most)
    return pair if pair.isalpha() else ""


def _parts(filler: str, inside: str) -> tuple[str, str]:
    at = filler.index(inside, 1)
    return filler[:at], filler[at + 2 :]
