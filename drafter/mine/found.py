"""What was found in one document: the raw occurrences that the reduction counts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

MARKS = "，。；：！？、“”‘’（）《》…—\n"
_WIDE = re.compile("[^\u0000-\uffff]")  # two numbers each in UTF-16, which would shift all places
_MARK = np.zeros(1 << 16, dtype=bool)
_MARK[[ord(mark) for mark in MARKS]] = True
_STOP = _MARK.copy()
_STOP[[ord(mark) for mark in "“”‘’"]] = False


class Found(Struct, frozen=True, array_like=True, gc=False):
    """One occurrence. `place` is the sentence's number, or -1 less the heading's; `parts` fill the places of `text`."""

    sort: str
    text: str
    kind: str
    place: int
    parts: tuple[str, ...] = ()


class Script(Struct, frozen=True):
    """A document as one string, a sentence or heading a line: where each line starts and what it is.

    `marks` are the places of all punctuation in `text`, line ends included, `stops` those of all but quotation marks;
    `codes` are its characters as numbers.
    """

    text: str
    starts: tuple[int, ...]
    places: tuple[int, ...]
    kinds: tuple[str, ...]
    marks: NDArray[np.intp]
    stops: NDArray[np.intp]
    codes: NDArray[np.uint16]

    def at(self, offset: int) -> int:
        """The number of the line at `offset`."""
        return bisect_right(self.starts, offset) - 1

    def line(self, number: int) -> str:
        """The text of a line."""
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[number] : end - 1]

    def found(self, sort: str, text: str, at: int, parts: tuple[str, ...] = ()) -> Found:
        """`text` as an occurrence at the offset `at`."""
        line = self.at(at)
        return Found(sort, text, self.kinds[line], self.places[line], parts)


def script(headings: Sequence[tuple[str, str]], sentences: Sequence[tuple[str, str]]) -> Script:
    """Headings and sentences, each a text and a kind, as one string."""
    both = (*headings, *sentences)
    lines = [line for line, _ in both]
    starts = tuple(accumulate([len(line) + 1 for line in lines], initial=1))[:-1]
    text = "\n".join(["", *lines, ""])
    coded = text.encode("utf-16-le")
    if len(coded) > 2 * len(text):
        text = _WIDE.sub("□", text)
        coded = text.encode("utf-16-le")
    codes = np.frombuffer(coded, dtype=np.uint16)
    places = (*range(-1, -1 - len(headings), -1), *range(len(sentences)))
    marks, stops = np.flatnonzero(_MARK[codes]), np.flatnonzero(_STOP[codes])
    return Script(text, starts, places, tuple([kind for _, kind in both]), marks, stops, codes)
