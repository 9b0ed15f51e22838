"""Document → .docx in the layout of GB/T 9704.

Decision on styles and on what Word cannot show: `drafter/wordstyles.py` (shared with the reader). In short:
title and headings are Word's built-in styles (Title, heading 1–4) with our formatting, so that the navigation pane and
any stranger's tool find them; byline, date, salutation, body, attachment, signature, picture, table text have styles of
our own named 公文…; a run-in heading is a run in the character style 公文段首标题1–4 (number + heading + 。) at the
head of a 公文正文 paragraph; slots are runs in 公文空位. Kind, theme, passage, card, style-none sections, phrase ids
and sentence ends are hidden bookmarks `_dN` with their meaning in a custom XML part. Title lines are parted by <w:br/>
(joined with nothing on reading; elsewhere <w:br/> is a line feed in the text). Several 公文落款 paragraphs are one
signature, joined by line feeds; several 公文附件 paragraphs are the attachments. A picture is `wp:docPr/@descr` =
`Image.name`. A content control (w:sdt) is read as what it shows. 公文附注 paragraphs are no part of the tree. Own file:
it has the marks part, else (when that was lost) it has the style 公文正文.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from drafter.profiles import STANDARD, Profile
from drafter.report import Finding
from drafter.tree import Document
from drafter.writers.word.annotations import Annotations, W
from drafter.writers.word.body import Body, relation
from drafter.writers.word.runs import escape
from drafter.writers.word.shells import Shell, shell
from drafter.writers.word.zipping import archive, packed

SUFFIXES = (".docx",)


class Written(Struct, frozen=True):
    """A finished file, and what could not be kept or needs a look."""

    data: bytes
    findings: tuple[Finding, ...] = ()


def write(document: Document, media: Mapping[str, bytes] | None = None) -> bytes:
    """`document` as a .docx in the standard layout."""
    return typeset(document, media=media).data


def typeset(
    document: Document,
    *,
    media: Mapping[str, bytes] | None = None,
    profile: Profile = STANDARD,
    base: bytes | None = None,
    base_name: str = "单位模板.docx",
    slots: Mapping[str, tuple[str, str]] | None = None,
    trace: Mapping[str, str] | None = None,
    choices: Mapping[str, Sequence[str]] | None = None,
    annotated: bool = True,
    rate: int = 200,
) -> Written:
    """`document` as a .docx.

    `base` is a unit's own template whose page, headers and styles are used instead of ours. `slots` says for a slot's
    name what to fill in and an example. `trace` gives the comment of each phrase id, `choices` other wordings of each
    phrase id: when not None, phrases become lists to choose from and slots fields to type in. Without `annotated` the
    file carries no highlighting, no comments and no hidden marks. `rate` is for the reading time of a reading copy.
    """
    if base is None:
        used = shell(profile)
    else:
        from drafter.writers.word.base import prepared

        used = prepared(base, base_name, profile)
    annotations = Annotations(used.ids, on=annotated, slots=slots, trace=trace, choices=choices)
    body = Body(used, annotations, media or {})
    notes: list[str] = []
    if profile.notes:
        from drafter.writers.word.reading_copy import notes as reading_notes

        notes = reading_notes(document, rate)
    body.write(document, notes)
    return Written(_package(document, used, body, annotations, media or {}), tuple(body.findings))


def clean(data: bytes, name: str) -> Written:
    """`data`, a .docx of ours, without highlighting, comments, content controls and hidden marks."""
    from drafter.writers.word.cleaning import cleaned

    data, findings = cleaned(data, name)
    return Written(data, findings)


_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument."
_LIST = "[Content_Types].xml"
_MARKS_ID = "{6D0F1E0A-5B1C-4C55-9B0E-0D7A5F1B9704}"


def _package(
    document: Document, used: Shell, body: Body, annotations: Annotations, media: Mapping[str, bytes]
) -> bytes:
    """The shell's parts and what is new: body, comments, marks, pictures, properties."""
    folder, _, file = used.main.rpartition("/")
    up = "../" * (folder.count("/") + 1) if folder else ""
    new = {
        used.main: f'{_DECLARATION}<w:document {W} xmlns:r="{_RELATIONS}"><w:body>{"".join(body.xml)}{used.section}'
        "</w:body></w:document>",
        "docProps/core.xml": _properties(document),
    }
    types, relations = [], []
    comments = annotations.comments_part()
    if comments:
        new[f"{folder}/comments.xml"] = comments
        types.append(_override(f"{folder}/comments.xml", "wordprocessingml.comments+xml"))
        relations.append(_relation("rIdDrafterComments", "comments", "comments.xml"))
    marks = annotations.marks_part()
    if marks:
        new["customXml/item1.xml"] = marks
        new["customXml/itemProps1.xml"] = _MARKS_PROPERTIES
        new["customXml/_rels/item1.xml.rels"] = _MARKS_RELATIONS
        types.append(_override("customXml/itemProps1.xml", "customXmlProperties+xml"))
        relations.append(_relation("rIdDrafterMarks", "customXml", f"{up}customXml/item1.xml"))
    pictures = {}
    for name, (part, media_type) in body.pictures.items():
        pictures[f"{folder}/media/drafter-{part}"] = packed(media[name])
        relations.append(_relation(relation(part), "image", f"media/drafter-{part}"))
        default = f'<Default Extension="{part.rpartition(".")[2]}" ContentType="{media_type}"/>'
        if default not in types and default.partition(" ContentType")[0] not in used.content_types:
            types.insert(0, default)
    new[f"{folder}/_rels/{file}.rels"] = used.relations.replace(
        "</Relationships>", "".join(relations) + "</Relationships>"
    )
    listing = packed(used.content_types.replace("</Types>", "".join(types) + "</Types>").encode())
    # The list of parts stands first, as Office writes it.
    parts = {_LIST: listing} | used.parts | {_LIST: listing} | pictures
    parts.update((name, packed(text.encode())) for name, text in new.items())
    return archive(parts)


_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MARKS_PROPERTIES = (
    f'{_DECLARATION}<ds:datastoreItem ds:itemID="{_MARKS_ID}" '
    'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"/>'
)
_MARKS_RELATIONS = (
    f'{_DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/customXmlProps" Target="itemProps1.xml"/></Relationships>'
)


def _override(part: str, kind: str) -> str:
    return f'<Override PartName="/{part}" ContentType="{_TYPES}{kind}"/>'


def _relation(identifier: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{identifier}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'


_DATE = re.compile(r"([12]\d{3})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})")
# No clock: what carries no date was made on the day that the standard came into force.
_CREATED = "2012-07-01"


def _properties(document: Document) -> str:
    """Title, author and date for the file's properties."""
    title = " ".join(document.title.split()) or "未命名文稿"
    names = [line.strip() for line in (document.byline, *document.signature.split("\n"))]
    author = next((name for name in names if name and "【" not in name and not _DATE.search(name)), "drafter")
    return (
        f"{_DECLARATION}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{escape(title)}</dc:title>'
        f"<dc:creator>{escape(author)}</dc:creator><cp:lastModifiedBy>{escape(author)}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{_created(document.date)}T00:00:00Z</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{_created(document.date)}T00:00:00Z</dcterms:modified>'
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    )


def _created(date: str) -> str:
    match = _DATE.search(date)
    if match is None:
        return _CREATED
    year, month, day = map(int, match.groups())
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 28 + (month != 2) * 2 else _CREATED
