"""What LibreOffice prints of our files, with stand-in fonts whose Han characters are one em wide."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from round_trip import without_lines
from sample_speeches import CHOICES, EVERYTHING, MEDIA, SLOTS, TRACE, paragraph, speech
from word_tools import Printed, converted, pages

from drafter.profiles import BOTTOM, LEFT, PAGE_HEIGHT, PAGE_WIDTH, RIGHT, STANDARD, TOP, profile
from drafter.reading import read
from drafter.tree import Document, Section
from drafter.writers.docx import typeset

# Points.
_LEFT, _RIGHT = LEFT / 20, (PAGE_WIDTH - RIGHT) / 20
_TOP, _BOTTOM = TOP / 20, (PAGE_HEIGHT - BOTTOM) / 20
_NUMBER = re.compile(r"—(\d+)—")
_HEADING = re.compile(r"[一二三]、|（[一二三四]）")
# From a note to a long report.
_LENGTHS = (300, 1200, 3000, 8000, 20000)


@cache
def printed(characters: int, style: str = "own-line", layout: str = "标准") -> list[list[Printed]]:
    """The pages of a speech of about so many characters."""
    return pages(converted(typeset(speech(characters, style=style), profile=profile(layout)).data, "pdf"))


def body_of(page: list[Printed]) -> list[Printed]:
    """The lines of a page above the page number."""
    return [line for line in page if not _NUMBER.fullmatch(line.text)]


def test_a_full_page_has_22_lines_of_28_characters() -> None:
    full = printed(8000)[1:-1]
    assert len(full) > 8
    # A heading that would stand alone at the end goes over to the next page.
    counts = [len(body_of(page)) for page in full]
    assert max(counts) == STANDARD.lines == 22
    assert set(counts) <= {20, 21, 22}
    lines = [
        line for page in full for line in body_of(page) if abs(line.right - _RIGHT) < 2 and abs(line.left - _LEFT) < 1
    ]
    lengths = [len(line.text) for line in lines]
    assert max(lengths) == STANDARD.characters == 28
    assert lengths.count(28) > 0.7 * len(lengths)
    assert min(lengths) >= 26


@pytest.mark.parametrize("characters", _LENGTHS)
def test_nothing_leaves_the_type_area(characters: int) -> None:
    for page in printed(characters):
        for line in body_of(page):
            assert line.left >= _LEFT - 0.5, line
            assert line.right <= _RIGHT + 1, line
            middle = (line.top + line.bottom) / 2
            assert _TOP <= middle <= _BOTTOM, line


def test_the_type_area_is_156_by_225_millimetres() -> None:
    lines = [line for page in printed(8000)[1:-1] for line in body_of(page)]
    millimetre = 72 / 25.4
    assert (max(line.right for line in lines) - min(line.left for line in lines)) / millimetre == pytest.approx(
        156, abs=0.5
    )
    first, last = ([page[n] for page in map(body_of, printed(8000)[1:-1]) if len(page) == 22] for n in (0, -1))
    middles = [(line.top + line.bottom) / 2 for line in (first[0], last[0])]
    # From the middle of the first line to that of the last there are 21 lines.
    assert (middles[1] - middles[0]) / millimetre == pytest.approx(225 * 21 / 22, abs=1)


@pytest.mark.parametrize("characters", _LENGTHS)
def test_no_heading_stands_alone_at_the_end_of_a_page(characters: int) -> None:
    for page in printed(characters):
        last = body_of(page)[-1]
        assert not (_HEADING.match(last.text) and last.left > _LEFT + 20), last


@pytest.mark.parametrize("characters", _LENGTHS)
def test_page_numbers_count_up_at_the_outer_edge(characters: int) -> None:
    for count, page in enumerate(printed(characters), 1):
        (number,) = [line for line in page if _NUMBER.fullmatch(line.text)]
        assert number.text == f"—{count}—"
        if count % 2:
            assert number.right == pytest.approx(_RIGHT - 14, abs=3)
        else:
            assert number.left == pytest.approx(_LEFT + 14, abs=3)


def test_headings_and_paragraphs_begin_two_characters_in() -> None:
    opened = [line for page in printed(3000) for line in body_of(page) if _HEADING.match(line.text)]
    assert len(opened) > 10
    assert {round(line.left - _LEFT) for line in opened} <= {31, 32}


def test_a_run_in_heading_goes_on_in_its_paragraph() -> None:
    lines = [line for page in printed(3000, "run-in") for line in body_of(page) if _HEADING.match(line.text)]
    points = [line.text for line in lines if line.text.startswith("（")]
    assert len(points) > 8
    assert all("。" in text and len(text) == 26 for text in points)


@pytest.mark.parametrize("options", [{}, {"trace": TRACE, "choices": CHOICES}], ids=["plain", "choices"])
def test_what_libreoffice_saves_is_still_our_tree(options: dict[str, Any]) -> None:
    data = typeset(EVERYTHING, media=MEDIA, slots=SLOTS, **options).data
    for saved in (data, converted(data, "docx")):
        (part,) = read(saved, "发言.docx").parts
        assert without_lines(part.document) == without_lines(EVERYTHING)


def test_the_title_is_centred_whole_and_in_balanced_lines() -> None:
    data = typeset(EVERYTHING, media=MEDIA, slots=SLOTS, trace=TRACE, choices=CHOICES).data
    first = pages(converted(data, "pdf"))[0]
    title = [line.text for line in first[:2]]
    assert title == ["以“院坝会”为抓手把问题解决在家门口", "——在全县基层治理现场推进会上的发言"]
    for line in first[:2]:
        assert (line.left + line.right) / 2 == pytest.approx((_LEFT + _RIGHT) / 2, abs=8)
        assert line.top >= _TOP - 3
    # No line of the page overlaps another.
    middles = [(line.top + line.bottom) / 2 for line in first]
    assert all(below - above > 12 for above, below in pairwise(middles))


def test_attachments_and_signature_stand_in_their_places() -> None:
    data = typeset(EVERYTHING, media=MEDIA).data
    lines = [line for page in pages(converted(data, "pdf")) for line in body_of(page)]
    one = next(n for n, line in enumerate(lines) if line.text.startswith("附件："))
    first, second, rest = lines[one : one + 3]
    assert first.left == pytest.approx(_LEFT + 2 * 15.75, abs=2)
    assert second.text.startswith("2.")
    assert second.left == pytest.approx(first.left + 3 * 15.75, abs=2)
    assert rest.left == pytest.approx(second.left + 15.75, abs=4)
    unit, date = lines[-2:]
    assert date.text == "2024年3月5日"
    assert date.right == pytest.approx(_RIGHT - 4 * 15.75, abs=8)
    # LibreOffice parts digits from Chinese by a quarter of a character, whatever the paragraph says.
    assert (unit.left + unit.right) / 2 == pytest.approx((date.left + date.right) / 2, abs=15)


def test_the_reading_copy_has_21_larger_lines() -> None:
    full = printed(3000, layout="大字版")[1:-1]
    large = profile("大字版")
    assert max(len(body_of(page)) for page in full) == large.lines == 21
    lines = [line for page in full for line in body_of(page) if line.left < _LEFT + 1]
    assert max(len(line.text) for line in lines) == large.characters == 24


def test_page_numbers_in_the_middle() -> None:
    for page in printed(1200, layout="居中页码"):
        (number,) = [line for line in page if _NUMBER.fullmatch(line.text)]
        assert (number.left + number.right) / 2 == pytest.approx((_LEFT + _RIGHT) / 2, abs=3)


def test_a_long_heading_wraps_like_text() -> None:
    heading = "把凳子搬到院坝里去，把话筒递到群众手上，把问题摆到桌面上来，把答复写到纸上去"
    document = Document(title="发言", body=(Section("一、", heading, 1, body=(paragraph("就这样做。"),)),))
    lines = pages(converted(typeset(document).data, "pdf"))[0]
    assert "".join(line.text for line in lines[1:3]) == f"一、{heading}"
    assert lines[2].left == pytest.approx(_LEFT, abs=1)
