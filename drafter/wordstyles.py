"""What the Word writer and the Word reader agree on: names of styles, and the hidden marks that carry the tree.

**Visible** things stand in styles, so that a person who types in Word with our styles is understood too: the role of a
paragraph is its style's name, a run-in heading is a run in a character style at the head of a body paragraph.

**Hidden** things (kind, theme, passage, card, sections without heading, phrase ids, sentence ends) stand in marks: a
bookmark `_d1`, `_d2` … (Word hides names that begin with `_`), and one custom XML part of the namespace
`MARKS_NAMESPACE` whose text is JSON, bookmark name → `Mark`. Word and LibreOffice keep both when they save; bookmark
ids and the order of bookmarks at one place may change, so their order is that of the numbers in the names. A bookmark
without entry, or an entry without bookmark, means nothing.

A mark is one of
- section: an empty bookmark at the start of its heading paragraph (style none: of the first paragraph of its body).
  Several may stand at one place, the outer one first. `number` is printed before the heading as it stands (`headed`).
- sentence: around one sentence. Given for all sentences of a paragraph or for none (then `segment.sentences` cuts it).
  Text of that paragraph outside every mark was typed by somebody later.
- text: at the start of a paragraph whose printed text says less than the tree: `text` is what the tree has (in a
  paragraph with a run-in heading: its heading), valid as long as the whole paragraph's text is still `printed`.
- image: at the start of a paragraph that stands for a picture whose bytes were missing; `text` is its name.
- back: at the start of a paragraph (of a table: in its first cell) that follows deeper sections and belongs to the
  open section of `level` again; 0 is the document itself.
- table: in the first cell of a table whose rows are not equally long; `widths` says how many cells each row has, the
  cells beyond were added.
"""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from drafter.tree import Document, Kind, Role, Style

# Word's own names where its navigation pane, its table of contents and other people's tools look for them.
TITLE = "Title"
HEADINGS = ("heading 1", "heading 2", "heading 3", "heading 4")
BYLINE = "公文署名"
DATE = "公文日期"
SALUTATION = "公文称谓"
BODY = "公文正文"
ATTACHMENT = "公文附件"
SIGNATURE = "公文落款"
SIGNED_DATE = "公文落款日期"
IMAGE = "公文图片"
CELL = "公文表内"
TABLE = "公文表格"
FOOTER = "footer"
# Added by the writer and no part of the tree: reading time and rare characters at the end of a reading copy.
NOTE = "公文附注"
# Character styles.
RUN_IN = ("公文段首标题1", "公文段首标题2", "公文段首标题3", "公文段首标题4")
SLOT = "公文空位"
PAGE_NUMBER = "公文页码"

# Paragraph style → role; the reader compares names without regard to case, for LibreOffice writes "Heading 1".
ROLES: dict[str, Role] = {
    TITLE: "title",
    BYLINE: "byline",
    DATE: "date",
    SALUTATION: "salutation",
    **dict.fromkeys(HEADINGS, "heading"),
    BODY: "body",
    ATTACHMENT: "attachment",
    SIGNATURE: "signature",
    SIGNED_DATE: "date",
}

MARKS_NAMESPACE = "urn:drafter:marks:1"
BOOKMARK = re.compile(r"_d(\d+)")


class Mark(Struct, frozen=True, omit_defaults=True):
    """What one hidden bookmark says. `level` is the tree's level (a Word heading style ends at 4)."""

    what: Literal["section", "sentence", "text", "image", "back", "table"]
    number: str = ""
    level: int = 1
    kind: Kind = "其他"
    style: Style = "own-line"
    theme: str | None = None
    passage: str | None = None
    card: str | None = None
    phrase: str | None = None
    text: str = ""
    printed: str = ""
    widths: tuple[int, ...] = ()


_BARE_NUMBER = re.compile(r"第\S{1,4}(?:部分|[章节条编篇])|[0-9０-９A-Za-z]+")
# A run-in heading that ends in one of these gets no full stop of its own.
_HEADING_ENDS = "。！？!?…：:；;，,、"


def headed(number: str, heading: str) -> str:
    """`number` and `heading` as printed: 第一章 and the like get a full-width space, 一、 （一） 1. nothing."""
    return number + ("\u3000" if heading and _BARE_NUMBER.fullmatch(number) else "") + heading


def heading_of(number: str, printed: str, style: Style) -> str:
    """The heading without the number before it and the full stop that a run-in heading is printed with."""
    heading = printed.removeprefix(number)
    if _BARE_NUMBER.fullmatch(number):
        heading = heading.removeprefix("\u3000")
    return heading.removesuffix("。") if style == "run-in" else heading


def run_in(number: str, heading: str) -> str:
    """What a run-in heading prints: number, heading and full stop."""
    return headed(number, heading) + ("。" if heading and heading[-1] not in _HEADING_ENDS else "")


_DATED = re.compile(r"[年月日号]|[0-9]{4}")


def dates_signature(document: Document) -> bool:
    """Whether the date stands under the signature: there is one, and it does not carry a date of its own."""
    last = document.signature.rpartition("\n")[2]
    return bool(document.date and document.signature) and _DATED.search(last) is None


def dated(date: str) -> str:
    """The date as printed under the title: in （）."""
    return date if not date or date[0] in "（(" else f"（{date}）"


def undated(printed: str) -> str:
    """The date without the （） it is printed in."""
    return printed[1:-1] if printed[:1] == "（" and printed[-1:] == "）" else printed


_ATTACHMENT = re.compile(r"附\s*件\s*[：:]\s*")
_ATTACHMENT_NUMBER = re.compile(r"\d{1,2}\s*[.．、]\s*")


def attached(attachments: tuple[str, ...]) -> list[str]:
    """The lines of the attachment note: 附件：1.…, then 2.… below it; a single one has no number."""
    if len(attachments) == 1:
        return [text if _ATTACHMENT.match(text) else f"附件：{text}" for text in attachments]
    lines = [
        text if _ATTACHMENT.match(text) or _ATTACHMENT_NUMBER.match(text) else f"{n}.{text}"
        for n, text in enumerate(attachments, 1)
    ]
    return [line if n or _ATTACHMENT.match(line) else f"附件：{line}" for n, line in enumerate(lines)]


def unattached(printed: str) -> str:
    """The name of an attachment without 附件： and number before it."""
    name = _ATTACHMENT.sub("", printed, count=1) if _ATTACHMENT.match(printed) else printed
    number = _ATTACHMENT_NUMBER.match(name)
    return name[number.end() :] if number else name
