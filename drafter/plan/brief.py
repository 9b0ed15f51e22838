"""What somebody asks for, and what is planned to stand where. Types only."""

from __future__ import annotations

from msgspec import Struct

from drafter.tree import Kind

SHORTEST, LONGEST = 300, 50_000


class Brief(Struct, frozen=True):
    """A request for a draft. `points` is own-line, run-in, or "" for the genre's own way."""

    role: str
    genre: str
    topic: str
    length: int
    seed: int = 1
    facts: dict[str, str] = {}
    points: str = ""


class Said(Struct, frozen=True):
    """One sentence of the draft and the entry it came from (None for words of the genre itself)."""

    text: str
    phrase: str | None = None


class Point(Struct, frozen=True):
    """A point of a section with its paragraphs."""

    heading: str
    kind: Kind
    style: str
    paragraphs: tuple[tuple[Said, ...], ...]
    theme: str = ""
    passage: str = ""
    card: str = ""


class Chapter(Struct, frozen=True):
    """A level-1 section: paragraphs of its own, then points. `asked` is how long it should be."""

    heading: str
    kind: Kind
    style: str
    share: float
    asked: int
    paragraphs: tuple[tuple[Said, ...], ...] = ()
    points: tuple[Point, ...] = ()
    theme: str = ""
    passage: str = ""


class Plan(Struct, frozen=True):
    """Which phrases stand where."""

    title: str
    byline: str
    date: str
    salutation: str
    chapters: tuple[Chapter, ...]
