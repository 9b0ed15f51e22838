"""One page of a PDF: its text in rows, each with its place and size on the paper."""

from __future__ import annotations

import math
import re
import time
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from pypdf import PageObject

_WIDE = re.compile("[\u1100-\u115f\u2014\u2018-\u201d\u2026\u2e80-\uffdf\U00020000-\U0003ffff]")


class Row(Struct):
    """One printed line: text, left and right edge, height above the foot of the page, size of its type."""

    text: str = ""
    left: float = 0.0
    right: float = 0.0
    height: float = 0.0
    size: float = 0.0


class Page(Struct):
    """The rows of a page in reading order, and text that runs across it aslant, which is a watermark."""

    rows: list[Row]
    aslant: list[str]


class TooSlow(BaseException):
    """The time for one file is over; a BaseException, for pypdf swallows the others."""


def read_page(page: PageObject, until: float) -> Page:
    """What stands on `page`; raises TooSlow when the clock passes `until`."""
    found = _Rows()

    def tick(*_: Any) -> None:
        if time.monotonic() > until:
            raise TooSlow

    page.extract_text(visitor_operand_before=tick, visitor_text=found.add)
    return found.page()


class _Rows:
    """Collects the pieces of text that pypdf hands out; a line feed in one ends a row."""

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._row = Row()
        self._aslant: list[str] = []
        self._last: tuple[str, float, float] = ("", 0.0, 0.0)

    def add(self, text: str, outer: list[float], inner: list[float], font: Any, size: float) -> None:
        """One piece with its two matrices and the nominal size of its font."""
        right, up = inner[0] * outer[0] + inner[1] * outer[2], inner[0] * outer[1] + inner[1] * outer[3]
        x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
        y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        scale = math.hypot(right, up)
        size = abs(size) * scale
        if text.strip() and 0.1 * scale < abs(up) < 0.995 * scale:
            self._aslant.append(text.strip())
            return
        if text.strip() and len(text) > 1 and self._last[0] == text and self._near(x, y, size):
            # Some programs print twice, a hair apart, to make a line bold.
            return
        if text.strip():
            self._last = (text, x, y)
        first, *others = text.split("\n")
        self._piece(first, x, y, size)
        for other in others:
            self._end()
            self._piece(other, x, y, size)

    def _near(self, x: float, y: float, size: float) -> bool:
        return abs(self._last[1] - x) < 0.15 * size and abs(self._last[2] - y) < 0.15 * size

    def _piece(self, text: str, x: float, y: float, size: float) -> None:
        row = self._row
        if text.strip():
            if not row.text.strip():
                row.left, row.height = x, y
            wide = len(_WIDE.findall(text))
            row.right = max(row.right, x + size * (wide + (len(text) - wide) * 0.5))
            row.size = max(row.size, size)
        row.text += text

    def _end(self) -> None:
        if self._row.text.strip():
            self._rows.append(self._row)
        self._row = Row()

    def page(self) -> Page:
        """All that was collected."""
        self._end()
        return Page(self._rows, self._aslant)
