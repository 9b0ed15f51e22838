"""Whole texts with hand-made annotations: what a careful reader sees in a file is what `reading.read` must see.

A case is a folder `tests/cases/<name>/` with `input.txt` (or .md, .html) and `expected.json`. In `expected.json` a
field that is left out must be empty, `kinds_without_heading` and `rules` are compared only where they are given, and a
list in the place of one text or kind holds all that a careful reader would accept.
"""

from __future__ import annotations

import difflib
import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from functools import cache
from html import unescape
from pathlib import Path

import msgspec
import pytest

from drafter.reading import Part, Reading, read
from drafter.segment import HAN, compact
from drafter.tree import Block, Document, Kind, Paragraph, Section, Style, Table, paragraphs, sections

CASES = Path(__file__).parent / "cases"
NAMES = sorted(folder.name for folder in CASES.iterdir())
RUN = 8
FRONT = ("title", "byline", "date", "salutation", "signature")
# What these fields may carry as written, although it is not part of what they say.
_SALUTATION_END = re.compile("[：:]$")
_ATTACHMENT_MARK = re.compile(r"^(?:附件\d*[：:]?)?(?:\d+[.．、])?")
# The mark of an attachment or of a document in a collection, as 一、 is that of a heading.
_MARK_NOT_STORED = re.compile("附件[：:]|第[一二三]篇：")
_HIDDEN = re.compile(r"<head>.*?</head>|<script.*?</script>|<style.*?</style>|<!--.*?-->", re.DOTALL)
_TAG_ENDING_A_LINE = re.compile(r"</(?:p|h\d|div|nav|footer|li)>")
_TAG = re.compile(r"<[^>]*>")


class ExpectedDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One document as annotated."""

    headings: list[tuple[int, Kind | list[Kind], Style, str, str]]
    title: str | list[str] = ""
    byline: str | list[str] = ""
    date: str | list[str] = ""
    salutation: str = ""
    signature: str = ""
    attachments: list[str] = []
    kinds_without_heading: list[Kind | list[Kind]] | None = None


class Expected(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file as annotated; `removable` is what a reader may take out or keep, `input` a file elsewhere."""

    documents: list[ExpectedDocument]
    removed: list[str] = []
    removable: list[str] = []
    rules: list[str] = []
    survives: list[str] = []
    input: str = ""


@cache
def expected(name: str) -> Expected:
    return msgspec.json.decode((CASES / name / "expected.json").read_bytes(), type=Expected)


def input_file(name: str) -> Path:
    elsewhere = expected(name).input
    return CASES / name / elsewhere if elsewhere else next((CASES / name).glob("input.*"))


@cache
def reading(name: str) -> Reading:
    path = input_file(name)
    return read(path.read_bytes(), path.name)


def documents(name: str) -> list[tuple[ExpectedDocument, Document]]:
    wanted, parts = expected(name).documents, reading(name).parts
    titles = [part.document.title for part in parts]
    assert len(parts) == len(wanted), f"{len(wanted)} documents expected, read: {titles}"
    return list(zip(wanted, (part.document for part in parts), strict=True))


def one_of(wanted: str | Sequence[str], got: str) -> str:
    """`got` where it is acceptable, else the first thing that would have been."""
    accepted = [wanted] if isinstance(wanted, str) else wanted
    return got if got in accepted else accepted[0]


def diff(wanted: list[str], got: list[str]) -> str:
    return "\n" + "\n".join(difflib.unified_diff(wanted, got, "expected", "read", lineterm="", n=2))


def paragraph_texts(document: Document) -> list[str]:
    return ["".join(sentence.text for sentence in paragraph.sentences) for paragraph in paragraphs(document.body)]


def cells(document: Document) -> list[str]:
    blocks = [*document.body, *(block for section in sections(document.body) for block in section.body)]
    return [cell for block in blocks if isinstance(block, Table) for row in block.rows for cell in row]


def in_order(document: Document) -> list[str]:
    """Every text of the tree, in reading order as far as the tree keeps one."""

    def inside(blocks: tuple[Block, ...]) -> list[str]:
        texts: list[str] = []
        for block in blocks:
            match block:
                case Paragraph():
                    texts += [sentence.text for sentence in block.sentences]
                case Table():
                    texts += [cell for row in block.rows for cell in row]
                case Section():
                    texts += [block.number, block.heading, *inside(block.body)]
        return texts

    head = [document.title, document.byline, document.date, document.salutation]
    return [*head, *inside(document.body), *document.attachments, document.signature]


def removed(parts: tuple[Part, ...]) -> list[str]:
    return [compact(item.text) for part in parts for item in part.removed]


@pytest.mark.parametrize("name", NAMES)
def test_front_and_back_matter(name: str) -> None:
    for wanted, document in documents(name):
        got = [f"{field}: {compact(getattr(document, field))}" for field in FRONT]
        want = []
        for field in FRONT:
            value = getattr(wanted, field)
            accepted = [compact(text) for text in (value if isinstance(value, list) else [value])]
            want.append(f"{field}: {one_of(accepted, compact(getattr(document, field)))}")
        got += [f"attachment: {_ATTACHMENT_MARK.sub('', compact(text))}" for text in document.attachments]
        want += [f"attachment: {compact(text)}" for text in wanted.attachments]
        got, want = ([_SALUTATION_END.sub("", line) for line in lines] for lines in (got, want))
        assert got == want, diff(want, got)


@pytest.mark.parametrize("name", NAMES)
def test_headings_with_level_kind_style_and_number(name: str) -> None:
    for wanted, document in documents(name):
        found = [section for section in sections(document.body) if section.style != "none"]
        got = [f"{s.level} {s.kind} {s.style} {s.number} {s.heading}" for s in found]
        kinds = {(section.number, section.heading): section.kind for section in found}
        want = [
            f"{level} {one_of(kind, kinds.get((number, heading), '其他'))} {style} {number} {heading}"
            for level, kind, style, number, heading in wanted.headings
        ]
        assert got == want, diff(want, got)


@pytest.mark.parametrize(
    "name", [n for n in NAMES if any(d.kinds_without_heading is not None for d in expected(n).documents)]
)
def test_kinds_without_heading(name: str) -> None:
    for wanted, document in documents(name):
        if wanted.kinds_without_heading is None:
            continue
        bare = [section for section in sections(document.body) if section.style == "none"]
        got: list[str] = [section.kind for section in bare]
        want: list[str] = [
            one_of(kind, bare[n].kind if n < len(bare) else "其他")
            for n, kind in enumerate(wanted.kinds_without_heading)
        ]
        openings = "\n".join(f"{s.kind}: {paragraph_texts(Document(body=(s,)))[:1]}" for s in bare)
        assert got == want, f"{diff(want, got)}\n{openings}"


@pytest.mark.parametrize("name", NAMES)
def test_noise_is_removed_and_nothing_else(name: str) -> None:
    case, parts = expected(name), reading(name).parts
    taken = removed(parts)
    # What a reader leaves outside the document (a page's navigation) is reported, what a cleaner takes out is removed.
    reported = [compact(finding.text) for part in parts for finding in part.findings]
    tree = compact("".join(text for part in parts for text in in_order(part.document)))
    gone = "".join(taken) + "\n".join(text for text in reported if text not in tree)
    missing = [text for text in case.removed if compact(text) not in gone]
    assert not missing, f"not removed: {missing}\nremoved: {taken}\nreported: {reported}"
    allowed = sorted((compact(text) for text in (*case.removed, *case.removable)), key=len, reverse=True)
    for item in taken:
        rest = item
        for text in allowed:
            rest = rest.replace(text, "")
        assert not HAN.search(rest) or any(item in text for text in allowed), f"removed, though no noise: {item}"


@pytest.mark.parametrize("name", NAMES)
def test_sentences_survive_word_for_word(name: str) -> None:
    kept = [
        compact(text)
        for part in reading(name).parts
        for text in (*paragraph_texts(part.document), *cells(part.document))
    ]
    gone = [text for text in expected(name).survives if not any(compact(text) in place for place in kept)]
    assert not gone, f"not in any one paragraph: {gone}"


@pytest.mark.parametrize("name", [n for n in NAMES if expected(n).rules])
def test_what_a_person_must_decide_is_reported(name: str) -> None:
    reported = {finding.rule for part in reading(name).parts for finding in part.findings}
    assert set(expected(name).rules) <= reported, f"reported: {sorted(reported)}"


def written_lines(name: str) -> list[str]:
    """The Han characters of the input, line by line, without what is markup there."""
    text = input_file(name).read_text(encoding="utf-8")
    if input_file(name).suffix == ".html":
        text = unescape(_TAG.sub("", _TAG_ENDING_A_LINE.sub("\n", _HIDDEN.sub("", text))))
    return ["".join(HAN.findall(line)) for line in _MARK_NOT_STORED.sub("", text).splitlines()]


def runs(text: str) -> Counter[str]:
    return Counter(text[n : n + RUN] for n in range(len(text) - RUN + 1))


@pytest.mark.parametrize("name", NAMES)
def test_no_character_is_lost(name: str) -> None:
    parts = reading(name).parts
    tree = "".join(HAN.findall("".join(text for part in parts for text in in_order(part.document))))
    taken = "".join(HAN.findall("".join(removed(parts))))
    # A finding that quotes what still stands in the tree must not make up for what is lost elsewhere.
    quoted = ["".join(HAN.findall(finding.text)) for part in parts for finding in part.findings]
    reported = "".join(text for text in quoted if text not in tree)
    lines = written_lines(name)
    lost = Counter("".join(lines)) - Counter(tree + taken + reported)
    assert not lost, f"characters lost: {dict(lost)}"
    broken = sum(map(runs, lines), Counter[str]()) - runs(tree) - runs(taken) - runs(reported)
    assert not broken, f"runs lost: {sorted(broken)}"


def digest() -> str:
    """One number for the readings of all cases; run below under several hash seeds."""
    whole = hashlib.sha256()
    for name in NAMES:
        whole.update(msgspec.json.encode(reading(name).parts))
    return whole.hexdigest()


def test_reading_does_not_depend_on_hash_order() -> None:
    script = "import test_cases; print(test_cases.digest())"
    digests = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=Path(__file__).parent,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[1])},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(digests) == 1


@pytest.mark.parametrize("name", NAMES)
def test_cleaning_its_own_result_removes_nothing(name: str) -> None:
    texts = [text for part in reading(name).parts for text in paragraph_texts(part.document)]
    again = read("\n".join(["通知", *texts]).encode(), "again.txt")
    assert not removed(again.parts)
