"""A document as mining sees it: its headings and its sentences, flat."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from drafter.tree import Kind, Style


class Heading(Struct, frozen=True, array_like=True, gc=False):
    """A heading in reading order; `parent` is the number of the heading it stands under, -1 at the top."""

    text: str
    level: int
    kind: Kind
    style: Style
    parent: int = -1


class Sentence(Struct, frozen=True, array_like=True, gc=False):
    """A sentence of body text; `heading` is the number of the heading it stands under, -1 before the first.

    `section` is the kind of the section it stands in; what the sentence itself does, `labels` says when asked.
    """

    text: str
    section: Kind
    heading: int
    paragraph: int


class Record(Struct, frozen=True, array_like=True):
    """One document. `name` is the file's path inside the folder, with #2 … for further documents of one file."""

    name: str
    title: str
    genre: str
    headings: tuple[Heading, ...]
    sentences: tuple[Sentence, ...]
    characters: int


class Candidate(Struct, frozen=True):
    """Something mined: how often it occurs, in how many families of documents, and where (record, sentence)."""

    sort: str
    text: str
    count: int
    families: int
    kind: str = ""
    examples: tuple[tuple[str, int], ...] = ()
    more: dict[str, Any] = {}
