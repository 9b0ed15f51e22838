"""What a Word document looks like on paper: pages, paragraphs and runs with their effective formatting. Types only.

Lengths are points. `line` counts as the reader does: every paragraph of the body, empty ones included, every forced
line break in one, every row of a table.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import TypeVar

from msgspec import Struct

from drafter.numbering import Mark
from drafter.segment import HAN


class Run(Struct, frozen=True):
    """A stretch of text of one look.

    `east` is the font of Han characters, `latin` of ASCII ones; marks that both scripts use (“ ” — … ·) stand in
    `east` if `hint` is set and in `high` otherwise. "" means that no font is named anywhere. `colour` is "" for black.
    """

    text: str
    east: str = ""
    latin: str = ""
    high: str = ""
    hint: bool = False
    size: float = 10.0
    bold: bool = False
    italic: bool = False
    struck: bool = False
    underline: bool = False
    colour: str = ""
    highlight: str = ""
    spacing: float = 0.0
    language: str = ""
    field: str = ""

    @property
    def shared(self) -> str:
        """The font of “ ” — … · in this run."""
        return self.east if self.hint else self.high


class Para(Struct, frozen=True):
    """One paragraph. `number` is its automatic number; `first` is the first line's indent (negative: hanging). A
    picture in it is `inline` when it stands in the line like a character.

    `role`, `level`, `mark` and `run_in` say what it is, see `drafter.wordlook.roles`: besides the roles of the tree
    there are "blank", "image", "caption", "note" (cover lines, contents) and "annex" (all after 附件 on its own).
    """

    line: int
    text: str
    runs: tuple[Run, ...] = ()
    style: str = ""
    number: str = ""
    align: str = "left"
    first: float = 0.0
    left: float = 0.0
    right: float = 0.0
    line_height: float = 12.0
    line_rule: str = "auto"
    before: float = 0.0
    after: float = 0.0
    keep_next: bool = False
    outline: int | None = None
    snap: bool = True
    page_break: bool = False
    image: bool = False
    inline: bool = False
    page: int = 0
    role: str = ""
    level: int = 0
    mark: Mark | None = None
    run_in: int = 0


class Table(Struct, frozen=True):
    """A table: its paragraphs (nested tables included) and whether it has lines."""

    line: int
    cells: tuple[Para, ...]
    lines: bool
    rows: int = 1
    page: int = 0

    @property
    def beside(self) -> tuple[int, int]:
        """The lines just above and just below the table."""
        return self.line - 1, self.line + self.rows


class Page(Struct, frozen=True):
    """One section of a document: its paper, margins and grid, and what stands at the head and foot of its pages.

    `heads` and `feet` are keyed "default", "first", "even" and inherited from the section before where it has none.
    """

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    footer: float
    grid: str = ""
    pitch: float = 0.0
    char_space: float = 0.0
    title_page: bool = False
    heads: dict[str, tuple[Para, ...]] = {}
    feet: dict[str, tuple[Para, ...]] = {}


class Comment(Struct, frozen=True):
    """A comment: the paragraph it begins in and the text that it is about."""

    line: int
    text: str


class Look(Struct, frozen=True):
    """A whole Word document as it looks."""

    paragraphs: tuple[Para, ...]
    tables: tuple[Table, ...]
    pages: tuple[Page, ...]
    comments: tuple[Comment, ...] = ()
    changes: tuple[int, ...] = ()
    even_odd: bool = False
    compatibility: int = 0
    language: str = ""
    normal_size: float = 10.0
    title: str = ""
    author: str = ""

    def page_of(self, para: Para) -> Page:
        """The page setup that `para` stands under."""
        return self.pages[para.page]

    def of(self, *roles: str) -> Iterator[Para]:
        """The paragraphs that are one of `roles`, in reading order."""
        return (para for para in self.paragraphs if para.role in roles)


def cut(para: Para, start: int, end: int) -> tuple[Run, ...]:
    """The runs of `para` between two places of its text."""
    from msgspec.structs import replace

    found, place = [], 0
    for run in para.runs:
        low, high = max(start - place, 0), min(end - place, len(run.text))
        if low < high:
            found.append(run if high - low == len(run.text) else replace(run, text=run.text[low:high]))
        place += len(run.text)
    return tuple(found)


def weigh(runs: Iterable[Run]) -> Iterator[tuple[Run, int]]:
    """Each run that has Han characters, with how many."""
    for run in runs:
        count = len(HAN.findall(run.text))
        if count:
            yield run, count


def most_font(runs: Iterable[Run]) -> str:
    """The font of most Han characters."""
    return _most((run.east, count) for run, count in weigh(runs)) or ""


def most_size(runs: Iterable[Run]) -> float:
    """The size of most Han characters, of all characters where there are none."""
    runs = tuple(runs)
    found = _most((run.size, count) for run, count in weigh(runs))
    if found is None:
        found = _most((run.size, len(run.text.strip())) for run in runs)
    return found or 0.0


_T = TypeVar("_T", bound=Hashable)


def _most(weighed: Iterable[tuple[_T, int]]) -> _T | None:
    totals: dict[_T, int] = {}
    for key, count in weighed:
        totals[key] = totals.get(key, 0) + count
    return max(totals, key=lambda key: totals[key], default=None)
