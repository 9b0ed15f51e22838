"""What a check rule is: a module with ID, LEVEL, TITLE, SOURCE, READS, GOOD, BAD and `judge`.

- ID is the file's name with hyphens; LEVEL is the gravest level the rule gives; TITLE says in one Chinese line what
  it asks for; SOURCE is where that is written (办公惯例 where it is custom).
- READS says what it judges: "layout" is `judge(look: Look, profile: Profile)` on how a Word document looks, "text" is
  `judge(text: Text)` on the tree of any file (`drafter/rules/text/`, see its `contract`).
- `judge` yields a `Slip` for each place; slips that say the same become one finding, see `drafter.rules.findings`.
- GOOD and BAD are small documents; those of a layout rule are described by what differs from a faultless one
  (`Sample`). A test builds them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.report import Level

if TYPE_CHECKING:
    from drafter.wordlook.model import Para

# How much of a paragraph is shown to find it by.
_BEGINNING = 16


class Slip(Struct, frozen=True):
    """One thing wrong at one place: what it is, what to do about it, and where (a line of text or a part by name)."""

    what: str
    how: str
    where: str = ""
    line: int | None = None
    text: str = ""
    level: Level | None = None
    span: tuple[int, int] | None = None


class P(Struct, frozen=True):
    """A paragraph of a sample: its text, a run-in heading before it, direct formatting as raw WordprocessingML.

    `style` is the role whose faultless style it has ("title", "byline", "date", "salutation", "body", "attachment",
    "signature", "1"–"4" for headings), or "" for the default style. `xml` stands in place of text.
    """

    style: str
    text: str = ""
    lead: str = ""
    ppr: str = ""
    rpr: str = ""
    xml: str = ""


class Sample(Struct, frozen=True):
    """A Word document described by what differs from a faultless one; () and "" leave that part as it is.

    `styles` and `numbering` are raw XML added to those parts (a style of the same id is replaced), `page` replaces
    the page setup, `foot` and `even_foot` the footers, `settings` the settings; `core` are title and author.
    """

    body: tuple[P, ...] = ()
    tables: str = ""
    styles: str = ""
    defaults: str = ""
    numbering: str = ""
    comments: str = ""
    page: str = ""
    foot: str | None = None
    even_foot: str | None = None
    settings: str = ""
    core: tuple[str, str] = ("在全县干部大会上的发言", "张明")
    profile: str = "标准"


def at(para: Para, what: str, how: str, level: Level | None = None, span: tuple[int, int] | None = None) -> Slip:
    """A slip in one paragraph."""
    text = " ".join((para.number + para.text[: 8 * _BEGINNING]).split())
    return Slip(what, how, "", para.line, text[:_BEGINNING] + ("…" if len(text) > _BEGINNING else ""), level, span)
