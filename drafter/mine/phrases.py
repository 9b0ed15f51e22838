"""Runs of characters that many documents share: counted exactly, of any length, a shard of first characters at a time.

All positions of the text are sorted by the characters that follow, one more character a round; what too few documents
share drops out, and what one character always precedes, for it is part of a longer run. Where a phrase begins says
which shard counts it, so that any number of machines share the work and the sums are the same. Only the first document
of every family is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from drafter.mine.records import Candidate

LONGEST = 40
SHORTEST = 4
# Bits of entropy that the neighbours on either side must have: less, and the phrase is a part of a longer one.
FREE = 1.0
# A phrase lies inside one clause. “ ” and 、 may stand inside it; as neighbours they are an end, like all other marks.
_MARKS = "“”、"
# Words of one character that a phrase does not begin or end with: 的问题, 党员干部要.
_NEVER_FIRST = "的和与及等了着地得也而并或就中里上下"
_NEVER_LAST = "的和与及把被将或而并就是要在对向让使为以从到于跟同更最不也都又很"
# Where words end is seen when a phrase is looked at in its context; so more are kept until then than are wanted.
_CONTEXT, _SPARE = 6, 2
# How many positions are sorted at once: few enough to stay in a processor's cache.
_CHUNK = 1 << 17
# A power of two: one entry for so many positions.
_BLOCK = 6
# Entropies are sums of whole numbers, so that they do not depend on the order of adding.
_SCALE = 1 << 16
_FIRST_HAN = 1 + len(_MARKS)
# So many first characters of a phrase are looked at in one go.
_BEGUN = 3


class _Bits(Struct, frozen=True):
    """How 63 bits are shared out: group, next characters, position."""

    character: int
    position: int

    @property
    def firsts(self) -> int:
        """How many first characters can be told apart beside two further characters."""
        return 1 << (63 - self.position - 2 * self.character)


class Text(Struct, frozen=True):
    """All documents as numbers of characters, 0 where a phrase ends; `codes` may be the path of an .npy file.

    `alphabet` says which character a number is, marks first. `documents` and `sentences` are the places where each
    begins, `firsts` the number of each document's first sentence.
    """

    codes: NDArray[np.uint16] | str
    alphabet: str
    documents: NDArray[np.int64]
    sentences: NDArray[np.int64]
    firsts: NDArray[np.int64]


class Found(Struct, frozen=True):
    """Phrases, a row each: (start, length, count, families), entropies, and three places at most or -1."""

    rows: NDArray[np.int64]
    entropies: NDArray[np.float64]
    places: NDArray[np.int64]

    def chosen(self, which: NDArray[np.bool_] | slice) -> Found:
        return Found(self.rows[which], self.entropies[which], self.places[which])

    def cut(self, parts: int) -> list[Found]:
        """The rows in so many parts of about the same size."""
        bounds = [len(self.rows) * n // parts for n in range(parts + 1)]
        return [self.chosen(slice(low, high)) for low, high in pairwise(bounds)]


def laid_out(documents: Iterable[Sequence[str]]) -> Text:
    """The sentences of the first document of every family, as the text to count in."""
    whole = bytearray(2)
    starts, lengths, firsts = [1], [1], [0]
    for sentences in documents:
        text = "\n".join([*sentences, ""])
        data = text.encode("utf-16-le", "surrogatepass")
        if len(data) != 2 * len(text):
            data = "".join([c if c < "\U00010000" else "\n" for c in text]).encode("utf-16-le", "surrogatepass")
        whole += data
        starts.append(len(text))
        lengths += [len(sentence) + 1 for sentence in sentences]
        firsts.append(len(lengths) - 1)
    whole += bytes(2 * (LONGEST + 2))
    codes: NDArray[np.uint16] = np.frombuffer(whole, "<u2")
    seen = _counted(codes, 1 << 16) > 0
    han = np.zeros(1 << 16, bool)
    for low, high in ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00)):
        han[low:high] = seen[low:high]
    alphabet = "\n" + _MARKS + "".join(map(chr, np.flatnonzero(han)))
    numbers = np.zeros(1 << 16, np.uint16)
    numbers[[ord(char) for char in alphabet]] = np.arange(len(alphabet))
    # In place, for it is the largest thing there is.
    for low in range(0, len(codes), _CHUNK):
        codes[low : low + _CHUNK] = numbers.take(codes[low : low + _CHUNK])
    return Text(
        codes,
        alphabet,
        np.cumsum(starts[:-1], dtype=np.int64),
        np.cumsum(lengths[:-1], dtype=np.int64),
        np.array(firsts[:-1], np.int64),
    )


def laid_down(text: Text, folder: str) -> str:
    """The text's codes as a file in `folder`, so that processes on one machine share them."""
    path = f"{folder}/text.npy"
    np.save(path, _codes(text))
    return path


def plan(text: Text, shards: int) -> list[tuple[int, ...]]:
    """The first characters of each shard, by number, so that all have about the same work; some may be empty."""
    counts = _counted(_codes(text), len(text.alphabet)).tolist()
    parts: list[list[int]] = [[] for _ in range(shards)]
    loads = [0] * shards
    for code in sorted(range(_FIRST_HAN, len(counts)), key=lambda code: (-counts[code], code)):
        lightest = loads.index(min(loads))
        parts[lightest].append(code)
        loads[lightest] += counts[code]
    return [tuple(sorted(part)) for part in parts]


def _counted(codes: NDArray[np.uint16], different: int) -> NDArray[np.int64]:
    """How often each code stands, some of them at a time: what counts makes eight bytes of every code first."""
    counts = np.zeros(different, np.int64)
    for low in range(0, len(codes), _CHUNK):
        counts += np.bincount(codes[low : low + _CHUNK], minlength=different)
    return counts


def found(text: Text, characters: Sequence[int], least: int, most: int, shortest: int = SHORTEST) -> Found:
    """The phrases of one shard that `least` families share and that are part of no longer one; the best `most`."""
    codes = _codes(text)
    owners = _Owners.of(text.documents, len(codes))
    bits = _Bits(len(text.alphabet).bit_length(), len(codes).bit_length())
    length = min(shortest, _BEGUN)
    parts = []
    for low in range(0, len(characters), bits.firsts):
        groups = _begun(codes, characters[low : low + bits.firsts], bits, length)
        for chunk in groups.chunks():
            parts += _grown(codes, owners, chunk, bits, length, least, shortest)
    return best(parts, most)


def best(parts: Iterable[Found], most: int) -> Found:
    """The best `most` rows of several parts, some more to choose from, and those that tie with the last of them."""
    everything = _joined(parts)
    rank = (everything.rows[:, 3] << 32) + everything.rows[:, 2]
    most *= _SPARE
    if len(rank) <= most:
        return everything
    return everything.chosen(rank >= np.partition(rank, len(rank) - most)[len(rank) - most])


def _joined(parts: Iterable[Found]) -> Found:
    parts = [Found(np.zeros((0, 4), np.int64), np.zeros((0, 2)), np.zeros((0, 3), np.int64)), *parts]
    return Found(
        np.concatenate([part.rows for part in parts]),
        np.concatenate([part.entropies for part in parts]),
        np.concatenate([part.places for part in parts]),
    )


def whole(text: Text, some: Found) -> Found:
    """The phrases that begin and end where words do, in one of their known places, and not with a mere particle."""
    good = np.zeros(len(some.rows), bool)
    for n in range(3):
        open_question = np.flatnonzero(~good & (some.places[:, n] >= 0))
        good[open_question] = _words(text, some.places[open_question, n], some.rows[open_question, 1])
    return some.chosen(good)


def candidates(text: Text, parts: Iterable[Found], names: Sequence[str], most: int) -> list[Candidate]:
    """Whole phrases of several parts together: most families first, then most often, then by text."""
    some = _joined(parts)
    said = _read(text, some.rows[:, 0], some.rows[:, 1]).tobytes().decode("utf-16-le").split("\n")
    order = []
    for n, (phrase, (_, _, count, families)) in enumerate(zip(said, some.rows.tolist(), strict=False)):
        if _balanced(phrase):
            order.append((-families, -count, phrase, n))
    order.sort()
    del order[most:]
    chosen = np.array([n for *_, n in order], np.int64)
    places = some.places[chosen]
    documents = np.searchsorted(text.documents, places, "right") - 1
    sentences = np.searchsorted(text.sentences, places, "right") - 1 - text.firsts[documents]
    # A column each of first, second and third examples; a phrase of two families has no third one, whatever it says.
    columns = [
        zip([names[document] for document in documents[:, n].tolist()], sentences[:, n].tolist(), strict=True)
        for n in range(3)
    ]
    examples = zip(*columns, strict=True)
    entropies = np.round(some.entropies[chosen], 2).tolist()
    out = []
    for (less_families, less_count, phrase, _), shown, (left, right) in zip(order, examples, entropies, strict=True):
        more = {"left": left, "right": right}
        out.append(Candidate("短语", phrase, -less_count, -less_families, "", shown[:-less_families], more))
    return out


def _read(text: Text, starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.uint16]:
    """The characters from each of `starts` on, as many as `lengths` says, and the end of a line after each run."""
    sizes = lengths + 1
    ends = np.cumsum(sizes)
    places = np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - (ends - sizes), sizes)
    codes = _codes(text).take(places)
    codes[ends - 1] = 0
    letters: NDArray[np.uint16] = np.frombuffer(text.alphabet.encode("utf-16-le"), "<u2").take(codes)
    return letters


def _words(text: Text, starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether words begin at `starts` and end `lengths` further on."""
    import rjieba

    lows = np.maximum(starts - _CONTEXT, 0)
    sizes = starts + lengths + _CONTEXT - lows
    letters = _read(text, lows, sizes)
    edges = np.zeros(len(letters) + 1, bool)
    edges[np.cumsum([0, *map(len, rjieba.cut(letters.tobytes().decode("utf-16-le"), False))])] = True
    first = np.cumsum(sizes + 1) - sizes - 1 + starts - lows
    after = first + lengths
    opens = edges[first + 1] & np.isin(letters[first], [ord(char) for char in _NEVER_FIRST])
    closes = edges[after - 1] & np.isin(letters[after - 1], [ord(char) for char in _NEVER_LAST])
    good: NDArray[np.bool_] = edges[first] & edges[after] & ~opens & ~closes
    return good


def _codes(text: Text) -> NDArray[np.uint16]:
    if isinstance(text.codes, str):
        mapped: NDArray[np.uint16] = np.load(text.codes, mmap_mode="r")
        return mapped.view(np.ndarray)
    return text.codes


def _balanced(phrase: str) -> bool:
    """Whether every quotation mark in `phrase` has its other half."""
    if "“" not in phrase and "”" not in phrase:
        return True
    depth = 0
    for char in phrase:
        depth += (char == "“") - (char == "”")
        if depth < 0:
            return False
    return depth == 0


def _weights(sizes: NDArray[np.int64]) -> NDArray[np.float64]:
    """n log2 n as whole numbers of 1/65536."""
    return np.rint(sizes * np.log2(sizes) * _SCALE)


def _entropy(counts: NDArray[np.int64], groups: NDArray[np.int64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Bits of entropy of the neighbours of each group, from their weights; one that is an end weighs nothing."""
    sums: NDArray[np.float64] = np.bincount(groups, weights, len(counts)).astype(np.float64, copy=False)
    return (_weights(counts) - sums) / (counts * _SCALE)


class _Owners(Struct):
    """Which document a position is in: a small table leads near it, so that nothing as long as the text is needed."""

    ends: NDArray[np.int64]
    near: NDArray[np.int64]

    @classmethod
    def of(cls, starts: NDArray[np.int64], size: int) -> _Owners:
        ends = np.append(starts[1:], size)
        return cls(ends, np.searchsorted(ends, np.arange(0, size, 1 << _BLOCK), "right"))

    def find(self, at: NDArray[np.int64]) -> NDArray[np.int64]:
        owner = self.near.take(at >> _BLOCK)
        while (further := at >= self.ends.take(owner)).any():
            owner += further
        return owner


class _Groups(Struct):
    """Positions whose next characters are equal, group after group, ascending inside each."""

    at: NDArray[np.int64]
    counts: NDArray[np.int64]

    def chosen(self, which: NDArray[np.bool_]) -> _Groups:
        if which.all():
            return self
        # `compress` asks for a third of the time that an index of truths does.
        return _Groups(self.at.compress(np.repeat(which, self.counts)), self.counts.compress(which))

    def chunks(self) -> Iterator[_Groups]:
        """A few groups at a time, with as many positions as are sorted at once, or one group of more."""
        ends = np.cumsum(self.counts)
        low = start = 0
        while low < len(ends):
            high = max(int(np.searchsorted(ends, start + _CHUNK, "right")), low + 1)
            stop = int(ends[high - 1])
            yield _Groups(self.at[start:stop], self.counts[low:high])
            low, start = high, stop

    def starts(self) -> NDArray[np.int64]:
        return np.cumsum(self.counts) - self.counts

    def labels(self) -> NDArray[np.int64]:
        return np.repeat(np.arange(len(self.counts)), self.counts)

    def new_owners(self, owners: _Owners) -> NDArray[np.bool_]:
        """Where in a group the first position of each further document is."""
        owner = owners.find(self.at)
        new = np.ones(len(owner), bool)
        np.not_equal(owner[1:], owner[:-1], out=new[1:])
        new[self.starts()] = True
        return new

    def sums(self, flags: NDArray[np.bool_]) -> NDArray[np.int64]:
        """How many of `flags`, one a position, are up in each group."""
        return np.add.reduceat(flags, self.starts(), dtype=np.int64) if len(self.counts) else self.counts


def _runs(key: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the runs of equal values in a sorted array begin, and how long they are."""
    edge = np.ones(len(key), bool)
    np.not_equal(key[1:], key[:-1], out=edge[1:])
    starts = np.flatnonzero(edge)
    return starts, np.diff(starts, append=len(key))


def _begun(codes: NDArray[np.uint16], characters: Sequence[int], bits: _Bits, length: int) -> _Groups:
    """Groups of the first `length` characters, the first of them one of `characters`."""
    rank = np.full(1 << bits.character, -1, np.int64)
    rank[list(characters)] = np.arange(len(characters))
    wanted = rank >= 0
    keys = [np.zeros(0, np.int64)]
    # Nothing begins in the last places, which are all 0.
    for low in range(0, len(codes) - length, _CHUNK):
        some = codes[low : low + _CHUNK + length]
        firsts = some[:-length]
        going = wanted.take(firsts)
        for n in range(1, length):
            going &= some[n : n - length] != 0
        at = np.flatnonzero(going)
        key = rank.take(firsts.take(at))
        for n in range(1, length):
            key <<= bits.character
            key |= some[n:].take(at)
        key <<= bits.position
        at += low
        key |= at
        keys.append(key)
    key = np.concatenate(keys)
    del keys
    key.sort()
    _, sizes = _runs(key >> bits.position)
    key &= (1 << bits.position) - 1
    return _Groups(key, sizes)


def _grown(
    codes: NDArray[np.uint16], owners: _Owners, groups: _Groups, bits: _Bits, length: int, least: int, shortest: int
) -> list[Found]:
    """All phrases that begin as `groups` do, which have `length` characters in common."""
    out = []
    groups = _open(codes, groups, owners, least)
    while len(groups.at) and length <= LONGEST:
        after = codes[length:].take(groups.at, mode="clip")
        key = groups.labels()
        key <<= bits.character
        key |= after
        key <<= bits.position
        key |= groups.at
        key = key.compress(after > 0)
        key.sort()
        label = key >> bits.position
        starts, sizes = _runs(label)
        if length >= shortest:
            label = label.take(starts)
            weights = _weights(sizes) * ((label & ((1 << bits.character) - 1)) >= _FIRST_HAN)
            right = _entropy(groups.counts, label >> bits.character, weights)
            last = codes[length - 1 :].take(groups.at.take(groups.starts())) >= _FIRST_HAN
            out.append(_free(codes, owners, groups, right, last & (right >= FREE), length, least))
        key &= (1 << bits.position) - 1
        groups = _open(codes, _Groups(key, sizes), owners, least)
        length += 1
    return out


def _open(codes: NDArray[np.uint16], groups: _Groups, owners: _Owners, least: int) -> _Groups:
    """`groups` without those that no phrase can begin as: one character before all of them, or too few documents."""
    groups = groups.chosen(groups.counts >= least)
    before = codes.take(groups.at - 1, mode="clip")
    other = before != np.repeat(before.take(groups.starts()), groups.counts)
    other |= before < _FIRST_HAN
    groups = groups.chosen(groups.sums(other) > 0)
    # Large groups cost more to look at than they save.
    small = groups.counts < 4 * least
    looked = groups.chosen(small)
    kept = np.ones(len(small), bool)
    kept[small] = looked.sums(looked.new_owners(owners)) >= least
    return groups.chosen(kept)


def _free(
    codes: NDArray[np.uint16],
    owners: _Owners,
    groups: _Groups,
    right: NDArray[np.float64],
    chosen: NDArray[np.bool_],
    length: int,
    least: int,
) -> Found:
    """Of the `chosen` groups of one length, those that enough families share and that are free on the left as well."""
    groups, right = groups.chosen(chosen), right[chosen]
    before = codes.take(groups.at - 1).astype(np.int64)
    key = ((groups.labels() << 16) | before).compress(before >= _FIRST_HAN)
    key.sort()
    starts, sizes = _runs(key)
    left = _entropy(groups.counts, key[starts] >> 16, _weights(sizes))
    new = groups.new_owners(owners)
    families = groups.sums(new)
    # The first place in each of the first three documents.
    firsts = groups.at.compress(new)
    nth = np.cumsum(families) - families
    places = np.full((len(families), 3), -1)
    for n in range(3):
        places[families > n, n] = firsts[nth[families > n] + n]
    rows = np.stack([places[:, 0], np.full(len(families), length), groups.counts, families], axis=1)
    kept = (left >= FREE) & (families >= least)
    return Found(rows, np.stack([left, right], axis=1), places).chosen(kept)
