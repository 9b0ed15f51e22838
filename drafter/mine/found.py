"""What was found in one document: the raw occurrences that the reduction counts."""

from __future__ import annotations

from bisect import bisect_right

from msgspec import Struct


class Found(Struct, frozen=True, array_like=True, gc=False):
    """One occurrence. `place` is the sentence's number, or -1 less the heading's; `parts` fill the places of `text`."""

    sort: str
    text: str
    kind: str
    place: int
    parts: tuple[str, ...] = ()


class Script(Struct, frozen=True):
    """A document as one string, a sentence or heading a line, and where each line starts and what it is."""

    text: str
    starts: tuple[int, ...]
    places: tuple[int, ...]
    kinds: tuple[str, ...]

    def at(self, offset: int) -> int:
        """The number of the line at `offset`."""
        return bisect_right(self.starts, offset) - 1
