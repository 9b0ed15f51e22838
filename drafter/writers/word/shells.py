"""A shell: the package that a document is written into, prepared once per process."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from drafter.profiles import HEIGHT, WIDTH, Profile
from drafter.shipped import shipped
from drafter.writers.word.zipping import Packed, unarchived

_STYLE = re.compile(r'<w:style [^>]*?w:styleId="([^"]+)"[^>]*>\s*<w:name w:val="([^"]+)"')
_SECTION = re.compile(r"<w:sectPr\b.*</w:sectPr>", re.DOTALL)


class Shell(Struct, frozen=True):
    """A package ready to take a body.

    `parts` stay as they are; `ids` are ids of styles by name; `section` ends the body. Widths are in twips: the type
    area, one body character; `title_characters` is what a line of the title holds. `missing` are the
    styles that a unit's template lacks, with what to tell its owner if they are used;
    `numbered` are those that it numbers by itself.
    """

    parts: dict[str, Packed]
    main: str
    ids: dict[str, str]
    section: str
    content_types: str
    relations: str
    width: int
    height: int
    em: int
    pitch: int
    title_characters: int
    missing: dict[str, str] = {}
    numbered: frozenset[str] = frozenset()


@cache
def shell(profile: Profile) -> Shell:
    """The shell that ships for `profile`."""
    parts = unarchived(shipped(f"templates/word/{profile.shell}").read_bytes())

    def text(name: str) -> str:
        return parts[name].unpacked().decode()

    section = _SECTION.search(text("word/document.xml"))
    assert section is not None
    return Shell(
        parts=parts,
        main="word/document.xml",
        ids={name: identifier for identifier, name in _STYLE.findall(text("word/styles.xml"))},
        section=section.group(),
        content_types=text("[Content_Types].xml"),
        relations=text("word/_rels/document.xml.rels"),
        width=WIDTH,
        height=HEIGHT,
        em=profile.em,
        pitch=profile.pitch,
        title_characters=WIDTH // (20 * profile.title_size),
    )
