"""Some documents as one string to look things up in, and what was found there: the occurrences that are counted."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

# An occurrence: its text, where it stands, and what fills the places of the text. In a script that is an offset, in a
# record a place: the number of the sentence, or -1 less the number of the heading.
Found = tuple[str, int, tuple[str, ...]]

MARKS = "，。；：！？、“”‘’（）《》…—\n"
_WIDE = re.compile("[^\u0000-\uffff]")  # two numbers each in UTF-16, which would shift all places


def table(characters: str) -> NDArray[np.bool_]:
    """For every character's number, whether it is one of these."""
    found = np.zeros(1 << 16, dtype=bool)
    found[[ord(one) for one in characters]] = True
    return found


_MARK = table(MARKS)
_NO_STOP = table("“”‘’")


class Script(Struct, frozen=True):
    """Documents as one string, a heading or sentence a line, a line end before the first and after each.

    `starts` says where each line starts, `firsts` which line is the first of each document (and both, last, where one
    more would); `documents` and `places` say of each line whose it is, and which heading or sentence. `marks` are the
    places of all punctuation in the text, line ends included, `stops` those of all but quotation marks; `codes` are
    the characters as numbers.
    """

    text: str
    starts: list[int]
    firsts: list[int]
    documents: NDArray[np.intp]
    places: NDArray[np.intp]
    marks: NDArray[np.intp]
    stops: NDArray[np.intp]
    codes: NDArray[np.uint16]

    def where(self, offsets: Sequence[int]) -> tuple[list[int], list[int]]:
        """The documents in which these offsets lie, and the places there."""
        lines = np.array([bisect_right(self.starts, offset) for offset in offsets], dtype=np.intp) - 1
        return self.documents[lines].tolist(), self.places[lines].tolist()

    def sentence(self, offset: int) -> tuple[int, int] | None:
        """Where the sentence begins in which `offset` lies, and where it ends; None in a heading."""
        line = bisect_right(self.starts, offset) - 1
        return None if self.places[line] < 0 else (self.starts[line], self.starts[line + 1] - 1)

    def document(self, offset: int) -> tuple[int, int]:
        """Where the document begins in which `offset` lies, with the line end before it, and where it ends."""
        number = self.documents[bisect_right(self.starts, offset) - 1]
        return self.starts[self.firsts[number]] - 1, self.starts[self.firsts[number + 1]] - 1

    def quoted(self, least: int, most: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Where quotations of `least` to `most` characters begin and end, each as wide as it can be."""
        codes = self.codes[self.marks]
        opened = self.marks[codes == ord("“")]
        closed = self.marks[(codes == ord("”")) | (codes == ord("\n"))]
        ends = closed[np.searchsorted(closed, opened)]
        size = ends - opened - 1
        good = (self.codes[ends] == ord("”")) & (size >= least) & (size <= most)
        opened, ends = opened[good], ends[good]
        first = np.diff(ends, prepend=-1) > 0
        return opened[first] + 1, ends[first]


def script(documents: Sequence[tuple[Sequence[str], Sequence[str]]]) -> Script:
    """Documents, each its headings and its sentences, as one string."""
    lines = [line for headings, sentences in documents for part in (headings, sentences) for line in part]
    sizes = [len(headings) + len(sentences) for headings, sentences in documents]
    places = [
        place
        for headings, sentences in documents
        for part in (range(-1, -1 - len(headings), -1), range(len(sentences)))
        for place in part
    ]
    text = "\n".join(["", *lines, ""])
    coded = text.encode("utf-16-le")
    if len(coded) > 2 * len(text):
        text = _WIDE.sub("□", text)
        coded = text.encode("utf-16-le")
    codes = np.frombuffer(coded, dtype=np.uint16)
    marks = np.flatnonzero(_MARK[codes])
    return Script(
        text,
        list(accumulate([len(line) + 1 for line in lines], initial=1)),
        list(accumulate(sizes, initial=0)),
        np.repeat(np.arange(len(sizes)), sizes),
        np.array(places, dtype=np.intp),
        marks,
        marks[~_NO_STOP[codes[marks]]],
        codes,
    )
