"""Our own .docx comes back as the tree it was written from: as written, saved by LibreOffice, edited in Word."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import assume, given, settings
from round_trip import assert_round_trip, without_lines
from sample_speeches import CHOICES, EVERYTHING, MEDIA, SLOTS, TRACE
from strategies import documents
from word_tools import converted

from drafter.profiles import PROFILES
from drafter.reading import Reading, read
from drafter.segment import compact
from drafter.tree import Block, Document, Paragraph, Section, Sentence, paragraphs, sections
from drafter.writers.docx import typeset, write

_FULL = typeset(EVERYTHING, media=MEDIA, slots=SLOTS, trace=TRACE, choices=CHOICES).data


def _edited(data: bytes, change: Callable[[str], str], part: str = "word/document.xml") -> bytes:
    """`data` with one part changed as a hand would change it, or without the part where nothing is left of it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                changed = change(content.decode())
                assert changed != content.decode()
                content = changed.encode()
            if content:
                new.writestr(name, content)
    return out.getvalue()


def _tree(reading: Reading) -> Document:
    (part,) = reading.parts
    assert (part.removed, part.findings) == ((), ())
    return without_lines(part.document)


def _is_carried(blocks: tuple[Block, ...]) -> bool:
    """Whether the last thing in `blocks` prints something; an empty section at the very end leaves no trace in Word."""
    if not blocks:
        return True
    last = blocks[-1]
    if isinstance(last, Section):
        return _is_carried(last.body) if last.body else bool(last.number or last.heading)
    return True


@settings(max_examples=60)
@given(documents())
def test_any_document_comes_back(document: Document) -> None:
    assume(_is_carried(document.body))
    assert_round_trip(document, "稿.docx")


@pytest.mark.parametrize("profile", PROFILES)
def test_everything_comes_back_in_every_layout(profile: str) -> None:
    written = typeset(EVERYTHING, media=MEDIA, slots=SLOTS, trace=TRACE, choices=CHOICES, profile=PROFILES[profile])
    reading = read(written.data, "稿.docx")
    assert _tree(reading) == without_lines(EVERYTHING)
    assert reading.media == MEDIA


def test_everything_comes_back_after_libreoffice_has_saved_it() -> None:
    # Without lists to choose from: LibreOffice 7.4 itself doubles the text of content controls.
    data = typeset(EVERYTHING, media=MEDIA, slots=SLOTS, trace=TRACE).data
    reading = read(converted(data, "docx"), "稿.docx")
    assert _tree(reading) == without_lines(EVERYTHING)
    assert sorted(reading.media) == sorted(MEDIA)


def test_without_marks_styles_still_say_what_is_what() -> None:
    # Saved as .doc, say; what stands around the body is known, the body is read like a stranger's.
    bare = _edited(_FULL, lambda xml: "", "customXml/item1.xml")
    document = without_lines(read(bare, "稿.docx").parts[0].document)
    for part in ("title", "byline", "date", "attachments", "signature"):
        assert getattr(document, part) == getattr(EVERYTHING, part)
    said = [(s.number, s.heading, s.level, s.style) for s in sections(document.body)]
    assert said == [(s.number, s.heading, s.level, s.style) for s in sections(EVERYTHING.body)]
    texts = [compact("".join(s.text for s in p.sentences)) for p in paragraphs(document.body)]
    assert texts == [compact("".join(s.text for s in p.sentences)) for p in paragraphs(EVERYTHING.body)]


_PLAIN = Document(
    title="在走访座谈会上的发言",
    body=(
        Section("一、", "学在深处", kind="体会", theme="走访", body=(Paragraph((Sentence("门槛低了。", "甲.1"),)),)),
        Section("（一）", "查在细处", 2, "问题", "run-in", body=(Paragraph((Sentence("不到之处有三。", "乙.1"),)),)),
    ),
)


def test_what_a_person_typed_in_word_is_understood() -> None:
    def typed(old: str, new: str) -> Document:
        return _tree(read(_edited(write(_PLAIN), lambda xml: xml.replace(old, new)), "稿.docx"))

    renumbered = next(sections(typed("一、学在深处", "二、学在实处").body))
    assert (renumbered.number, renumbered.heading, renumbered.theme) == ("二、", "学在实处", "走访")
    changed = next(paragraphs(typed("门槛低了。", "门槛低了，话多了。").body))
    assert changed.sentences == (Sentence("门槛低了，话多了。", "甲.1"),)
    style = re.search(r'<w:p><w:pPr><w:pStyle w:val="(\w+)"/></w:pPr><w:bookmarkStart[^>]*/><w:r>', _body(_PLAIN))
    assert style is not None
    added = (
        f'</w:p><w:p><w:pPr><w:pStyle w:val="{style.group(1)}"/></w:pPr><w:r><w:t>新的一段。又一句。</w:t></w:r></w:p>'
    )
    more = typed("</w:p><w:sectPr", added + "<w:sectPr")
    assert list(paragraphs(more.body))[-1] == Paragraph((Sentence("新的一段。"), Sentence("又一句。")))
    typed_behind = '门槛低了。</w:t></w:r><w:bookmarkEnd w:id="2"/><w:r><w:t>话多了。</w:t></w:r>'
    behind = next(paragraphs(typed("门槛低了。</w:t></w:r>", typed_behind).body))
    assert behind.sentences == (Sentence("门槛低了。", "甲.1"), Sentence("话多了。"))


def _body(document: Document) -> str:
    with zipfile.ZipFile(io.BytesIO(write(document))) as archive:
        return archive.read("word/document.xml").decode()
