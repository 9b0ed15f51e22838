"""Which documents are copies of each other: a family is a first document and all that repeat or rewrite it.

Documents are compared by their clauses. Two that share enough of them are one family, but a clause that many families
use is public wording and says little, so it weighs little. An index from clause to documents finds who shares
anything at all; nobody is compared with everybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

# A clause of fewer Han characters is anybody's.
_LEAST_HAN = 6
# How much two documents must share: of their clauses as they stand, and of those that are not public wording.
_COPIED, _REWRITTEN = 0.5, 0.2
# Of the documents that share a clause, so many first ones are compared with the others; fewer where many share it.
_COMPARED, _MANY, _COMPARED_OF_MANY = 8, 32, 2
# Rarity is counted in whole numbers, so that sums do not depend on their order.
_WEIGHT = 1000
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
# Bits for the number of a document.
_NUMBER = 26
_IGNORED = "“”‘’\"'《》〈〉「」『』 \t\u3000\u00a0"


class Sketch(Struct, frozen=True):
    """What of a document is compared: 64-bit hashes of its clauses, sorted, each once, as little-endian bytes."""

    clauses: bytes

    def hashes(self) -> NDArray[np.uint64]:
        return np.frombuffer(self.clauses, "<u8")


def sketch(sentences: Sequence[str]) -> Sketch:
    """The clauses of a document, cut at every mark, quotation marks left out."""
    return sketches([sentences])[0]


def sketches(documents: Sequence[Sequence[str]]) -> list[Sketch]:
    """The sketch of each of several documents: a hundred small ones in one go take half the time."""
    kinds, values, powers = _tables()
    texts = ["\n".join([*sentences, ""]).encode("utf-16-le", "surrogatepass") for sentences in documents]
    codes = np.frombuffer(b"".join(texts), "<u2")
    kind = kinds.take(codes)
    kept = np.flatnonzero(kind != _DROPPED)
    codes, kind = codes.take(kept), kind.take(kept)
    ends = np.flatnonzero(kind == _CUT)
    if not len(ends):
        return [Sketch(b"") for _ in documents]
    starts = np.append(0, ends[:-1] + 1)
    places = np.arange(len(codes)) - np.repeat(starts, ends + 1 - starts)
    # The value of a clause is a polynomial in its characters; whole numbers of 64 bits overflow as they should.
    hashes = np.add.reduceat(values.take(codes) * powers.take(places, mode="clip"), starts)
    said = np.add.reduceat(kind == _HAN, starts, dtype=np.int64) >= _LEAST_HAN
    hashes = _mixed(hashes.compress(said))
    # How many of these clauses stand before the end of each document.
    sizes = np.cumsum([len(text) // 2 for text in texts])
    stops = [0, *np.searchsorted(kept.take(ends.compress(said)), sizes).tolist()]
    for low, high in pairwise(stops):
        hashes[low:high].sort()
    fresh = np.ones(len(hashes) + 1, bool)
    np.not_equal(hashes[1:], hashes[:-1], out=fresh[1:-1])
    fresh[stops] = True
    fresh = fresh[:-1]
    clauses = hashes.compress(fresh).astype("<u8").tobytes()
    bounds = 8 * np.append(0, np.cumsum(fresh))[stops]
    return [Sketch(clauses[low:high]) for low, high in pairwise(bounds.tolist())]


def families(sketches: Sequence[Sketch]) -> list[int]:
    """The number of the first document of each document's family; documents come in order of their names."""
    return placed(sketches, ())


def placed(new: Sequence[Sketch], firsts: Sequence[Sketch]) -> list[int]:
    """Each new document's family: the number of one of `firsts`, or len(firsts) + the number of a new document."""
    known = len(firsts)
    everything = [*firsts, *new]
    home = np.arange(len(everything))
    seen: dict[bytes, int] = {}
    for number, one in enumerate(everything):
        first = seen.setdefault(one.clauses, number) if one.clauses else number
        if number >= known:
            home[number] = first
    index = _index(everything, np.flatnonzero(home == np.arange(len(home))))
    for weigh, enough in ((False, _COPIED), (True, _REWRITTEN)):
        _join(home, index, known, weigh, enough)
        # What copies say is said once: only then is rare what few families say.
        still = (home == np.arange(len(home)))[index.documents]
        index = _Index(index.clauses[still], index.documents[still])
    # A first document may have joined another one after copies had joined it.
    while not np.array_equal(home, home[home]):
        home = home[home]
    return [int(first) for first in home[known:]]


class _Index(Struct):
    """Pairs of clause and document, sorted; clauses are numbered."""

    clauses: NDArray[np.int64]
    documents: NDArray[np.int64]


def _runs(values: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the runs of equal values in a sorted array begin, and how long they are."""
    edge = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=edge[1:])
    starts = np.flatnonzero(edge)
    return starts, np.diff(starts, append=len(values))


def _index(sketches: Sequence[Sketch], numbers: NDArray[np.int64]) -> _Index:
    arrays = [sketches[number].hashes() for number in numbers]
    hashes = np.concatenate([np.zeros(0, np.uint64), *arrays])
    documents = np.repeat(numbers, [len(array) for array in arrays])
    order = np.argsort(hashes)
    hashes = hashes[order]
    clauses = np.zeros(len(hashes), np.int64)
    np.cumsum(hashes[1:] != hashes[:-1], out=clauses[1:])
    key = (clauses << _NUMBER) | documents[order]
    key.sort()
    return _Index(key >> _NUMBER, key & ((1 << _NUMBER) - 1))


def _join(home: NDArray[np.int64], index: _Index, known: int, weigh: bool, enough: float) -> None:
    """Give every new document that shares enough with a first one the home of that one."""
    starts, sizes = _runs(index.clauses)
    weights = np.full(len(sizes), _WEIGHT)
    if weigh:
        weights = np.rint(_WEIGHT / (1 + np.log(sizes))).astype(np.int64)
    each = np.repeat(weights, sizes)
    totals = np.bincount(index.documents, each, len(home))
    asked = index.documents[starts + sizes - 1] >= known
    keys = []
    for n in range(_COMPARED):
        more = asked & (sizes > n + 1) & ((sizes <= _MANY) | (n < _COMPARED_OF_MANY))
        first, size = starts[more] + n, sizes[more] - n - 1
        earlier = np.repeat(first, size)
        later = earlier + 1 + np.arange(len(earlier)) - np.repeat(np.cumsum(size) - size, size)
        # Who, with whom, and how much in one number: to sort is to bring all that two documents share together.
        key = index.documents.take(later)
        wanted = key >= known
        key <<= _NUMBER
        key |= index.documents.take(earlier)
        key <<= 10
        key |= each.take(earlier)
        keys.append(key.compress(wanted) if known else key)
    key = np.concatenate(keys)
    del keys
    key.sort()
    pairs = key >> 10
    starts, _ = _runs(pairs)
    pairs = pairs.take(starts)
    key &= 1023
    shared = np.add.reduceat(key, starts) if len(starts) else starts
    late = pairs >> _NUMBER
    # Most pairs share far too little, whatever the earlier one has.
    near = np.flatnonzero(shared > 0.99 * enough / 2 * totals.take(late))
    late, early, shared = late.take(near), pairs.take(near) & ((1 << _NUMBER) - 1), shared.take(near)
    # Much that is new beside a short text that is old makes another document; so the later one counts at least half.
    share = shared / np.maximum(np.minimum(totals[late], totals[early]), totals[late] / 2)
    close = share >= enough
    best: dict[int, float] = {}
    for one, other, part in zip(late[close].tolist(), early[close].tolist(), share[close].tolist(), strict=True):
        if home[other] == other and part > best.get(one, 0.0):
            best[one] = part
            home[one] = other


_HAN, _OTHER, _CUT, _DROPPED = 2, 1, 0, 3


@lru_cache(maxsize=1)
def _tables() -> tuple[NDArray[np.uint8], NDArray[np.uint64], NDArray[np.uint64]]:
    """For every code its kind and a random value; and the powers of the polynomial."""
    kinds = np.array([_OTHER if chr(code).isalnum() else _CUT for code in range(1 << 16)], np.uint8)
    for low, high in ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00)):
        kinds[low:high] = _HAN
    kinds[[ord(char) for char in _IGNORED]] = _DROPPED
    values = _mixed(np.arange(1, (1 << 16) + 1, dtype=np.uint64) * _GOLDEN)
    values[kinds == _CUT] = 0
    powers: NDArray[np.uint64] = np.cumprod(np.full(1 << 12, _GOLDEN), dtype=np.uint64)
    return kinds, values, powers


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Every bit of a value spread over all 64 (the finish of splitmix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: NDArray[np.uint64] = values ^ (values >> np.uint64(31))
    return mixed
