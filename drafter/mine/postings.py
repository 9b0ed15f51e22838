"""The search index: for every two neighbouring characters, the sentences that hold them.

Units are single Han characters and whole words of Latin letters or digits. What begins with one unit makes one page, so
that a search reads a few pages and never the whole. A page is a row of blocks, one from each piece of text: how many
second units, how many sentences; the second units; where the sentences of each end; the numbers of the sentences.
Words share a limited number of pages, so what is found must be looked at once more in the text itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Page = tuple[int, bytes]
# How many characters are sorted at once.
_PIECE = 2_000_000
# Words are told apart by so many numbers, which lie below all Han characters; 0 is anything else.
_WORDS = 2048
_HAN = 0x3400


def pages(texts: Sequence[str], numbers: Sequence[int]) -> list[Page]:
    """The pages of some sentences, by first unit; `numbers` are the sentences' own, ascending."""
    parts = []
    low = size = 0
    for high, text in enumerate(texts, 1):
        size += len(text)
        if size >= _PIECE or high == len(texts):
            parts.append(_piece(texts[low:high], numbers[low:high]))
            low, size = high, 0
    return joined(parts)


def joined(parts: Iterable[Sequence[Page]]) -> list[Page]:
    """The pages of several parts of a corpus as the pages of all, in the order of the parts."""
    blocks: dict[int, list[bytes]] = {}
    for part in parts:
        for unit, data in part:
            blocks.setdefault(unit, []).append(data)
    return [(unit, b"".join(blocks.pop(unit))) for unit in sorted(blocks)]


def find(page: Callable[[int], Iterable[bytes]], words: Iterable[str]) -> NDArray[np.uint32]:
    """The numbers of the sentences that may hold all `words`, ascending; `page` gives what is kept of one page."""
    wanted: set[tuple[int, int]] = set()
    for word in words:
        units = _units(_codes(word + "\n"))[0].tolist()
        for first, second, before in zip(units, units[1:], [0, *units], strict=False):
            # A unit alone is all that its page holds; any other stands with the next one.
            if first and (second or not before):
                wanted.add((first, second))
    rows: list[NDArray[np.uint32]] = []
    for first in sorted({first for first, _ in wanted}):
        blocks = [block for data in page(first) for block in _blocks(data)]
        rows += [_sentences(blocks, second) for one, second in sorted(wanted) if one == first]
    if not rows:
        return np.zeros(0, np.uint32)
    rows.sort(key=len)
    found = rows[0]
    for row in rows[1:]:
        if not len(found):
            break
        at = np.minimum(np.searchsorted(row, found), len(row) - 1)
        found = found[row[at] == found]
    return found


@lru_cache(maxsize=1)
def _tables() -> tuple[NDArray[np.uint16], NDArray[np.uint64], NDArray[np.uint64]]:
    """What each code counts as: a Han character as itself, letters and digits as small ones; and how to mix these."""
    codes = np.zeros(1 << 16, np.uint16)
    # Characters beyond the first plane are two codes, which serve as two units.
    for low, high in ((_HAN, 0x4DC0), (0x4E00, 0xA000), (0xD800, 0xE000), (0xF900, 0xFB00)):
        codes[low:high] = np.arange(low, high)
    for char in "0123456789abcdefghijklmnopqrstuvwxyz":
        for same in (char, char.upper()):
            codes[[ord(same), ord(same) + 0xFEE0]] = ord(char)
    powers = np.cumprod(np.full(64, 0x9E3779B97F4A7C15, np.uint64), dtype=np.uint64)
    return codes, codes.astype(np.uint64), powers


def _codes(text: str) -> NDArray[np.uint16]:
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), "<u2")


def _units(raw: NDArray[np.uint16]) -> tuple[NDArray[np.uint16], NDArray[np.bool_]]:
    """The units of a text, and which codes of it begin one."""
    table, values, powers = _tables()
    codes = table.take(raw)
    inside = (codes > 0) & (codes < _HAN)
    opens = inside.copy()
    opens[1:] &= ~inside[:-1]
    starts = np.flatnonzero(opens)
    if len(starts):
        letters = np.flatnonzero(inside)
        first = np.flatnonzero(opens[letters])
        sizes = np.diff(first, append=len(letters))
        mixed = values.take(codes[letters]) * powers.take(letters - np.repeat(starts, sizes), mode="clip")
        codes[starts] = 1 + (np.add.reduceat(mixed, first) >> np.uint64(40)) % _WORDS
    begun = opens | ~inside
    return codes[begun], begun


def _piece(texts: Sequence[str], numbers: Sequence[int]) -> list[Page]:
    text = "\n".join([*texts, ""])
    raw = _codes(text)
    if len(raw) == len(text):
        sizes = [len(one) + 1 for one in texts]
    else:
        sizes = [len(_codes(one)) + 1 for one in texts]
    units, begun = _units(raw)
    begun[begun] = units > 0
    # The last unit is the end of a line.
    pairs = units[:-1].astype(np.uint32)
    pairs <<= np.uint32(16)
    pairs |= units[1:]
    key = pairs[units[:-1] > 0].astype(np.uint64)
    if not len(key):
        return []
    each = np.add.reduceat(begun, np.append(0, np.cumsum(sizes[:-1], dtype=np.int64)), dtype=np.int64)
    del text, raw, sizes, units, begun, pairs
    key <<= np.uint64(32)
    key |= np.repeat(np.array(numbers, np.uint32), each)
    key.sort()
    halves = key[_fresh(key)].astype("<u8", copy=False).view("<u4")
    del key
    sentences, pairs = halves[::2], halves[1::2]
    starts = np.flatnonzero(_fresh(pairs))
    ends = np.append(starts[1:], len(pairs))
    pairs = pairs[starts]
    lows = np.flatnonzero(_fresh(pairs >> np.uint32(16))).tolist()
    seconds = (pairs & np.uint32(0xFFFF)).astype("<u4")
    out = []
    for low, high in zip(lows, [*lows[1:], len(pairs)], strict=True):
        start, end = int(starts[low]), int(ends[high - 1])
        head = np.array([high - low, end - start], "<u4")
        block = (head, seconds[low:high], (ends[low:high] - start).astype("<u4"), sentences[start:end])
        out.append((int(pairs[low]) >> 16, b"".join([part.tobytes() for part in block])))
    return out


def _fresh(values: NDArray[np.uint64] | NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Which values of a sorted array differ from the one before."""
    fresh = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=fresh[1:])
    return fresh


Block = tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint32]]


def _blocks(data: bytes) -> list[Block]:
    """The blocks of a page: second units, ends, sentences."""
    numbers = np.frombuffer(data, "<u4")
    out = []
    at = 0
    while at < len(numbers):
        seconds, size = int(numbers[at]), int(numbers[at + 1])
        at += 2
        out.append(
            (numbers[at : at + seconds], numbers[at + seconds : at + 2 * seconds], numbers[at + 2 * seconds :][:size])
        )
        at += 2 * seconds + size
    return out


def _sentences(blocks: Sequence[Block], second: int) -> NDArray[np.uint32]:
    """The sentences of one pair, all of the page where `second` is 0."""
    rows = [np.zeros(0, np.uint32)]
    for seconds, ends, sentences in blocks:
        if second == 0:
            rows.append(sentences)
            continue
        at = int(np.searchsorted(seconds, second))
        if at < len(seconds) and seconds[at] == second:
            rows.append(sentences[int(ends[at - 1]) if at else 0 : int(ends[at])])
    found = np.concatenate(rows)
    # Blocks lie in the order of their sentences, mostly; to look is cheaper than to sort.
    if not np.all(found[1:] > found[:-1]):
        found = np.sort(found)
        found = found[_fresh(found)]
    return found
